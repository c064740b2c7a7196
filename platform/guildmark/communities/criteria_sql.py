"""Criteria as SQL over profiles: who of all people meets them, without loading anybody."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import Any

from django.db.models import BigIntegerField, Case, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.lookups import Exact, In, IsNull

from guildmark.communities.criteria import Clause, Criteria, Group, things_asked
from guildmark.communities.looked_up import LOOKED_UP, LookedUp
from guildmark.communities.models import Trait

ANSWERS = "profile__answers"


def criteria_query(criteria: Criteria, *, door: str) -> Q:
    """A filter of users: those to whom the door is open."""
    return groups_query(criteria.up_to(door))


def groups_query(groups: tuple[Group, ...]) -> Q:
    """A filter of users: those who meet every group."""
    return reduce(and_, (_group_query(group) for group in groups), Q())


def unmet_mask(groups: Sequence[Group]) -> Combinable:
    """Of a user, the groups that are not met: bit `i` stands for the group at place `i`.

    At most 62 groups: it is one bigint.
    """
    bits = (
        Case(
            When(_group_query(group), then=Value(0)),
            default=Value(1 << place),
            output_field=BigIntegerField(),
        )
        for place, group in enumerate(groups)
    )
    return reduce(add, bits, Value(0, output_field=BigIntegerField()))


def _group_query(group: Group) -> Q:
    return reduce(or_, (clause_query(clause) for clause in group))


def clause_query(clause: Clause) -> Q:
    """A filter of users for one clause. Whoever has not answered meets `missing` alone.

    What is not there compares to neither yes nor no, so a negation needs no look whether it is.
    """
    fact = LOOKED_UP.get(clause.trait.key)
    if fact is not None:
        return _looked_up_query(fact, clause)
    has_profile = Q(profile__isnull=False)
    if clause.operator in {"exists", "missing"}:
        is_answered = Q(**{f"{ANSWERS}__has_key": clause.held_under})
        return is_answered if clause.operator == "exists" else ~has_profile | ~is_answered
    positive = _OPPOSITES.get(clause.operator)
    if positive is None:
        return _value_query(clause, clause.operator)
    return has_profile & ~_value_query(clause, positive)


def _looked_up_query(fact: LookedUp, clause: Clause) -> Q:
    """Where somebody stands; what is asked for is looked through once for everybody."""
    ids = things_asked(clause)
    if clause.operator == "contains_all":
        return reduce(and_, (_in_one_of(fact, [pk]) for pk in ids))
    is_in = _in_one_of(fact, ids)
    return ~is_in if clause.operator == "contains_none" else is_in


def _in_one_of(fact: LookedUp, ids: Sequence[int]) -> Q:
    return Q(pk__in=fact.holders(ids))


_OPPOSITES: Mapping[str, str] = {"!=": "=", "not_in": "in", "contains_none": "contains_any"}


def _value_query(clause: Clause, operator: str) -> Q:
    """What the stored JSON has to be. Numbers and days of one trait compare as JSON does.

    A profile keeps free text folded: the database need not know how that is done. What is held as
    one piece of text is compared as text, which takes a quarter less time than as JSON.
    """
    wanted = clause.compared
    if operator == "contains_any" and isinstance(wanted, list) and len(wanted) >= MANY:
        return _one_of_many(clause.held_under, wanted)
    if clause.trait.type in _TEXT and operator == "=":
        return Q(Exact(KeyTextTransform(clause.held_under, ANSWERS), wanted))
    if clause.trait.type in _TEXT and operator == "in":
        return Q(In(KeyTextTransform(clause.held_under, ANSWERS), wanted))
    return Q(**{f"{ANSWERS}__{clause.held_under}{_LOOKUPS[operator]}": wanted})


_TEXT = frozenset({Trait.Type.CHOICE, Trait.Type.TEXT})
#: Of so many a table is made and looked into; fewer are held against each answer.
MANY = 9


def _one_of_many(held_under: str, wanted: Sequence[Any]) -> Q:
    """Whether one of somebody's answers is among many: Any is text.

    `has_any_keys` holds each of the many against each answer. People give an answer or two, and
    each of these is looked up at once; who gave more is asked the long way.
    """
    first, second, third = (
        KeyTextTransform(place, KeyTransform(held_under, ANSWERS)) for place in range(3)
    )
    is_second = Q(IsNull(second, False)) & Q(In(second, wanted))
    is_further = Q(IsNull(third, False)) & Q(**{f"{ANSWERS}__{held_under}__has_any_keys": wanted})
    return Q(In(first, wanted)) | is_second | is_further


_LOOKUPS: Mapping[str, str] = {
    "=": "",
    "<": "__lt",
    "<=": "__lte",
    ">": "__gt",
    ">=": "__gte",
    "in": "__in",
    "contains_any": "__has_any_keys",
    "contains_all": "__has_keys",
}
