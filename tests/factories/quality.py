"""Known answers, and people who were checked with them."""

from datetime import datetime
from typing import Any

from guildmark.accounts.models import User
from guildmark.core import clock
from guildmark.datasets.models import Item
from guildmark.quality import actions
from guildmark.quality.models import Appeal, GoldItem, Restriction
from guildmark.work import actions as work_actions
from guildmark.work.models import Seat, Submission
from tests.factories import work
from tests.factories.work import NOW, Workplace


def gold_item(
    place: Workplace,
    item: Item | None = None,
    *,
    reference: dict[str, Any] | None = None,  # an annotation document
    is_hidden: bool = True,
) -> GoldItem:
    """An item whose answer is known: two boxes, unless said otherwise."""
    chosen = item or work.add_items(place, 1)[0]
    return actions.add_gold_item(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        item_id=chosen.pk,
        reference=reference or work.boxes(2),
        is_hidden=is_hidden,
        now=NOW,
    )


def gold_answer(
    place: Workplace, gold: GoldItem, user: User, document: dict[str, Any] | None = None
) -> Submission:
    """What somebody says to a gold item that comes first: the right thing, if not said otherwise.

    The project needs an open batch with a gold share.
    """
    work.annotator(place, user=user)
    work_actions.require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
    Seat.objects.filter(annotator=user, project=place.project).update(gold_countdown=0)
    held = work.claim(user, place)
    assert held.task_id == gold.task_id
    made = work_actions.submit(
        user_id=user.pk,
        assignment_id=held.assignment_id,
        document=document or gold.reference,
        seconds_spent=8.0,
        now=NOW,
    )
    return Submission.objects.get(pk=made.submission_id)


def pause(
    place: Workplace,
    user: User,
    *,
    reason: str = "Too hasty.",
    expires_at: datetime | None = None,
    now: datetime | None = None,
) -> Restriction:
    """Somebody's pause by the manager, of this moment if not said otherwise."""
    return actions.restrict(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        annotator_id=user.pk,
        kind=Restriction.Kind.PAUSE,
        reason=reason,
        expires_at=expires_at,
        now=now or clock.now(),
    )


def appeal(against: Restriction, *, now: datetime | None = None) -> Appeal:
    """What the person says against a restriction."""
    return actions.appeal_restriction(
        user_id=against.annotator_id,
        restriction_id=against.pk,
        text="I drew what the guideline shows.",
        now=now or clock.now(),
    )


def rejected(place: Workplace, user: User, *, now: datetime | None = None) -> Submission:
    """An answer of somebody to a new picture, rejected by the manager."""
    moment = now or clock.now()
    item = work.add_items(place, 1)[0]
    work.open_batch(place, item_ids=[item.pk], priority=9, now=moment)
    made = work.submit(user, work.claim(user, place, now=moment), now=moment)
    answer = Submission.objects.get(pk=made.submission_id)
    work_actions.reject_assignment(
        actor_id=place.manager.pk,
        assignment_id=answer.assignment_id,
        reason_code="wrong_shape",
        note="The box leaves out the rim.",
        now=moment,
    )
    return answer
