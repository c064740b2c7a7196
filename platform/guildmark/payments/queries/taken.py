"""What a person took in hand, by time, with whether it was paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from guildmark.core.cursors import cursor_after, read_cursor
from guildmark.payments.models import PaidWork
from guildmark.work.models import Assignment
from guildmark.work.queries.leases import assignments_of


@dataclass(frozen=True, slots=True)
class TakenPage:
    """`next_cursor` is "" at the end; `paid_at` by the ids of those that a payout covers."""

    assignments: Sequence[Assignment]
    paid_at: Mapping[int, datetime]
    next_cursor: str


def taken_page(*, user_id: int, cursor: str, size: int) -> TakenPage:
    """The page after the cursor, what was taken last first. Raises WrongInput. Two statements."""
    found = assignments_of(user_id)
    if cursor:
        at, last_id = read_cursor(cursor, _moment)
        # The index is entered where the page begins by the first, which the second narrows.
        found = found.filter(leased_at__lte=at).filter(Q(leased_at__lt=at) | Q(pk__lt=last_id))
    rows = list(found[: size + 1])
    page = rows[:size]
    is_more = len(rows) > size
    next_cursor = cursor_after(page[-1].leased_at.isoformat(), page[-1].pk) if is_more else ""
    return TakenPage(page, _paid_at(page), next_cursor)


def _paid_at(page: Sequence[Assignment]) -> Mapping[int, datetime]:
    paid = PaidWork.objects.filter(kind=PaidWork.Kind.ANSWER, work_id__in=[one.pk for one in page])
    return dict(paid.values_list("work_id", "line__payout__made_at"))


def _moment(said: str) -> datetime:
    """Raises ValueError and TypeError."""
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(said)
    return moment
