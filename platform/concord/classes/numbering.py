"""Keys to numbers: answers of named people about named items as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from concord.classes.fit import UNKNOWN
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


def numbered(answers: Iterable[ClassAnswer], classes: Sequence[str]) -> Numbered:
    """The answers in the order of items and annotators. Of several answers of one person about
    one item the last counts, and counts once. Raises UnknownClass.
    """
    given = {(answer.item, answer.annotator): answer.label for answer in answers}
    items = sorted({item for item, _ in given})
    annotators = sorted({annotator for _, annotator in given})
    item_number, person_number = _numbers(items), _numbers(annotators)
    class_number = _numbers(classes)
    unknown = next((label for label in given.values() if label not in class_number), None)
    if unknown is not None:
        raise UnknownClass(f'"{unknown}" is none of the classes.')
    votes = Votes(
        items=np.array([item_number[item] for item, _ in given], dtype=np.int64),
        annotators=np.array([person_number[who] for _, who in given], dtype=np.int64),
        labels=np.array([class_number[label] for label in given.values()], dtype=np.int64),
        item_count=len(items),
        annotator_count=len(annotators),
        class_count=max(1, len(classes)),
    )
    return Numbered(_in_order(votes), items, annotators, classes)


def _in_order(votes: Votes) -> Votes:
    """By item, then annotator: sums are then taken in one order, whatever came first."""
    order: Integers = np.lexsort((votes.annotators, votes.items)).astype(np.int64)
    return votes.only(order)


def _numbers(keys: Sequence[str]) -> dict[str, int]:
    return {key: index for index, key in enumerate(keys)}


def _class_number(number: Mapping[str, int], label: str) -> int:
    if label not in number:
        raise UnknownClass(f'"{label}" is none of the classes.')
    return number[label]
