"""What a person took in hand, by time, with whether it was paid."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from guildmark.core.errors import FieldProblem, WrongInput
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
        at, last_id = _read_cursor(cursor)
        # The index is entered where the page begins by the first, which the second narrows.
        found = found.filter(leased_at__lte=at).filter(Q(leased_at__lt=at) | Q(pk__lt=last_id))
    rows = list(found[: size + 1])
    page = rows[:size]
    return TakenPage(page, _paid_at(page), _cursor(page[-1]) if len(rows) > size else "")


def _paid_at(page: Sequence[Assignment]) -> Mapping[int, datetime]:
    paid = PaidWork.objects.filter(kind=PaidWork.Kind.ANSWER, work_id__in=[one.pk for one in page])
    return dict(paid.values_list("work_id", "line__payout__made_at"))


def _cursor(last: Assignment) -> str:
    text = json.dumps([last.leased_at.isoformat(), last.pk])
    return base64.urlsafe_b64encode(text.encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, int]:
    """What a cursor says. Raises WrongInput."""
    problem = FieldProblem("cursor", "unknown", "This is no cursor of this list. Begin again.")
    try:
        at, last_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        moment = datetime.fromisoformat(at)
    except (binascii.Error, ValueError, TypeError) as error:
        raise WrongInput(errors=(problem,)) from error
    if not isinstance(last_id, int) or moment.tzinfo is None:
        raise WrongInput(errors=(problem,))
    return moment, last_id
