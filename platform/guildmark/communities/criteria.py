"""Criteria as values: an AND of ORs for each of three doors, checked and judged.

What a person has not said is neither this nor that: every operator but `missing` needs an answer,
`!=` and `not_in` too. Doors lie behind one another: who may take work may preview and discover.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from concord.sentences import Sentence
from guildmark.communities.errors import WrongCriteria, WrongTraitValue
from guildmark.communities.looked_up import LOOKED_UP
from guildmark.communities.models import Trait
from guildmark.communities.trait_values import (
    Value,
    checked,
    folded,
    is_out_of_bounds,
    wanted,
)
from guildmark.core.errors import FieldProblem

DOORS = ("discover", "preview", "take")
MAX_CLAUSES = 100
#: All at once are counted with one bit each.
MAX_GROUPS = 60

_PRESENCE = frozenset({"exists", "missing"})
_EQUALITY = frozenset({"=", "!=", "in", "not_in"}) | _PRESENCE
_ORDER = _EQUALITY | {"<", "<=", ">", ">="}
_SETS = frozenset({"contains_any", "contains_all", "contains_none"}) | _PRESENCE
OPERATORS: Mapping[str, frozenset[str]] = {
    Trait.Type.CHOICE: _EQUALITY,
    Trait.Type.CHOICES: _SETS,
    Trait.Type.NUMBER: _ORDER,
    Trait.Type.DATE: _ORDER,
    Trait.Type.TEXT: _EQUALITY,
    Trait.Type.BOOLEAN: frozenset({"=", "!="}) | _PRESENCE,
}
#: Of where somebody stands, which is always known.
_LOOKED_UP_SETS = _SETS - _PRESENCE
_LISTS = frozenset({"in", "not_in", "contains_any", "contains_all", "contains_none"})


ANY, VERIFIED = "any", "verified"
#: Where an answer has to come from: from wherever, or from the organisation that asks.
SOURCES = (ANY, VERIFIED)


def held_under(trait_id: int, *, source: str = ANY) -> str:
    """Under what a person's answer is held, in profiles too: a bare number would be a place there.

    What an organisation verified is held twice, so that nothing but that can be asked for.
    """
    return f"{'v' if source == VERIFIED else 't'}{trait_id}"


@dataclass(frozen=True)
class Clause:
    """One comparison of one trait. `value` is None for `exists` and `missing`.

    With `source` "verified" nothing but what the organisation itself says of the person counts:
    what they said themselves is as if they had said nothing.
    """

    trait: Trait
    operator: str
    value: Value | list[Value] | None
    source: str = ANY

    @cached_property
    def held_under(self) -> str:
        """Where the answer is that it compares."""
        return held_under(self.trait.pk, source=self.source)

    @cached_property
    def compared(self) -> Value | list[Value] | None:
        """The value as answers are held against it: free text is folded."""
        compared: Value | list[Value] | None = _compared(self.trait, self.value)
        return compared


# Any: one value or a list of them, of the trait's type, in and out alike.
def _compared(trait: Trait, value: Any) -> Any:
    if trait.type != Trait.Type.TEXT or value is None:
        return value
    return [folded(one) for one in value] if isinstance(value, list) else folded(value)


def things_asked(clause: Clause) -> list[int]:
    """The things that a clause on a fact that is looked up names; none for others."""
    if clause.trait.key not in LOOKED_UP or not isinstance(clause.value, list):
        return []
    return [int(str(key)) for key in clause.value]


#: An OR of clauses, of which one has to hold.
Group = tuple[Clause, ...]


@dataclass(frozen=True)
class Criteria:
    """What each door asks beyond the door before it."""

    discover: tuple[Group, ...]
    preview: tuple[Group, ...]
    take: tuple[Group, ...]

    def of(self, door: str) -> tuple[Group, ...]:
        """The groups of one door."""
        groups: tuple[Group, ...] = getattr(self, door)
        return groups

    def up_to(self, door: str) -> tuple[Group, ...]:
        """The groups of a door and of those before it."""
        wanted = DOORS[: DOORS.index(door) + 1]
        return tuple(group for name in wanted for group in self.of(name))

    @cached_property
    def things_asked(self) -> dict[str, set[int]]:
        """By fact that is looked up, the things in which somebody has to stand, or must not."""
        found: dict[str, set[int]] = {}
        for clause in (clause for group in self.up_to("take") for clause in group):
            if clause.trait.key in LOOKED_UP:
                found.setdefault(clause.trait.key, set()).update(things_asked(clause))
        return found

    # Any: what whoever puts them into words makes of them.
    @cached_property
    def words(self) -> dict[str, Any]:
        """Kept here by whoever puts them into words, by language."""
        return {}


NOBODY_ASKED = Criteria(discover=(), preview=(), take=())


@dataclass(frozen=True)
class DoorsMet:
    """Which doors are open to somebody."""

    discover: bool
    preview: bool
    take: bool


def doors_met(criteria: Criteria, values: Mapping[str, Value]) -> DoorsMet:
    """Judge a person by their values, as `held_under` names them."""
    discover = _all_hold(criteria.discover, values)
    preview = discover and _all_hold(criteria.preview, values)
    return DoorsMet(discover, preview, preview and _all_hold(criteria.take, values))


def _all_hold(groups: Sequence[Group], values: Mapping[str, Value]) -> bool:
    return all(group_holds(group, values) for group in groups)


def group_holds(group: Group, values: Mapping[str, Value]) -> bool:
    """True when one of the clauses holds."""
    return any(_holds(clause, values.get(clause.held_under)) for clause in group)


def _holds(clause: Clause, value: Value | None) -> bool:
    """The same as `criteria_sql.clause_query`, for one value: a table of cases compares them."""
    if value is None or clause.operator in _PRESENCE:
        return (value is None) == (clause.operator == "missing")
    return _COMPARISONS[clause.operator](_compared(clause.trait, value), clause.compared)


def _is_disjoint(found: Iterable[str], wanted: Collection[str]) -> bool:
    """Without a set of what is wanted: it is long, and what somebody answered is not."""
    return not any(one in wanted for one in found)


# Any: value and clause were checked against one type, which mypy cannot follow.
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda found, wanted: found in wanted,
    "not_in": lambda found, wanted: found not in wanted,
    "contains_any": lambda found, wanted: not _is_disjoint(found, wanted),
    "contains_all": lambda found, wanted: set(wanted) <= set(found),
    "contains_none": _is_disjoint,
}


def new_criteria(doors: object, traits: Mapping[str, Trait]) -> Criteria:
    """As `parse_criteria`, for what comes in: no number of it lies out of bounds."""
    criteria = parse_criteria(doors, traits)
    problems = [
        FieldProblem(
            f"doors.{door}[{index}][{number}].value", "wrong_value", wanted(Trait.Type.NUMBER)
        )
        for door in DOORS
        for index, group in enumerate(criteria.of(door))
        for number, clause in enumerate(group)
        if any(map(is_out_of_bounds, _compared_with(clause)))
    ]
    if problems:
        raise _wrong(problems)
    return criteria


def _compared_with(clause: Clause) -> Sequence[object]:
    return clause.value if isinstance(clause.value, list) else (clause.value,)


def parse_criteria(doors: object, traits: Mapping[str, Trait]) -> Criteria:
    """Doors as they were stored, as criteria over the traits by key. Raises WrongCriteria."""
    problems: list[FieldProblem] = []
    if not isinstance(doors, Mapping):
        raise _wrong([FieldProblem("doors", "wrong_type", "This must be an object of doors.")])
    problems += [
        FieldProblem(
            f"doors.{name}",
            "unknown_door",
            _("The doors are {names}.").format(names=", ".join(DOORS)),
        )
        for name in doors
        if name not in DOORS
    ]
    parsed = {
        door: _groups(doors.get(door, []), f"doors.{door}", traits, problems) for door in DOORS
    }
    if sum(len(group) for groups in parsed.values() for group in groups) > MAX_CLAUSES:
        message = _("At most {most} conditions are possible.").format(most=MAX_CLAUSES)
        problems.append(FieldProblem("doors", "too_many_clauses", message))
    elif sum(len(groups) for groups in parsed.values()) > MAX_GROUPS:
        message = _("At most {most} things can be asked at once, each with alternatives.").format(
            most=MAX_GROUPS
        )
        problems.append(FieldProblem("doors", "too_many_groups", message))
    if problems:
        raise _wrong(problems)
    return Criteria(**parsed)


def _wrong(problems: list[FieldProblem]) -> WrongCriteria:
    return WrongCriteria(errors=tuple(problems))


def _groups(
    value: object, path: str, traits: Mapping[str, Trait], problems: list[FieldProblem]
) -> tuple[Group, ...]:
    if not isinstance(value, list) or not all(isinstance(group, list) for group in value):
        problems.append(FieldProblem(path, "wrong_type", "This must be a list of lists."))
        return ()
    groups = []
    for index, group in enumerate(value):
        place = f"{path}[{index}]"
        if not group:
            message = "Nobody can meet an empty choice: add a condition, or take it out."
            problems.append(FieldProblem(place, "empty_group", message))
        clauses = [
            _clause(clause, f"{place}[{number}]", traits, problems)
            for number, clause in enumerate(group)
        ]
        groups.append(tuple(clause for clause in clauses if clause is not None))
    return tuple(groups)


def _clause(
    value: object, path: str, traits: Mapping[str, Trait], problems: list[FieldProblem]
) -> Clause | None:
    """One clause, or None with what is wrong with it added to the problems."""
    if not isinstance(value, Mapping):
        problems.append(FieldProblem(path, "wrong_type", "This must be a condition, an object."))
        return None
    trait = traits.get(str(value.get("trait")))
    if trait is None:
        problems.append(FieldProblem(f"{path}.trait", "unknown_trait", "There is no such trait."))
        return None
    name = value.get("operator")
    operators = operators_of(trait)
    if not isinstance(name, str) or name not in operators:
        known = ", ".join(sorted(operators))
        message = Sentence('"{trait}" can be compared by: {known}.', trait=trait.name, known=known)
        problems.append(FieldProblem(f"{path}.operator", "wrong_operator", message))
        return None
    source = value.get("source", ANY)
    if source not in SOURCES or (source == VERIFIED and not is_verifiable(trait)):
        sentence = Sentence('"{trait}" is nothing that you verify yourselves.', trait=trait.name)
        problems.append(FieldProblem(f"{path}.source", "wrong_source", sentence))
        return None
    try:
        return Clause(trait, name, _clause_value(trait, name, value.get("value")), source)
    except WrongTraitValue as error:
        problems.append(FieldProblem(f"{path}.value", "wrong_value", error.detail))
        return None


def is_verifiable(trait: Trait) -> bool:
    """Whether the organisation that asks can say it itself: of facts that are its own."""
    return trait.organisation_id is not None and trait.key not in LOOKED_UP


def operators_of(trait: Trait) -> frozenset[str]:
    """What the trait can be compared by."""
    return _LOOKED_UP_SETS if trait.key in LOOKED_UP else OPERATORS[trait.type]


def _clause_value(trait: Trait, name: str, value: object) -> Value | list[Value] | None:
    """What the named operator compares with, of the trait's type. Raises WrongTraitValue."""
    if name in _PRESENCE:
        return None
    options = trait.option_names
    if name not in _LISTS:
        return checked(trait.type, options, value)
    if not isinstance(value, list) or not value or len(value) > len(options or range(50)):
        raise WrongTraitValue("Give a list of values.")
    one_of = Trait.Type.CHOICE if trait.type == Trait.Type.CHOICES else trait.type
    return [checked(one_of, options, one) for one in value]
