"""What rows that are about to go were paid, by person: it is kept without them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import Count, F, Max, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from guildmark.collection.models import Asset, AssetReview
from guildmark.core.money import Money
from guildmark.oversight.models import Deletion
from guildmark.work.models import Assignment, KeptEarning
from guildmark.work.queries.batches import PAID

State = KeptEarning.State


def kept_rows(
    model: type[models.Model], ids: Sequence[Any], *, of: Deletion
) -> Iterator[KeptEarning]:
    """One for each person, state and currency among these rows; none of rows that pay nobody."""
    for row in _paid(model, pk__in=ids):
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
        )


#: What pays people, and how its rows name their project.
_PAYING: tuple[tuple[type[models.Model], str], ...] = (
    (Assignment, "project_id"),
    (Asset, "brief__project_id"),
    (AssetReview, "asset__brief__project_id"),
)


def earned_in(project_id: int) -> Iterator[tuple[int, Money]]:
    """(person, what they were paid) in a project, several times where it was for several things."""
    for model, path in _PAYING:
        for row in _paid(model, **{path: project_id}):
            yield row["who"], Money(row["amount"], row["currency"])


# Any: rows of `values()`, the same columns in each, and whatever a filter takes.
def _paid(model: type[models.Model], **where: Any) -> QuerySet[Any, Any]:
    if model is Assignment:
        of_tasks = Assignment.objects.filter(**where, state__in=PAID)
        return _sums(
            of_tasks, who="annotator_id", state=F("state"), at=Coalesce("ended_at", "leased_at")
        )
    if model is Asset:
        pictures = Asset.objects.filter(**where, accepted_at__isnull=False)
        return _sums(
            pictures, who="collector_id", state=Value(State.PICTURE.value), at=F("accepted_at")
        )
    if model is AssetReview:
        reviews = AssetReview.objects.filter(**where)
        return _sums(
            reviews, who="reviewer_id", state=Value(State.REVIEW.value), at=F("created_at")
        )
    return Assignment.objects.none()


def _sums(
    rows: QuerySet[Any], *, who: str, state: F | Value, at: F | Coalesce
) -> QuerySet[Any, Any]:
    grouped = rows.values("currency", who=F(who), as_state=state)
    sums: QuerySet[Any, Any] = grouped.annotate(
        tasks=Count("pk"), amount=Sum("amount_minor"), last_at=Max(at)
    ).order_by()
    return sums
