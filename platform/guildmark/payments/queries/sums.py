"""Sums by person and currency, of a period; the same rows for the page, its file and a payout."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson
from django.db import connection

from guildmark.accounts.models import Organisation, User
from guildmark.core.money import Money
from guildmark.payments.queries.work import Wanted, all_rows

_WHATS = ("due", "paid", "waiting", "rejected")
_SUMS = ", ".join(
    f"coalesce(sum(task_count) FILTER (WHERE what = '{what}'), 0)::bigint,"
    f" coalesce(sum(amount_minor) FILTER (WHERE what = '{what}'), 0)::bigint"
    for what in _WHATS
)


@dataclass(frozen=True, slots=True)
class Part:
    """So many pieces of work, and what they come to."""

    task_count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Parts:
    """What is to be paid, is in payouts, waits for a verdict and was rejected, of one currency."""

    due: Part
    paid: Part
    waiting: Part
    rejected: Part

    @property
    def by_name(self) -> dict[str, Part]:
        """All of them."""
        return {what: getattr(self, what) for what in _WHATS}


@dataclass(frozen=True, slots=True)
class Sums(Parts):
    """Of a person or an organisation."""

    whose: int


@dataclass(frozen=True, slots=True)
class Total(Parts):
    """The same of all people, and how many of them are to be paid."""

    people_count: int


def sums_of_people(wanted: Wanted) -> list[Sums]:
    """By person and currency, who is to be paid most first. One statement."""
    found = _sums("annotator_id", wanted)
    return sorted(
        found, key=lambda one: (one.due.amount.currency, -one.due.amount.amount_minor, one.whose)
    )


def sums_of_person(user_id: int) -> list[Sums]:
    """Of one person by organisation and currency, over all time. One statement."""
    found = _sums("organisation_id", Wanted(annotator_id=user_id))
    return sorted(found, key=lambda one: (one.whose, one.due.amount.currency))


def _sums(by: str, wanted: Wanted) -> list[Sums]:
    sql = (
        f"SELECT {by}, currency, {_SUMS} FROM ({all_rows(wanted)}) w"  # noqa: S608 -- our words
        f" GROUP BY {by}, currency"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, wanted.asked)
        rows = cursor.fetchall()
    return [Sums(**_parts(numbers, currency), whose=whose) for whose, currency, *numbers in rows]


def _parts(numbers: Sequence[int], currency: str) -> dict[str, Part]:
    """By name, of counts and amounts by turns in the order of _WHATS."""
    return {
        what: Part(count, Money(amount, currency))
        for what, count, amount in zip(_WHATS, numbers[::2], numbers[1::2], strict=True)
    }


def totals(sums: Sequence[Sums]) -> list[Total]:
    """By currency, in order of its name."""
    currencies = sorted({one.due.amount.currency for one in sums})
    return [
        _total([one for one in sums if one.due.amount.currency == currency], currency)
        for currency in currencies
    ]


def _total(sums: Sequence[Sums], currency: str) -> Total:
    parts = {
        what: Part(
            sum(getattr(one, what).task_count for one in sums),
            Money(sum(getattr(one, what).amount.amount_minor for one in sums), currency),
        )
        for what in _WHATS
    }
    return Total(**parts, people_count=sum(one.due.task_count > 0 for one in sums))


def dues(sums: Iterable[Sums]) -> list[tuple[int, str, int]]:
    """(person, currency, amount in minor units) of who is to be paid."""
    found = ((one.whose, one.due.amount) for one in sums)
    return [
        (whose, amount.currency, amount.amount_minor)
        for whose, amount in found
        if amount.amount_minor
    ]


def sha256_of_dues(found: Iterable[tuple[int, str, int]]) -> str:
    """What says whether two looks at what is to be paid saw the same of everybody; order is none.

    Sums would not: what one is paid meanwhile may be what another has earned.
    """
    return hashlib.sha256(orjson.dumps(sorted(found))).hexdigest()


def people(ids: Sequence[int]) -> Mapping[int, User]:
    """Who they are, as the staff sees them today. One statement."""
    return User.objects.only("pseudonym", "display_name").in_bulk(list(ids))


def organisations(ids: Sequence[int]) -> Mapping[int, Organisation]:
    """By id. One statement."""
    return Organisation.objects.in_bulk(list(ids))
