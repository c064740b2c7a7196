"""Keys to numbers: answers of named people about named items as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from concord.classes.fit import UNKNOWN
from concord.classes.groups import ALONE, once
from concord.classes.model import ClassAnswer, UnknownClass
from concord.classes.votes import Integers, Votes


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """Votes with the names of their items and annotators, both in order of name."""

    votes: Votes
    items: Sequence[str]
    annotators: Sequence[str]
    classes: Sequence[str]

    def gold(self, known: Mapping[str, str]) -> Integers | None:
        """(items,) int64, UNKNOWN where no true class is known; None where none is at all.

        Items that nobody answered are left out. Raises UnknownClass.
        """
        found = np.full(len(self.items), UNKNOWN, dtype=np.int64)
        number = _numbers(self.classes)
        for index, item in enumerate(self.items):
            if item in known:
                found[index] = _class_number(number, known[item])
        return found if (found != UNKNOWN).any() else None

    def once(self, groups: Mapping[str, int]) -> Numbered:
        """The same answers where people of one group, by name, count once (see `groups`)."""
        if not groups:
            return self
        numbers = np.array([groups.get(who, ALONE) for who in self.annotators], dtype=np.int64)
        return replace(self, votes=once(self.votes, numbers))


def numbered(answers: Iterable[ClassAnswer], classes: Sequence[str]) -> Numbered:
    """The answers in the order of items and annotators. Of several answers of one person about
    one item the last counts, and counts once. Raises UnknownClass.
    """
    rows = list(answers)
    items, item_keys = _codes([row.item for row in rows])
    people, people_keys = _codes([row.annotator for row in rows])
    votes = Votes(
        items=items,
        annotators=people,
        labels=_class_codes([row.label for row in rows], classes),
        item_count=len(item_keys),
        annotator_count=len(people_keys),
        class_count=max(1, len(classes)),
    )
    return Numbered(votes.only(_last_of_each(votes)), item_keys, people_keys, classes)


def _last_of_each(votes: Votes) -> Integers:
    """Numbers of the votes that count, by item, then annotator: sums are then taken in one
    order, whatever came first."""
    pairs = votes.items * max(1, votes.annotator_count) + votes.annotators
    order: Integers = np.argsort(pairs, kind="stable").astype(np.int64)
    is_last = np.append(np.diff(pairs[order]) > 0, True)[: len(order)]
    last: Integers = order[is_last]
    return last


def _codes(keys: Sequence[str]) -> tuple[Integers, list[str]]:
    """The number of each key among the distinct ones, and these in order."""
    distinct = sorted(set(keys))
    number = _numbers(distinct)
    return np.fromiter(map(number.__getitem__, keys), np.int64, len(keys)), distinct


def _class_codes(labels: Sequence[str], classes: Sequence[str]) -> Integers:
    number = _numbers(classes)
    if not set(labels) <= number.keys():
        unknown = min(set(labels) - number.keys())
        raise UnknownClass(f'"{unknown}" is none of the classes.')
    return np.fromiter(map(number.__getitem__, labels), np.int64, len(labels))


def _numbers(keys: Sequence[str]) -> dict[str, int]:
    return {key: index for index, key in enumerate(keys)}


def _class_number(number: Mapping[str, int], label: str) -> int:
    if label not in number:
        raise UnknownClass(f'"{label}" is none of the classes.')
    return number[label]
