"""Items divided into train, validation and test: by lot, by label, by group; the same every time.

Units that belong together (near-duplicates, pictures of one patient) never lie in two parts. What
decides is a hash of the seed and the unit's key, so neither the order of the input nor the machine
matters, and another seed gives another division.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SplitItem:
    """An item with everything that ties it to others, and the labels it holds.

    `ties` are names of groups; two items that share one are in one part. `labels` may repeat.
    """

    key: int
    ties: tuple[Hashable, ...] = ()
    labels: tuple[str, ...] = ()


def divide(
    items: Sequence[SplitItem], shares: Mapping[str, float], *, seed: int, is_stratified: bool
) -> dict[int, str]:
    """The part of each item, by its key.

    `shares` (all at least 0, sum 1) name the parts in order. Units stand in the order of their
    hashes, with `is_stratified` first in that of the rarest label of each; one after another goes
    where most is missing of what its part should hold by then. So every part is as large as its
    share to within the largest unit, and so is, nearly, the part of each label. Ties of groups are
    followed to the end: a unit is all items that any chain of ties joins. O(n log n).
    """
    units = _units(items)
    counts: dict[str, int] = {}
    for item in items:
        for label in set(item.labels):
            counts[label] = counts.get(label, 0) + 1
    order = sorted(
        units,
        key=lambda unit: (
            _stratum(unit, counts) if is_stratified else (0, ""),
            _lot(seed, unit),
        ),
    )
    held = dict.fromkeys(shares, 0)
    parts: dict[int, str] = {}
    seen = 0
    for unit in order:
        seen += len(unit)
        part = max(shares, key=lambda name: shares[name] * seen - held[name])
        held[part] += len(unit)
        parts.update((item.key, part) for item in unit)
    return parts


def _stratum(unit: Sequence[SplitItem], counts: Mapping[str, int]) -> tuple[int, str]:
    """The rarest label of a unit, rare ones first; none comes last."""
    labels = {label for item in unit for label in item.labels}
    return min(((counts[label], label) for label in labels), default=(len(counts) + 10**9, ""))


def _lot(seed: int, unit: Sequence[SplitItem]) -> bytes:
    first = min(item.key for item in unit)
    return hashlib.sha256(f"{seed}:{first}".encode()).digest()


def _units(items: Iterable[SplitItem]) -> list[list[SplitItem]]:
    """Items joined by ties, each unit in the order of the input."""
    leader: dict[Hashable, Hashable] = {}

    def find(name: Hashable) -> Hashable:
        root = name
        while leader.setdefault(root, root) != root:
            root = leader[root]
        while leader[name] != root:
            leader[name], name = root, leader[name]
        return root

    units: dict[Hashable, list[SplitItem]] = {}
    known = list(items)
    for item in known:
        for tie in item.ties:
            leader[find(("tie", tie))] = find(("item", item.key))
    for item in known:
        units.setdefault(find(("item", item.key)), []).append(item)
    return list(units.values())
