"""What became of gold: its changes, what people said against it, and whether there is enough."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.core.said import SentenceField
from guildmark.projects.models import Project
from guildmark.quality.models.checks import GoldItem
from guildmark.work.models import Submission


class GoldChange(models.Model):
    """One thing that was done to a gold item, by whom and why.

    `reference` is the known answer of `reference_version` where the change made one.
    """

    class Kind(models.TextChoices):
        """What was done."""

        PROPOSED = "proposed"
        ADDED = "added"
        ACTIVATED = "activated"
        SUSPENDED = "suspended"
        RETIRED = "retired"
        CORRECTED = "corrected"
        EXPLAINED = "explained"

    gold_item = models.ForeignKey(GoldItem, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=1000, blank=True)
    reference_version = models.PositiveSmallIntegerField()
    reference = models.JSONField(null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"gold {self.gold_item_id} {self.kind}"


class GoldContest(models.Model):
    """Somebody says that the known answer of visible gold is wrong, and is answered."""

    class State(models.TextChoices):
        """open -> upheld | rejected | withdrawn."""

        OPEN = "open"
        UPHELD = "upheld"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    gold_item = models.ForeignKey(GoldItem, models.CASCADE, related_name="contests")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="+")
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reference_version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=1000, blank=True)
    contested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gold_item", "annotator", "reference_version"],
                condition=~Q(state="withdrawn"),
                name="gold_contest_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["project", "state", "id"], name="gold_contest_of_project"),
            models.Index(fields=["annotator", "id"], name="gold_contest_of_annotator"),
        ]

    def __str__(self) -> str:
        return f"contest {self.pk} {self.state}"


class GoldStock(models.Model):
    """Whether a project has enough gold. An alarm is raised once, until there is enough again."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="+")
    is_low = models.BooleanField(default=False)
    reason = SentenceField(blank=True)
    since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"gold of {self.project_id} {'low' if self.is_low else 'enough'}"
