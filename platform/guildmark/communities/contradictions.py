"""Criteria that nobody can meet, found without asking anybody."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guildmark.communities.criteria import ANY, DOORS, Clause, Criteria
from guildmark.communities.looked_up import LOOKED_UP
from guildmark.communities.models import Trait
from guildmark.communities.phrases import clause_sentence


@dataclass(frozen=True)
class Contradiction:
    """Where it stands, and why nobody can meet it together with what stands before."""

    door: str
    index: int
    message: str


def contradictions(criteria: Criteria) -> list[Contradiction]:
    """The first clause of each trait that leaves nobody, with those before it.

    Only what is asked of everybody is looked at: an alternative can always be met another way.
    """
    asked: defaultdict[int, list[Clause]] = defaultdict(list)
    settled: set[int] = set()
    found = []
    for door in DOORS:
        for index, group in enumerate(criteria.of(door)):
            clause = group[0]
            trait_id = clause.trait.pk
            if len(group) > 1 or trait_id in settled:
                continue
            asked[trait_id].append(clause)
            if not _can_all_hold(asked[trait_id]):
                settled.add(trait_id)
                found.append(Contradiction(door, index, _sentence(asked[trait_id])))
    return found


def _sentence(clauses: Sequence[Clause]) -> str:
    if len(clauses) == 1:
        return _("Nobody can meet this: {clause}.").format(clause=clause_sentence(clauses[0]))
    said = _(" and ").join(f"“{clause_sentence(clause)}”" for clause in clauses)
    sentence = _("Nobody can meet {clauses} at once. Make them alternatives, or take one out.")
    return sentence.format(clauses=said)


def _can_all_hold(clauses: Sequence[Clause]) -> bool:
    """False where certainly no answer meets them all. A verified answer is one; the other way round
    somebody may have one that nobody verified."""
    there = [clause for clause in clauses if clause.operator != "missing"]
    missing = [clause for clause in clauses if clause.operator == "missing"]
    if any(one.source in {ANY, other.source} for one in missing for other in there):
        return False
    return not there or _values_can_hold(there)


def _values_can_hold(clauses: Sequence[Clause]) -> bool:
    trait = clauses[0].trait
    if trait.type == Trait.Type.CHOICES:
        return _choices_can(clauses)
    if trait.type in {Trait.Type.NUMBER, Trait.Type.DATE}:
        return _range_can(clauses)
    return _values_can(clauses)


def _choices_can(clauses: Sequence[Clause]) -> bool:
    """Of the options that none forbids: all that are wanted, and one of each that offers some."""
    left = set(clauses[0].trait.option_names)
    left -= {one for clause in clauses if clause.operator == "contains_none" for one in _of(clause)}
    wanted = (set(_of(clause)) for clause in clauses if clause.operator == "contains_all")
    offered = (set(_of(clause)) for clause in clauses if clause.operator == "contains_any")
    # Whoever stands in nothing does, of what is asked about, in none.
    some = bool(left) or clauses[0].trait.key in LOOKED_UP
    return some and all(one <= left for one in wanted) and all(one & left for one in offered)


def _values_can(clauses: Sequence[Clause]) -> bool:
    """One value that all allow; free text has others than those that are named."""
    allowed = _allowed(clauses)
    if allowed is None:
        return True
    forbidden = {
        str(one) for clause in clauses if clause.operator in {"!=", "not_in"} for one in _of(clause)
    }
    return bool(allowed - forbidden)


def _allowed(clauses: Sequence[Clause]) -> set[str] | None:
    """The values that are left by `=` and `in`, of the options where there are some; None: any."""
    trait = clauses[0].trait
    options = set(trait.option_names) or None
    if trait.type == Trait.Type.BOOLEAN:
        options = {"True", "False"}
    for clause in clauses:
        if clause.operator in {"=", "in"}:
            named = {str(one) for one in _of(clause)}
            options = named if options is None else options & named
    return options


def _range_can(clauses: Sequence[Clause]) -> bool:
    """Whether the bounds leave room, and a named value lies between them."""
    bounds = [clause for clause in clauses if clause.operator in _HOLDS]
    named = [set(_of(clause)) for clause in clauses if clause.operator in {"=", "in"}]
    if named:
        left = set.intersection(*named)
        return any(
            all(_HOLDS[bound.operator](one, bound.value) for bound in bounds) for one in left
        )
    # Any: numbers, or days as text, of one trait.
    lows: list[Any] = [one.value for one in bounds if one.operator.startswith(">")]
    highs: list[Any] = [one.value for one in bounds if one.operator.startswith("<")]
    if not lows or not highs:
        return True
    low, high = max(lows), min(highs)
    is_open = any(one.value in {low, high} and one.operator in {"<", ">"} for one in bounds)
    return bool(low < high or (low == high and not is_open))


_HOLDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
}


# Any: what came as JSON.
def _of(clause: Clause) -> Iterable[Any]:
    return clause.compared if isinstance(clause.compared, list) else [clause.compared]
