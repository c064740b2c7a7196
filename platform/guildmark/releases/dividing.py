"""The parts of a release: what is alike lies in one, whichever datasets it came by."""

from collections.abc import Hashable
from dataclasses import replace

import numpy as np

from concord.pictures import twins
from concord.splits import divide
from guildmark.datasets.models import Item
from guildmark.datasets.queries.profile import signatures_of
from guildmark.releases.choosing import split_item
from guildmark.releases.models import ReleaseItem
from guildmark.releases.plans import SplitPlan


def split_of_release(release_id: int, split: SplitPlan) -> dict[int, str]:
    """The part of each frozen item, by the item's id: another release divides them alike."""
    rows = ReleaseItem.objects.filter(release_id=release_id).values_list(
        "item_id", "item__sha256", "item__twins_id", "item__metadata", "document"
    )
    alike = _alike(release_id)
    items = (split_item(*row, split) for row in rows.iterator(chunk_size=2000))
    return divide(
        [replace(one, ties=(*one.ties, *alike.get(one.key, ()))) for one in items],
        split.shares,
        seed=split.seed,
        is_stratified=split.method == "stratified",
    )


def _alike(release_id: int) -> dict[int, tuple[Hashable, ...]]:
    """By item what ties it to its near-duplicates in other datasets.

    Empty where all are of one: a dataset's own are grouped with its profile.
    """
    frozen = ReleaseItem.objects.filter(release_id=release_id)
    items = Item.objects.filter(pk__in=frozen.values("item_id"))
    if items.order_by().values("dataset_id").distinct().count() < 2:
        return {}
    hashed = items.exclude(dhash=None).order_by("pk").values_list("pk", "dhash")
    rows = np.array(list(hashed), dtype=np.int64).reshape(-1, 2)
    leaders = twins(rows[:, 1].copy().view(np.uint64), signatures_of(rows[:, 0]))
    return {
        item_id: (("alike", leader),)
        for item_id, leader in zip(rows[:, 0].tolist(), leaders.tolist(), strict=True)
    }
