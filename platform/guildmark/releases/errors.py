"""Refusals of the releases app."""

from django.utils.translation import gettext as _

from guildmark.core.errors import Refusal, StateConflict, WrongInput


class ReleaseBuilding(Refusal):
    """One release of a project is built at a time."""

    code = "release_building"
    title = "Another release of this project is being built. Wait for it"


class VersionTaken(Refusal):
    """Versions of a project are used once."""

    code = "version_taken"
    title = "This project has a release with this version already"


class WrongVersion(WrongInput):
    """A version is numbers with points between."""

    code = "wrong_version"
    title = "A version is written like 1.2 or 1.2.0"


class WrongPlan(WrongInput):
    """What was chosen for a release contradicts itself or the schema."""

    code = "wrong_plan"
    title = "Something chosen for this release does not fit"


class PicturesOrLinks(WrongInput):
    """Pictures and links to them were asked for at once."""

    code = "pictures_or_links"
    title = "A file holds pictures or links to them, not both"


class NothingToRelease(Refusal):
    """No task has all its answers."""

    code = "nothing_to_release"
    title = "No picture of this project has all its answers yet"


class ProjectWithoutRules(Refusal):
    """A release names the schema and the guideline it was made by."""

    code = "project_without_rules"
    title = "The project needs a label schema and a published guideline before a release"


class ReleaseNotReady(StateConflict):
    """The release is still being built, has failed, or was moved on by somebody."""

    code = "release_not_ready"
    title = "The release is not in a state for this"


class UnknownFormat(WrongInput):
    """No exporter has this key."""

    code = "unknown_format"
    title = "This export format is not known"


class ExportNotReady(StateConflict):
    """There is no file yet."""

    code = "export_not_ready"
    title = "The export has no file yet"


class ExportEnded(StateConflict):
    """It is done or has failed: there is nothing to cancel."""

    code = "export_ended"
    title = "The export has ended already"


class DeliveryEnded(StateConflict):
    """It is done or has failed: there is nothing to cancel."""

    code = "delivery_ended"
    title = "The delivery has ended already"


class FileTooLarge(WrongInput):
    """More than is read of predictions."""

    code = "file_too_large"
    title = "The file of predictions is too large"

    def __init__(self, most_megabytes: int) -> None:
        super().__init__(
            _("A file of predictions may have at most {most} MB.").format(most=most_megabytes)
        )


class UnknownAnnotator(WrongInput):
    """Nobody in the release has this pseudonym."""

    code = "unknown_annotator"
    title = "No answer in this release is by an annotator of this name"


class NoGold(StateConflict):
    """There is nothing to hold predictions against."""

    code = "no_gold"
    title = "The project has no gold in use yet"


class EvaluationEnded(StateConflict):
    """It is done or has failed: there is nothing to cancel."""

    code = "evaluation_ended"
    title = "The evaluation has ended already"


class EvaluationNotDone(StateConflict):
    """There is no report yet."""

    code = "evaluation_not_done"
    title = "The evaluation has no report yet"


class FiguresNotKept(StateConflict):
    """It was evaluated before what became of each prediction was kept."""

    code = "figures_not_kept"
    title = "This evaluation knows intervals at its first choice alone. Evaluate the file again"


class NothingDrawn(StateConflict):
    """It has no shapes to choose among."""

    code = "nothing_drawn"
    title = "Nothing is drawn in this evaluation: it has no figures of shapes"


class NotComparable(StateConflict):
    """Two evaluations over different images."""

    code = "not_comparable"
    title = "The two evaluations are not over the same images of the same release"


class BuildFailure(Exception):  # noqa: N818  an outcome that ends a build, shown to a person
    """The work cannot be finished, and trying again would not help."""

    code = "build_failed"


class SchemaMismatch(BuildFailure):
    """Results made under an older schema say what the present one does not know."""

    code = "schema_mismatch"


class FitFailed(BuildFailure):
    """The results could not be brought up to date."""

    code = "fit_failed"


class NothingChosen(BuildFailure):
    """There are results, and none is what the plan wants."""

    code = "nothing_chosen"


class ExportGone(BuildFailure):
    """The file was deleted while it was sent, or before; the sentence says why."""

    code = "export_gone"


class PictureLost(BuildFailure):
    """A stored picture is gone, or its bytes are not those that were imported."""

    code = "picture_lost"


class TruthMissing(BuildFailure):
    """What predictions were to be held against has gone since they came."""

    code = "truth_missing"


class PredictionsNotRead(BuildFailure):
    """The file as a whole is not of its format, or holds no prediction that can be used."""

    code = "predictions_not_read"
