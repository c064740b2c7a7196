"""A known answer was wrong: a new version of it, and everybody's answers held against that."""

from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.quality.actions.history import announce, locked, note
from guildmark.quality.actions.references import require_reference
from guildmark.quality.actions.suspecting import suspend_if_suspicious
from guildmark.quality.errors import GoldStateConflict
from guildmark.quality.judging import judge
from guildmark.quality.models import GoldChange, GoldItem, GoldScore
from guildmark.work import actions as work

State = GoldItem.State
RESCORE_CHUNK = 100
#: What of a project's settings says when an answer to gold is right.
MARKS = frozenset({"gold_iou", "gold_f1"})


@transaction.atomic
def correct_gold_item(
    *,
    actor_id: int,
    gold_item_id: int,
    reference: dict[str, Any],  # the JSON of an annotation document
    reason: str = "",
    now: datetime,
) -> GoldItem:
    """Make a new version of a known answer. A suspended item is in use again with it.

    Answers are held against it anew by a worker (`rescore_gold`), which listens to the event
    gold_item.corrected. Raises NotFound, WrongReference and GoldStateConflict (a retired item).
    The reference that is there already changes nothing: safe to call twice.
    """
    gold = locked(gold_item_id)
    if gold.state == State.RETIRED:
        raise GoldStateConflict("It is retired.")
    if reference == gold.reference:
        return gold
    require_reference(gold.project, gold.item, reference)
    was_suspended = gold.state == State.SUSPENDED
    gold.reference = reference
    gold.reference_version += 1
    gold.is_trusted = True
    gold.confirmed_at = None
    if was_suspended:
        gold.state = State.ACTIVE
        gold.state_reason = ""
    gold.save()
    if was_suspended and gold.task_id is not None:
        work.reactivate_gold_task(actor_id=actor_id, task_id=gold.task_id, now=now)
    note(
        gold,
        GoldChange.Kind.CORRECTED,
        actor_id=actor_id,
        reason=reason,
        has_new_reference=True,
        now=now,
    )
    return gold


@transaction.atomic
def rescore_gold(*, gold_item_id: int, now: datetime, limit: int = RESCORE_CHUNK) -> bool:
    """Hold the next few answers against the version in force; True when more may be left.

    The last chunk records gold_item.rescored, upon which skills are computed anew, and suspends an
    item that stands out now as well. It goes on where it ended: safe to call at any time.
    """
    gold = locked(gold_item_id)
    scores = list(
        GoldScore.objects.filter(gold_item=gold, reference_version__lt=gold.reference_version)
        .select_related("submission__project", "submission__schema_version")
        .order_by("pk")[:limit]
    )
    for score in scores:
        for name, value in judge(score.submission, gold).items():
            setattr(score, name, value)
    GoldScore.objects.bulk_update(
        scores, ["is_right", "f1", "mean_iou", "details", "by_label", "reference_version"]
    )
    if len(scores) == limit:
        return True
    if gold.rescored_version < gold.reference_version:
        gold.rescored_version = gold.reference_version
        gold.save(update_fields=["rescored_version"])
        announce(gold, "rescored", actor_id=None, now=now)
        suspend_if_suspicious(gold, now=now)
    return False


@transaction.atomic
def hold_anew(*, gold_item_id: int) -> None:
    """Have every answer to a known one judged again, by the marks of its project as they are now.

    A worker goes on with `rescore_gold`, or the sweep does. Safe to call twice. Raises NotFound.
    """
    gold = locked(gold_item_id)
    GoldScore.objects.filter(gold_item=gold).update(reference_version=0)
    gold.rescored_version = 0
    gold.save(update_fields=["rescored_version"])
