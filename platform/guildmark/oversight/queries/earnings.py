"""What rows that are about to go were paid, by person: it is kept without them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import Count, F, Max, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from guildmark.collection.models import Asset, AssetReview
from guildmark.oversight.models import Deletion
from guildmark.work.models import Assignment, KeptEarning
from guildmark.work.queries.batches import PAID

State = KeptEarning.State


def kept_rows(
    model: type[models.Model], ids: Sequence[Any], *, of: Deletion
) -> Iterator[KeptEarning]:
    """One for each person, state and currency among these rows; none of rows that pay nobody."""
    for row in _paid(model, ids):
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


# Any: rows of `values()`, the same columns in each.
def _paid(model: type[models.Model], ids: Sequence[Any]) -> QuerySet[Any, Any]:
    if model is Assignment:
        of_tasks = Assignment.objects.filter(pk__in=ids, state__in=PAID)
        return _sums(
            of_tasks, who="annotator_id", state=F("state"), at=Coalesce("ended_at", "leased_at")
        )
    if model is Asset:
        pictures = Asset.objects.filter(pk__in=ids, accepted_at__isnull=False)
        return _sums(
            pictures, who="collector_id", state=Value(State.PICTURE.value), at=F("accepted_at")
        )
    if model is AssetReview:
        reviews = AssetReview.objects.filter(pk__in=ids)
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
