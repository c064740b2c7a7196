"""How an appeal comes to its end, whoever ends it; called inside an action."""

from datetime import datetime

from django.utils.translation import gettext as _

from guildmark.core.states import state_word
from guildmark.events.actions import record
from guildmark.quality.errors import AppealOver
from guildmark.quality.models import Appeal, Restriction

State = Appeal.State
LIVE = (State.OPEN, State.IN_REVIEW)
RESTRICTION_LIFTED = "The restriction was lifted."


def require_live(appeal: Appeal) -> None:
    """Raises AppealOver for one that was answered or withdrawn."""
    if appeal.state not in LIVE:
        raise AppealOver(_("It was {state}.").format(state=state_word(appeal.state)))


def close_appeal(
    appeal: Appeal, state: Appeal.State, *, answer: str, actor_id: int | None, now: datetime
) -> Appeal:
    """Write the end of a locked appeal. Records appeal.upheld, .rejected or .withdrawn."""
    require_live(appeal)
    appeal.state, appeal.answer = state, answer
    appeal.answered_at, appeal.answered_by_id = now, actor_id
    appeal.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    record_appeal(state, appeal, actor_id=actor_id, now=now)
    return appeal


def close_appeals_against(
    restriction: Restriction, *, answer: str, actor_id: int | None, now: datetime
) -> None:
    """The restriction was lifted: who has appealed against it was right. The seat is locked."""
    for appeal in Appeal.objects.filter(restriction=restriction, state__in=LIVE).order_by("pk"):
        close_appeal(
            appeal, State.UPHELD, answer=answer or RESTRICTION_LIFTED, actor_id=actor_id, now=now
        )


def record_appeal(verb: str, appeal: Appeal, *, actor_id: int | None, now: datetime) -> None:
    """Record what became of an appeal."""
    record(
        name=f"appeal.{verb}",
        payload={
            "appeal_id": appeal.pk,
            "project_id": appeal.project_id,
            "annotator_id": appeal.annotator_id,
            "restriction_id": appeal.restriction_id,
            "assignment_id": appeal.assignment_id,
        },
        actor_id=actor_id,
        organisation_id=appeal.organisation_id,
        now=now,
    )
