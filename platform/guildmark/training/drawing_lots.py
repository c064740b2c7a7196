"""Which questions an attempt gets."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Lot:
    """A question of the bank as the draw sees it."""

    question_id: int
    decision_count: int
    has_shapes: bool


def draw(
    bank: Sequence[Lot], *, seen_ids: Collection[int], wanted_decisions: int, chance: Random
) -> list[Lot] | None:
    """Questions at random until there are enough decisions; None when the bank is too small.

    Questions of earlier attempts come only when the others do not suffice. Where the bank has
    questions with shapes, one of them is drawn first: a quiz of empty images would let everybody
    through who draws nothing. Cost: linear in the bank.
    """
    fresh = [lot for lot in bank if lot.question_id not in seen_ids]
    seen = [lot for lot in bank if lot.question_id in seen_ids]
    chance.shuffle(fresh)
    chance.shuffle(seen)
    order = [*fresh, *seen]
    # False sorts first, and sorting is stable: the first drawn question moves to the front.
    first = next((lot for lot in order if lot.has_shapes), None)
    order.sort(key=lambda lot: lot is not first)
    drawn: list[Lot] = []
    decisions = 0
    for lot in order:
        if decisions >= wanted_decisions:
            break
        drawn.append(lot)
        decisions += lot.decision_count
    if decisions < wanted_decisions:
        return None
    chance.shuffle(drawn)
    return drawn
