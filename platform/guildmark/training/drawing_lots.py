"""Which questions an attempt gets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

#: Of a part that asks for no difficulty.
ANY = "any"


@dataclass(frozen=True)
class Lot:
    """A question of the bank as the draw sees it.

    `labels` says how many objects of which, and which answers, as `Schema.answers_in` names them.
    It `is_older` where less could be said when its answer became known than can be now.
    """

    question_id: int
    decision_count: int
    has_shapes: bool
    difficulty: str = "middle"
    labels: Mapping[str, int] = field(default_factory=dict)
    since_major: int | None = None
    is_older: bool = False


@dataclass(frozen=True)
class Part:
    """At least so many decisions of a label or an answer (empty means any) and a difficulty."""

    decisions: int
    label_key: str = ""
    difficulty: str = ANY

    def brought_by(self, lot: Lot) -> int:
        """How many of the decisions asked for a question brings."""
        if self.difficulty not in {ANY, lot.difficulty}:
            return 0
        return lot.labels.get(self.label_key, 0) if self.label_key else lot.decision_count


def draw(
    bank: Sequence[Lot],
    *,
    seen_ids: Collection[int],
    wanted_decisions: int,
    chance: Random,
    parts: Sequence[Part] = (),
) -> list[Lot] | None:
    """Questions at random: those the parts ask for, then any until there are enough decisions.

    None when the bank is too small for it. Questions of earlier attempts come only when the others
    do not suffice, and among either those that are older than the schema. Where the bank has
    questions with shapes, one of them is drawn first: a quiz of empty images would let everybody
    through who draws nothing. Cost: bank times parts.
    """
    order = _shuffled(bank, seen_ids=seen_ids, chance=chance)
    drawn = [lot for lot in order if lot.has_shapes][:1]
    for part in parts:
        if not _fill(drawn, order, part):
            return None
    if not _fill(drawn, order, Part(wanted_decisions)):
        return None
    chance.shuffle(drawn)
    return drawn


def shortages(bank: Sequence[Lot], parts: Iterable[Part]) -> list[tuple[Part, int]]:
    """The parts that the bank cannot give, each with how many decisions it lacks."""
    lacking = ((part, part.decisions - sum(map(part.brought_by, bank))) for part in parts)
    return [(part, lack) for part, lack in lacking if lack > 0]


def _shuffled(bank: Sequence[Lot], *, seen_ids: Collection[int], chance: Random) -> list[Lot]:
    """The bank in a random order, what was seen at the end, and of either what is older behind.

    What was seen shows nothing more of anybody: it waits even for what is older.
    """
    order = list(bank)
    chance.shuffle(order)
    return sorted(order, key=lambda lot: (lot.question_id in seen_ids, lot.is_older))


def _fill(drawn: list[Lot], order: Sequence[Lot], part: Part) -> bool:
    """Draw on in this order until the part is there; False when it cannot be."""
    brought = sum(map(part.brought_by, drawn))
    for lot in order:
        if brought >= part.decisions:
            break
        if lot not in drawn and part.brought_by(lot):
            drawn.append(lot)
            brought += part.brought_by(lot)
    return brought >= part.decisions
