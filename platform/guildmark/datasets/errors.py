"""Refusals of the datasets app."""

from django.utils.translation import gettext as _

from guildmark.core.errors import FieldProblem, Refusal, StateConflict


class DatasetNameTaken(Refusal):
    """The organisation has a dataset of this name."""

    code = "dataset_name_taken"
    title = "Another dataset of the organisation has this name"


class ImportRunning(Refusal):
    """The dataset takes one import at a time; `errors` holds the id of the live one.

    No id when that one has ended meanwhile: then the next try gets in.
    """

    code = "import_running"
    title = "Another import into this dataset is not finished. Finish or cancel it first"

    def __init__(self, existing_id: int | None) -> None:
        where = FieldProblem(path="existing_id", code=self.code, message=str(existing_id))
        super().__init__(errors=(where,) if existing_id else ())
        self.existing_id = existing_id


class ImportClosed(StateConflict):
    """Files are added before the start, and only then."""

    code = "import_closed"
    title = "This import takes no more files. Start another one"


class ImportEmpty(StateConflict):
    """There is nothing to import."""

    code = "import_empty"
    title = "Add at least one file before you start the import"


class ImportEnded(StateConflict):
    """What has ended cannot be started or cancelled."""

    code = "import_ended"
    title = "This import has ended"


class TooManyFiles(Refusal):
    """The import holds as many files as one import may."""

    code = "too_many_files"
    title = "One import may hold 20,000 files. Put them into a ZIP, or make another import"


class ParcelFull(StateConflict):
    """A parcel takes one file of labels."""

    code = "parcel_full"
    title = "This parcel has its file already. Open another one for another file"


class UploadTooLarge(Refusal):
    """The file is larger than the installation takes in one request."""

    code = "upload_too_large"
    status = 413
    title = "This file is too large"

    @classmethod
    def beyond(cls, most_megabytes: int) -> "UploadTooLarge":
        """The refusal of a file that has more."""
        sentence = _("One file may have at most {most} MB.")
        return cls(sentence.format(most=most_megabytes))


class OffsetDiffers(StateConflict):
    """Bytes were sent for another place than the one where the upload stands."""

    code = "offset_differs"
    title = "The upload stands elsewhere. Ask where, and go on from there"


class ChecksumDiffers(Refusal):
    """What arrived is not what was sent (status 460 of the tus protocol)."""

    code = "checksum_differs"
    status = 460
    title = "What arrived is not what was sent. Send this part again"


class UnknownProtocol(Refusal):
    """The request does not speak tus 1.0.0."""

    code = "unknown_protocol"
    status = 412
    title = "Uploads speak tus 1.0.0. Send the header Tus-Resumable: 1.0.0"


class WrongUploadType(Refusal):
    """Parts come with a content type of their own."""

    code = "wrong_upload_type"
    status = 415
    title = "Send parts as application/offset+octet-stream"


class PictureRefused(Refusal):
    """The bytes cannot become an item; `errors` says why."""

    code = "picture_refused"
    status = 422
    title = "This file cannot become an item"

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence, errors=(FieldProblem("file", code, sentence),))


class DatasetGoing(StateConflict):
    """Nothing comes into a dataset that is on its way out."""

    code = "dataset_going"
    title = "The dataset is being deleted"
