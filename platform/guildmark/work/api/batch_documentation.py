"""The shapes of batches and their tasks, for the OpenAPI file and for staff's doors."""

from typing import Any

from rest_framework import serializers

from guildmark.core.fields import NameField, NumberField
from guildmark.datasets.api.items import ItemFilterIn
from guildmark.work.actions.overlap import MOST_OVERLAP
from guildmark.work.api.documentation import PriceOut
from guildmark.work.models import Batch, Task

#: So far up and down, from its making on.
MOST_PRIORITY = 100


class BatchIn(serializers.Serializer):
    """A new batch. Without `item_ids`: all items of the dataset that have no task yet.

    Or those of them that `item_filter` names.
    """

    name = NameField(max_length=120)
    overlap = serializers.IntegerField(min_value=1, max_value=MOST_OVERLAP)
    is_adaptive = serializers.BooleanField(default=False)
    overlap_min = serializers.IntegerField(min_value=1, max_value=MOST_OVERLAP, default=2)
    overlap_max = serializers.IntegerField(min_value=1, max_value=MOST_OVERLAP, default=5)
    audit_share = NumberField(min_value=0, max_value=1, default=0.03)
    opens_at = serializers.DateTimeField(allow_null=True, default=None)
    closes_at = serializers.DateTimeField(allow_null=True, default=None)
    audience_id = serializers.IntegerField(min_value=1, allow_null=True, default=None)
    gold_share = NumberField(min_value=0, max_value=0.5)
    price_minor = serializers.IntegerField(min_value=0, max_value=1_000_000_000)
    currency = serializers.RegexField(r"^[A-Z]{3}$")
    priority = serializers.IntegerField(
        min_value=-MOST_PRIORITY, max_value=MOST_PRIORITY, default=0
    )
    share_cap = NumberField(min_value=0.001, max_value=1, default=0.1)
    item_ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        max_length=100_000,
        allow_null=True,
        default=None,
    )
    item_filter = ItemFilterIn(allow_null=True, default=None)
    limit = serializers.IntegerField(
        min_value=1, max_value=10_000_000, allow_null=True, default=None
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Named or found, not both. Any: what the fields made of it."""
        if attrs["item_ids"] is not None and attrs["item_filter"] is not None:
            raise serializers.ValidationError(
                {"item_filter": "Name the items or say how to find them, not both."}
            )
        return attrs


class BatchMoveIn(serializers.Serializer):
    """Why, where it matters."""

    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class BatchPauseIn(BatchMoveIn):
    """Why, and until when where that is known."""

    resumes_at = serializers.DateTimeField(allow_null=True, default=None)


class BatchScheduleIn(serializers.Serializer):
    """When claims are answered; null is no bound."""

    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)


class BatchAudienceIn(serializers.Serializer):
    """For whom it is; null is everybody of the project."""

    audience_id = serializers.IntegerField(min_value=1, allow_null=True)


class BatchPriceIn(serializers.Serializer):
    """What a task of a draft pays, and the share of checks among the tasks."""

    price_minor = serializers.IntegerField(min_value=0, max_value=1_000_000_000)
    gold_share = NumberField(min_value=0, max_value=0.5)


class BatchCountsOut(serializers.Serializer):
    """Tasks by state, leases that live, answers that count."""

    open = serializers.IntegerField()
    saturated = serializers.IntegerField()
    resolved = serializers.IntegerField()
    disputed = serializers.IntegerField()
    adjudicating = serializers.IntegerField()
    triage = serializers.IntegerField()
    cancelled = serializers.IntegerField()
    leased_now = serializers.IntegerField()
    submissions = serializers.IntegerField()


class BatchPriorityIn(serializers.Serializer):
    """The batch with the highest number comes first."""

    priority = serializers.IntegerField(min_value=-MOST_PRIORITY, max_value=MOST_PRIORITY)


class BatchOut(serializers.Serializer):
    """A batch with its counts."""

    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=Batch.State.choices)
    pause_reason = serializers.CharField()
    resumes_at = serializers.DateTimeField(allow_null=True)
    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    audience_id = serializers.IntegerField(allow_null=True)
    audience_name = serializers.CharField()
    priority = serializers.IntegerField()
    overlap = serializers.IntegerField()
    is_overlap_changing = serializers.BooleanField()
    is_adaptive = serializers.BooleanField()
    overlap_min = serializers.IntegerField()
    overlap_max = serializers.IntegerField()
    audit_share = NumberField()
    gold_share = NumberField()
    share_cap = NumberField()
    price = PriceOut()
    task_count = serializers.IntegerField()
    reserved = PriceOut()
    counts = BatchCountsOut()
    created_at = serializers.DateTimeField()
    opened_at = serializers.DateTimeField(allow_null=True)


class TaskItemOut(serializers.Serializer):
    """The picture of a task in a list."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    thumbnail_url = serializers.CharField()


class TaskOut(serializers.Serializer):
    """A task in a list."""

    id = serializers.IntegerField()
    item = TaskItemOut()
    state = serializers.ChoiceField(choices=Task.State.choices)
    target = serializers.IntegerField()
    counted = serializers.IntegerField()
    leased = serializers.IntegerField()
