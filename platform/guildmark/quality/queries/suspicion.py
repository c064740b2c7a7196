"""What is known of a gold item by who missed it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from concord.skill import expected_misses
from guildmark.quality.models import GoldItem, GoldScore
from guildmark.quality.queries.skill import trusted_scores
from guildmark.work.models import Assignment


@dataclass(frozen=True)
class Misses:
    """How many missed an item, and how likely each who answered misses a usual one."""

    missed: int
    shares: Sequence[float]


def misses_of(gold: GoldItem) -> Misses:
    """By the scores of the version in force, since a manager last looked and kept the item.

    What people miss elsewhere is counted without this item. Two queries.
    """
    scores = GoldScore.objects.filter(
        gold_item=gold, reference_version=gold.reference_version, is_held=True
    ).exclude(submission__assignment__state=Assignment.State.VOIDED)
    if gold.confirmed_at is not None:
        scores = scores.filter(scored_at__gt=gold.confirmed_at)
    is_right = dict(scores.values_list("annotator_id", "is_right"))
    others = _missed_elsewhere(gold)
    people = sorted({*others, *is_right})
    known = [others.get(one, (0, 0)) for one in people]
    shares = expected_misses([right for right, _ in known], [checks for _, checks in known])
    return Misses(
        missed=sum(not one for one in is_right.values()),
        shares=[share for one, share in zip(people, shares, strict=True) if one in is_right],
    )


def _missed_elsewhere(gold: GoldItem) -> dict[int, tuple[int, int]]:
    """By annotator, how many other items of the project they got right, and of how many."""
    scores = trusted_scores().filter(project_id=gold.project_id).exclude(gold_item=gold)
    rows = scores.values_list("annotator_id").annotate(
        right=Count("pk", filter=Q(is_right=True)), checks=Count("pk")
    )
    return {annotator_id: (right, checks) for annotator_id, right, checks in rows.order_by()}
