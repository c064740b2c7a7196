"""Refusals of the collection app: each says what to do about it."""

from guildmark.core.errors import FieldProblem, NotAllowed, Refusal, StateConflict, WrongInput


class CollectionClosed(StateConflict):
    """The brief takes nothing now."""

    code = "collection_closed"
    title = "No pictures are wanted at the moment"


class CollectionIncomplete(StateConflict):
    """Something without which nobody can send pictures is missing; `errors` says what."""

    code = "collection_incomplete"
    title = "The collection lacks something people need to send pictures"


class WrongBrief(WrongInput):
    """The brief contradicts what is there already; `errors` says where."""

    code = "wrong_brief"
    title = "The brief needs a change"


class ConsentMissing(StateConflict):
    """The text in force has not been signed."""

    code = "consent_missing"
    title = "Read and sign the permission first"


class ConsentChanged(StateConflict):
    """Another text is in force than the one that was read."""

    code = "consent_changed"
    title = "The permission has changed since you opened it. Read the new one"


class CollectorNotQualified(NotAllowed):
    """The brief asks for the project's qualification."""

    code = "collector_not_qualified"
    title = "This brief is for people who are qualified in the project"


class CollectorDayFull(StateConflict):
    """The person has sent as much in 24 hours as one person may, whatever became of it."""

    code = "collector_day_full"
    title = "You have sent as many pictures as one person may in 24 hours. Go on tomorrow"


class StratumFull(StateConflict):
    """Enough pictures of this kind are there, or wait for a review."""

    code = "stratum_full"
    title = "Enough pictures of this kind are there. Choose another kind"


class CollectedRefused(Refusal):
    """A picture that cannot be taken; `errors` says why."""

    code = "collected_refused"
    status = 422
    title = "This picture cannot be taken"

    def __init__(self, reason: str, sentence: str, *, twin_id: int | None = None) -> None:
        where = FieldProblem("file", reason, sentence)
        twin = () if twin_id is None else (FieldProblem("twin_id", reason, str(twin_id)),)
        super().__init__(sentence, errors=(where, *twin))
        self.reason = reason


class ReviewNotOpen(NotAllowed):
    """The staff reviews this brief, or the person does not meet what it asks."""

    code = "review_not_open"
    title = "Pictures of this brief are not yours to review"


class ReviewedAlready(StateConflict):
    """Everybody looks at a picture once."""

    code = "reviewed_already"
    title = "You have reviewed this picture already"


class ReasonMissing(WrongInput):
    """Its sender reads why."""

    code = "reason_missing"
    title = "Choose the reason, which its sender reads"


class AssetMoved(StateConflict):
    """It has been reviewed or withdrawn meanwhile."""

    code = "asset_moved"
    title = "This picture has been reviewed or withdrawn meanwhile"


class OwnAsset(NotAllowed):
    """Nobody reviews what they sent."""

    code = "own_asset"
    title = "You sent this picture. Somebody else reviews it"
