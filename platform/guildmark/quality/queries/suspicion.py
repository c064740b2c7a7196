"""What is known of a gold item by who missed it."""

from collections.abc import Sequence
from dataclasses import dataclass

from concord.skill import expected_misses
from guildmark.quality.models import GoldItem, GoldScore
from guildmark.quality.queries.skill import Tally, tallies
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
    others = tallies(gold.project_id, without_gold_item_id=gold.pk)
    people = sorted({*others, *is_right})
    known = [others.get(one, Tally(0, 0)) for one in people]
    shares = expected_misses([one.right for one in known], [one.checks for one in known])
    return Misses(
        missed=sum(not one for one in is_right.values()),
        shares=[share for one, share in zip(people, shares, strict=True) if one in is_right],
    )
