"""Projects and datasets on their way out."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.core.models import Operation


class Deletion(Operation):
    """A project or a dataset that an owner deletes, by a worker, in chunks.

    The row outlives what it deletes: `target_id` is no foreign key, `name` is what it was called,
    `counts` says what went, by the words of `queries.deletion`.
    """

    class Kind(models.TextChoices):
        """What is deleted."""

        PROJECT = "project"
        DATASET = "dataset"

    organisation_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    target_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    counts = models.JSONField(default=dict)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "target_id"],
                condition=Q(state__in=Operation.LIVE),
                name="deletion_live_once",
            )
        ]

    def __str__(self) -> str:
        return f"deletion of {self.kind} {self.target_id}"
