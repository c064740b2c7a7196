"""Files of forms that are too large to be held in memory, on their way in."""

from __future__ import annotations

import tempfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from guildmark.datasets.intake.scratch import UPLOADS


class ArrivingFile(TemporaryUploadedFile):
    """Lies under a name of ours: what is left of it is found again by that.

    Django's own name ends with what the sender's name ends with, however long that is.
    """

    def __init__(
        self,
        name: str,
        content_type: str | None,
        size: int,
        charset: str | None,
        content_type_extra: dict[str, bytes] | None = None,
    ) -> None:
        file = tempfile.NamedTemporaryFile(prefix=UPLOADS, dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 -- closed with the request
        UploadedFile.__init__(self, file, name, content_type, size, charset, content_type_extra)


class ArrivingFileHandler(TemporaryFileUploadHandler):
    """Writes a file to the disk as it comes."""

    def new_file(self, *given: Any, **named: Any) -> None:
        """Begin a file. Any: what the parser says of it, of which nothing is looked at here."""
        FileUploadHandler.new_file(self, *given, **named)
        self.file = ArrivingFile(
            self.file_name or "", self.content_type, 0, self.charset, self.content_type_extra
        )
