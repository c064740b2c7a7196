"""The members of a community as a table (RFC 4180, UTF-8), safe to open in a spreadsheet."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import override

from concord.formats.csv import safe_cell, table_lines
from guildmark.communities.models import Membership
from guildmark.core.said import told

COLUMNS = (
    "pseudonym", "name", "state", "reason", "note", "tags", "is_steward", "joined_at",
)  # fmt: skip
ROWS_AT_A_TIME = 1000


def member_table(members: Iterable[Membership], *, language: str) -> Iterator[str]:
    """The lines, so many at a time, with reasons in the language; each row loads its `user`.

    Nobody's answers are in it, also not the one by which they have their seat: people were promised
    that. Times are UTC.
    """
    yield table_lines([COLUMNS])
    left = iter(members)
    while some := list(islice(left, ROWS_AT_A_TIME)):
        with override(language):
            rows = [_cells(member) for member in some]
        yield table_lines(rows)


def _cells(member: Membership) -> tuple[str, ...]:
    texts = (
        member.user.pseudonym,
        member.user.display_name,
        member.state,
        told(member.reason),
        member.note,
        ", ".join(member.tags),
        "true" if member.is_steward else "false",
        member.joined_at.isoformat(timespec="seconds"),
    )
    return tuple(safe_cell(text) for text in texts)
