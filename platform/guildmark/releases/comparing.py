"""What differs between two releases: pictures, labels, and where shapes are."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from django.db.models import Func, TextField
from django.db.models.functions import Cast

from concord.difference import DocumentDifference, document_difference
from guildmark.core.brief import for_a_moment
from guildmark.releases.models import Release, ReleaseItem

#: Of so many changed pictures at most the shapes are compared; more are counted alone.
MOST_COMPARED = 5000
MOST_EXAMPLES = 50
KEPT_SECONDS = 3600
_CHUNK = 500
Json = dict[str, Any]  # JSON that goes out: `Any` stands for its values


@dataclass(frozen=True)
class _Changed:
    item_id: int
    name: str
    position: int
    difference: DocumentDifference

    @property
    def weight(self) -> float:
        """How much differs: objects first, then how far the others moved."""
        found = self.difference
        objects = len(found.added) + len(found.removed) + len(found.relabelled)
        said = len(found.answers) + len(found.attributes)
        return objects + said + sum(1 - iou for iou in found.moved)


def compare(before: Release, after: Release) -> Json:
    """From one release of a project to another, kept for an hour: both are frozen.

    Pictures are the same by the item, labels by the frozen document, shapes by the boxes round
    them (`concord.difference`). Reads two hashes for each picture, and the documents of those
    that differ.
    """
    sides = (f"{one.pk}-{one.manifest_sha256}" for one in (before, after))
    return for_a_moment(
        f"difference:{':'.join(sides)}",
        seconds=KEPT_SECONDS,
        make=partial(_compared, before, after),
    )


def _compared(before: Release, after: Release) -> Json:
    old, new = _hashes(before.pk), _hashes(after.pk)
    both = old.keys() & new.keys()
    changed = sorted(item_id for item_id in both if old[item_id] != new[item_id])
    compared = list(_differences(before.pk, after.pk, changed[:MOST_COMPARED]))
    return {
        "before": {"id": before.pk, "version": before.version},
        "after": {"id": after.pk, "version": after.version},
        "items_added": len(new.keys() - old.keys()),
        "items_removed": len(old.keys() - new.keys()),
        "items_same": len(both) - len(changed),
        "items_changed": len(changed),
        "items_compared": len(compared),
        **_shapes(compared),
        "labels": list(_labels(before, after)),
        "examples": [
            _example(one)
            for one in sorted(compared, key=lambda one: (-one.weight, one.item_id))[:MOST_EXAMPLES]
        ],
    }


def _hashes(release_id: int) -> dict[int, str]:
    text = Cast("document", TextField())
    rows = ReleaseItem.objects.filter(release_id=release_id)
    return dict(rows.values_list("item_id", Func(text, function="MD5", output_field=TextField())))


def _differences(before_id: int, after_id: int, item_ids: list[int]) -> Iterator[_Changed]:
    for start in range(0, len(item_ids), _CHUNK):
        chunk = item_ids[start : start + _CHUNK]
        rows = ReleaseItem.objects.filter(item_id__in=chunk)
        old = dict(rows.filter(release_id=before_id).values_list("item_id", "document"))
        new = rows.filter(release_id=after_id).order_by("position")
        for item_id, name, position, document in new.values_list(
            "item_id", "item__name", "position", "document"
        ):
            difference = document_difference(old[item_id], document)
            yield _Changed(item_id, name, position, difference)


def _shapes(compared: Iterable[_Changed]) -> Json:
    totals: Counter[str] = Counter()
    relabelled: Counter[tuple[str, str]] = Counter()
    moved: list[float] = []
    for one in compared:
        totals["added"] += len(one.difference.added)
        totals["removed"] += len(one.difference.removed)
        totals["answers"] += len(one.difference.answers)
        totals["attributes"] += len(one.difference.attributes)
        relabelled.update(one.difference.relabelled)
        moved += one.difference.moved
    return {
        "shapes_added": totals["added"],
        "shapes_removed": totals["removed"],
        "shapes_moved": len(moved),
        "moved_iou_median": median(moved) if moved else None,
        "moved_iou_lowest": min(moved, default=None),
        "answers_changed": totals["answers"],
        "attributes_changed": totals["attributes"],
        "relabelled": [
            {"before": pair[0], "after": pair[1], "shapes": count}
            for pair, count in sorted(relabelled.items(), key=lambda one: (-one[1], one[0]))
        ],
    }


def _labels(before: Release, after: Release) -> Iterator[Json]:
    """Counts by label of both, as their figures say; a label that one lacks has 0 there."""
    sides = [
        {label["key"]: label for label in (release.figures or {}).get("labels", ())}
        for release in (before, after)
    ]
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        old, new = (side.get(key) for side in sides)
        yield {
            "key": key,
            "name": (new or old or {})["name"],
            "before": old["count"] if old else 0,
            "after": new["count"] if new else 0,
        }


def _example(one: _Changed) -> Json:
    found = one.difference
    return {
        "item_id": one.item_id,
        "name": one.name,
        "position": one.position,
        "added": len(found.added),
        "removed": len(found.removed),
        "moved": len(found.moved),
        "relabelled": len(found.relabelled),
        "answers": len(found.answers),
        "attributes": len(found.attributes),
        "lowest_iou": min(found.moved, default=None),
    }
