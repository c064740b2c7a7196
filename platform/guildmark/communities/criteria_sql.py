"""Criteria as SQL: who of all people meets them, without loading anybody."""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_

from django.db.models import Exists, OuterRef, Q

from guildmark.communities.criteria import Clause, Criteria, Group
from guildmark.communities.models import TraitValue


def criteria_query(criteria: Criteria, *, door: str) -> Q:
    """A filter of users: those to whom the door is open."""
    return groups_query(criteria.up_to(door))


def groups_query(groups: tuple[Group, ...]) -> Q:
    """A filter of users: those who meet every group."""
    return reduce(and_, (_group_query(group) for group in groups), Q())


def _group_query(group: Group) -> Q:
    return reduce(or_, (clause_query(clause) for clause in group))


def clause_query(clause: Clause) -> Q:
    """A filter of users for one clause: a look into the index of (trait, value)."""
    answers = TraitValue.objects.filter(user_id=OuterRef("pk"), trait_id=clause.trait.pk)
    if clause.operator == "missing":
        return ~Q(Exists(answers))
    return Q(Exists(answers.filter(_value_query(clause))))


def _value_query(clause: Clause) -> Q:
    """What the stored JSON has to be. Numbers and days of one trait compare as JSON does."""
    return _QUERIES[clause.operator](clause)


def _any_of(clause: Clause, lookup: str) -> Q:
    values = clause.value if isinstance(clause.value, list) else []
    return reduce(or_, (Q(**{lookup: one}) for one in values))


_QUERIES: Mapping[str, Callable[[Clause], Q]] = {
    "exists": lambda clause: Q(),
    "=": lambda clause: Q(value=clause.value),
    "!=": lambda clause: ~Q(value=clause.value),
    "<": lambda clause: Q(value__lt=clause.value),
    "<=": lambda clause: Q(value__lte=clause.value),
    ">": lambda clause: Q(value__gt=clause.value),
    ">=": lambda clause: Q(value__gte=clause.value),
    "in": lambda clause: _any_of(clause, "value"),
    "not_in": lambda clause: ~_any_of(clause, "value"),
    "contains_any": lambda clause: _any_of(clause, "value__contains"),
    "contains_all": lambda clause: Q(value__contains=clause.value),
    "contains_none": lambda clause: ~_any_of(clause, "value__contains"),
}
