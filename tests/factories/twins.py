"""A second row like one that is there, whatever its table: for what must not cost more per row."""

import itertools
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Model

from guildmark.accounts.models import User
from guildmark.datasets.models import Item
from tests.factories import accounts

_numbers = itertools.count(1_000_000)


def twin(row: Model, **changed: Any) -> Any:  # Any: of the same model as the row
    """The same once more, with as little changed as the table's unique constraints ask for.

    What it shares with the first it shares: its project, its pictures. Where something may be
    had once only, it gets another of that (another person, a twin of the item). It has no children.
    """
    copy = type(row)(
        **{
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if not field.primary_key or field.remote_field is not None
        }
    )
    for name, value in changed.items():
        setattr(copy, name, value)
    for names in _once(copy):
        fields = [row._meta.get_field(name) for name in names]
        if not any(field.name in changed for field in fields):
            field = min(fields, key=_rank)
            setattr(copy, field.name, _other(field, row))
            changed[field.name] = None
    copy.save(force_insert=True)
    return copy


def _once(row: Model) -> list[Collection[str]]:
    """The fields that no other row may have as this one has them; the fewest first."""
    options = row._meta
    alone = [(field.name,) for field in options.concrete_fields if _is_told_apart(field, row)]
    together = [
        one.fields
        for one in options.constraints
        if isinstance(one, models.UniqueConstraint) and one.fields and _holds(one, row)
    ]
    return sorted([*alone, *together], key=len)


def _holds(constraint: models.UniqueConstraint, row: Model) -> bool:
    """Whether it says anything of the row: it is conditional, or passes over what is absent."""
    fields: list[Any] = [row._meta.get_field(name) for name in constraint.fields]
    is_whole = all(getattr(row, field.attname) is not None for field in fields)
    if not is_whole and constraint.nulls_distinct is not False:
        return False
    if constraint.condition is None:
        return True
    named: list[Any] = [
        row._meta.get_field(name) for name in constraint.condition.referenced_base_fields
    ]
    return constraint.condition.check(
        {one.name: models.Value(getattr(row, one.attname), output_field=one) for one in named}
    )


# Any, above and below: the stubs know many kinds of fields.
def _is_told_apart(field: Any, row: Model) -> bool:
    """It is there, unique, and not the number that the database gives."""
    is_own_number = field.primary_key and field.remote_field is None
    return field.unique and not is_own_number and getattr(row, field.attname) is not None


def _rank(field: Any) -> int:
    """What is easiest to have another of comes first: words, numbers, people, items, the rest."""
    if isinstance(field, models.BooleanField):
        return 9
    if field.remote_field is None:
        return 0 if isinstance(field, models.CharField | models.IntegerField) else 1
    return {User: 2, Item: 3}.get(field.related_model, 4)


def _other(field: Any, row: Model) -> Any:
    """Another value of its kind."""
    if field.remote_field is not None:
        mine = getattr(row, field.name)
        return accounts.person() if field.related_model is User else twin(mine)
    if isinstance(field, models.DateTimeField):
        return getattr(row, field.name) + timedelta(seconds=next(_numbers))
    if isinstance(field, models.IntegerField):
        is_small = isinstance(field, models.SmallIntegerField | models.PositiveSmallIntegerField)
        return next(_numbers) % (30_000 if is_small else 10**9)
    words = str(getattr(row, field.name))
    return words[: (field.max_length or 200) - 8] + str(next(_numbers))
