"""What people earned in projects that are deleted."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guildmark.core.money import Money


class KeptEarning(models.Model):
    """The tasks of one person in one deleted project that were paid, by currency and state.

    `project_id` is no foreign key: the project is gone, and `project_name` is what it was called.
    `state` is that of the assignments they were, or `picture` for pictures that were collected and
    `review` for looking at others'. `last_at` is when the last of them was
    judged, or ended where nobody judges it. `paid_count` and `paid_minor` say how much of it is in
    payouts.
    """

    class State(models.TextChoices):
        """What was paid."""

        SUBMITTED = "submitted"
        ACCEPTED = "accepted"
        SPARE = "spare"
        VOIDED = "voided"
        PICTURE = "picture"
        REVIEW = "review"

    organisation_id = models.BigIntegerField()
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="kept_earnings"
    )
    project_id = models.BigIntegerField()
    project_name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State)
    currency = models.CharField(max_length=3)
    task_count = models.PositiveIntegerField()
    amount_minor = models.PositiveBigIntegerField()
    last_at = models.DateTimeField()
    paid_count = models.PositiveIntegerField(default=0, db_default=0)
    paid_minor = models.PositiveBigIntegerField(default=0, db_default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(paid_count__lte=F("task_count"), paid_minor__lte=F("amount_minor")),
                name="kept_earning_paid_part",
            ),
            models.UniqueConstraint(
                fields=["project_id", "annotator", "state", "currency"], name="kept_earning_once"
            ),
        ]

    @property
    def price(self) -> Money:
        """What all of it came to."""
        return Money(self.amount_minor, self.currency)

    def __str__(self) -> str:
        return f"{self.annotator_id} in {self.project_name}"
