"""Who is to be paid, and what a payout paid, as tables (RFC 4180, UTF-8), safe in a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping

from concord.formats.csv import safe_cell, table_lines
from guildmark.accounts.models import User
from guildmark.core.money import plain
from guildmark.payments.models import PayoutLine
from guildmark.payments.queries.sums import Sums

_WHO = ("account_id", "pseudonym", "name", "currency")
PAYMENT_COLUMNS = (
    *_WHO, "due_count", "due", "paid_count", "paid", "waiting_count", "waiting",
    "rejected_count", "rejected",
)  # fmt: skip
PAYOUT_COLUMNS = (*_WHO, "paid_count", "paid")


def payment_table(sums: Iterable[Sums], people: Mapping[int, User]) -> Iterator[str]:
    """The lines. Amounts are exact, with the decimals of their currency and a point."""
    yield table_lines([PAYMENT_COLUMNS])
    for one in sums:
        parts = one.by_name.values()
        numbers = (text for part in parts for text in (part.task_count, plain(part.amount)))
        yield table_lines([(*_who(people[one.whose], one.due.amount.currency), *map(str, numbers))])


def payout_table(lines: Iterable[PayoutLine]) -> Iterator[str]:
    """The lines; each loads its `annotator`, who is called as they are today."""
    yield table_lines([PAYOUT_COLUMNS])
    for one in lines:
        who = _who(one.annotator, one.currency)
        yield table_lines([(*who, str(one.task_count), plain(one.paid))])


def _who(user: User, currency: str) -> tuple[str, ...]:
    return (str(user.pk), safe_cell(user.pseudonym), safe_cell(user.display_name), currency)
