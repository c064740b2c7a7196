"""What rows that are about to go were paid, by person: it is kept without them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, F, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from guildmark.collection.models import Asset, AssetReview
from guildmark.core.money import Money
from guildmark.oversight.models import Deletion
from guildmark.payments.models import PaidWork
from guildmark.payments.queries.payouts import is_paid
from guildmark.work.models import Assignment, KeptEarning
from guildmark.work.queries.batches import PAID

State = KeptEarning.State


def kept_rows(
    model: type[models.Model], ids: Sequence[Any], *, of: Deletion
) -> Iterator[KeptEarning]:
    """One for each person, state and currency among these rows; none of rows that pay nobody."""
    if not pays(model):
        return
    in_payouts = is_paid(_PAYING[model].kind)
    rows = _paid(model, pk__in=ids).annotate(
        paid_tasks=Count("pk", filter=in_payouts),
        paid_amount=Sum("amount_minor", filter=in_payouts, default=0),
    )
    for row in rows:
        yield KeptEarning(
            organisation_id=of.organisation_id,
            project_id=of.target_id,
            project_name=of.name,
            annotator_id=row["who"],
            state=row["as_state"],
            currency=row["currency"],
            task_count=row["tasks"],
            amount_minor=row["amount"],
            last_at=row["last_at"],
            paid_count=row["paid_tasks"],
            paid_minor=row["paid_amount"],
        )


def pays(model: type[models.Model]) -> bool:
    """Whether people are paid for rows of it."""
    return model in _PAYING


@dataclass(frozen=True, slots=True)
class _Paying:
    """Which rows of a model pay, in which project, whom, as what, and since when.

    `kind` is what payouts call them.
    """

    kind: str
    rows: Q
    project: str
    who: str
    state: F | Value
    at: F | Coalesce


#: All that pays people.
_PAYING: Mapping[type[models.Model], _Paying] = {
    Assignment: _Paying(
        PaidWork.Kind.ANSWER,
        Q(state__in=PAID),
        project="project_id",
        who="annotator_id",
        state=F("state"),
        at=Coalesce("reviewed_at", "ended_at", "leased_at"),
    ),
    Asset: _Paying(
        PaidWork.Kind.PICTURE,
        Q(accepted_at__isnull=False),
        project="brief__project_id",
        who="collector_id",
        state=Value(State.PICTURE.value),
        at=F("accepted_at"),
    ),
    AssetReview: _Paying(
        PaidWork.Kind.REVIEW,
        Q(),
        project="asset__brief__project_id",
        who="reviewer_id",
        state=Value(State.REVIEW.value),
        at=F("created_at"),
    ),
}


def earned_in(project_id: int) -> Iterator[tuple[int, Money]]:
    """(person, what they were paid) in a project, several times where it was for several things."""
    for model, paying in _PAYING.items():
        for row in _paid(model, **{paying.project: project_id}):
            yield row["who"], Money(row["amount"], row["currency"])


# Any: rows of `values()`, the same columns in each, and whatever a filter takes.
def _paid(model: type[models.Model], **where: Any) -> QuerySet[Any, Any]:
    paying = _PAYING[model]
    rows = model._default_manager.filter(paying.rows, **where)
    grouped = rows.values("currency", who=F(paying.who), as_state=paying.state)
    sums: QuerySet[Any, Any] = grouped.annotate(
        tasks=Count("pk"), amount=Sum("amount_minor"), last_at=Max(paying.at)
    ).order_by()
    return sums
