"""What was paid: records that nothing changes any more; the database refuses it too."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from guildmark.accounts.models import Organisation
from guildmark.core.money import Money


class Payout(models.Model):
    """Staff say that work of an organisation was paid: who, when, and for which days.

    `since` and `until` are days in UTC, both included; None leaves that end open. `project_id` is
    no foreign key, for the row outlives the project, and `project_name` is what it was called; None
    and empty for all projects. `reference` is read by those who were paid.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, db_index=False, related_name="payouts"
    )
    project_id = models.BigIntegerField(null=True)
    project_name = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    reference = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-made_at", "-id"], name="payout_by_time")
        ]

    def __str__(self) -> str:
        return f"payout {self.pk}"


class PayoutLine(models.Model):
    """What one person was paid in it, in one currency."""

    payout = models.ForeignKey(Payout, models.PROTECT, db_index=False, related_name="lines")
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="payout_lines"
    )
    currency = models.CharField(max_length=3)
    task_count = models.PositiveIntegerField()
    amount_minor = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["payout", "annotator", "currency"], name="payout_line_once"
            )
        ]

    @property
    def paid(self) -> Money:
        """What it comes to."""
        return Money(self.amount_minor, self.currency)

    def __str__(self) -> str:
        return f"{self.annotator_id} in payout {self.payout_id}"


class PaidWork(models.Model):
    """One piece of work that a payout covers; no piece is in two.

    `work_id` is the id of an assignment, a collected picture or a review, by `kind`, and no foreign
    key: the project may be deleted, and what was paid stays.
    """

    class Kind(models.TextChoices):
        """What was paid for."""

        ANSWER = "answer"
        PICTURE = "picture"
        REVIEW = "review"

    kind = models.CharField(max_length=8, choices=Kind)
    work_id = models.BigIntegerField()
    line = models.ForeignKey(PayoutLine, models.PROTECT, db_index=False, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work_id", "kind"], name="paid_work_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.work_id}"
