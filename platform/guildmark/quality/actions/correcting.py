"""A known answer was wrong: a new version of it, and everybody's answers held against that."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from guildmark.events.actions import record
from guildmark.quality import queries
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
MARKS = frozenset({"gold_iou", "gold_f1", "gold_label_accuracy", "gold_question_accuracy"})
#: In the place of a version: held anew with its whole project, because of other marks.
HELD_ANEW = 0


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
    The reference that is there already changes nothing under the same schema: safe to call twice.
    Under a newer one it is confirmed: it knows all that there is to be said now.
    """
    gold = locked(gold_item_id)
    if gold.state == State.RETIRED:
        raise GoldStateConflict("It is retired.")
    version = require_reference(gold.project, gold.item, reference)
    if reference == gold.reference and version.pk == gold.schema_version_id:
        return gold
    was_suspended = gold.state == State.SUSPENDED
    gold.reference, gold.schema_version = reference, version
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
    item that stands out now as well. It goes on where it ended: safe to call at any time. An item
    of a project that is held anew is left for `finish_rescoring`: while others wait, half of the
    marks are old.
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
        scores,
        [
            *("is_right", "is_held", "right_share", "f1", "mean_iou"),
            *("details", "by_label", "reference_version"),
        ],
    )
    if len(scores) == limit:
        return True
    if HELD_ANEW < gold.rescored_version < gold.reference_version:
        gold.rescored_version = gold.reference_version
        gold.save(update_fields=["rescored_version"])
        announce(gold, "rescored", actor_id=None, now=now)
        suspend_if_suspicious(gold, now=now)
    return False


@transaction.atomic
def hold_anew(*, project_id: int) -> None:
    """Have all answers to the gold of a project judged again, by its marks as they are now.

    A worker goes on with `rescore_gold` and `finish_rescoring`, or the sweep does. Calling twice
    begins once more.
    """
    _lock_gold(project_id)
    GoldScore.objects.filter(gold_item__project_id=project_id).update(reference_version=HELD_ANEW)
    GoldItem.objects.filter(queries.is_answered(), project_id=project_id).update(
        rescored_version=HELD_ANEW
    )


@transaction.atomic
def finish_rescoring(*, project_id: int, now: datetime) -> None:
    """Where no answer of a project that was held anew waits any more, say so, once for them all.

    Records gold.rescored, upon which skills are computed anew and people judged: have what stands
    out now suspended first (`suspect_gold`). Safe to call at any time.
    """
    held = _lock_gold(project_id, rescored_version=HELD_ANEW)
    if not held or queries.gold_items_to_rescore(project_id=project_id, limit=1):
        return
    GoldItem.objects.filter(pk__in=held).update(rescored_version=F("reference_version"))
    record(
        name="gold.rescored",
        payload={"project_id": project_id, "gold_count": len(held)},
        actor_id=None,
        organisation_id=queries.organisation_id_of_project(project_id),
        now=now,
    )


@transaction.atomic
def suspect_gold(*, gold_item_id: int, now: datetime) -> None:
    """Suspend an item that stands out, by the scores there are now. Raises NotFound.

    Safe to call at any time.
    """
    suspend_if_suspicious(locked(gold_item_id), now=now)


def _lock_gold(project_id: int, **more: int) -> list[int]:
    """Nobody is scored on any of it meanwhile."""
    found = GoldItem.objects.select_for_update(no_key=True).filter(project_id=project_id, **more)
    return list(found.order_by("pk").values_list("pk", flat=True))
