"""Known answers, and people who were checked with them."""

from typing import Any

from guildmark.accounts.models import User
from guildmark.datasets.models import Item
from guildmark.quality import actions
from guildmark.quality.models import GoldItem
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
