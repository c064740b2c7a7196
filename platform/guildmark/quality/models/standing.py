"""Limits on a person in a project, and the person's answer to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.core.said import SentenceField
from guildmark.projects.models import Project
from guildmark.work.models import Assignment


class Restriction(models.Model):
    """A limit on what one person may do in one project: why, on what evidence, until when.

    It is active until `lifted_at`, which also expiry, an appeal and a passed quiz write; `ending`
    says which. `parameters`: `{"daily_cap": int}` or `{"gold_boost": float}` where the kind asks
    for it. What the seat says is derived from all active ones together. `evidence` is JSON of
    plain figures; the person sees it too.
    """

    class Kind(models.TextChoices):
        """What it does: nothing but a word, more checks, fewer tasks, the quiz again, no work.

        `voiding` says that work was taken out at `starts_at`; it limits nothing.
        """

        NOTICE = "notice"
        MORE_GOLD = "more_gold"
        DAILY_CAP = "daily_cap"
        RETRAIN = "retrain"
        PAUSE = "pause"
        VOIDING = "voiding"

    class Source(models.TextChoices):
        """Who decided."""

        RULE = "rule"
        MANAGER = "manager"

    class Ending(models.TextChoices):
        """How it ended; empty while it is active."""

        EXPIRED = "expired"
        LIFTED = "lifted"
        APPEALED = "appealed"
        REQUALIFIED = "requalified"

    organisation_id = models.BigIntegerField()
    project = models.ForeignKey(Project, models.CASCADE, related_name="restrictions")
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="restrictions"
    )
    kind = models.CharField(max_length=9, choices=Kind)
    reason = SentenceField(help_text="the sentence the person is shown")
    evidence = models.JSONField(default=dict)
    parameters = models.JSONField(default=dict)
    source = models.CharField(max_length=7, choices=Source)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    starts_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, help_text="None: until it is lifted")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ending = models.CharField(max_length=11, choices=Ending, blank=True)
    lift_reason = SentenceField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_at=None, ending="") | Q(lifted_at__isnull=False) & ~Q(ending=""),
                name="restriction_ending_is_said",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["annotator", "project", "id"], name="restriction_of_annotator"),
            models.Index(
                fields=["expires_at"], condition=Q(lifted_at=None), name="restriction_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.annotator_id} in {self.project_id}"

    @property
    def is_active(self) -> bool:
        """Whether it still counts."""
        return self.lifted_at is None


class Appeal(models.Model):
    """A person's answer to a restriction, or to the rejection of one piece of work.

    One of `restriction` and `assignment` is set. `due_at` is when it is to be answered; nobody
    having answered by then decides it for the person.
    """

    class State(models.TextChoices):
        """open -> in_review -> upheld | rejected; open | in_review -> withdrawn."""

        OPEN = "open"
        IN_REVIEW = "in_review"
        UPHELD = "upheld"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    organisation_id = models.BigIntegerField()
    project = models.ForeignKey(Project, models.CASCADE, related_name="appeals")
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="appeals")
    restriction = models.ForeignKey(
        Restriction, models.CASCADE, null=True, db_index=False, related_name="appeals"
    )
    assignment = models.ForeignKey(
        Assignment, models.CASCADE, null=True, db_index=False, related_name="appeals"
    )
    text = models.CharField(max_length=2000)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(restriction=None, assignment__isnull=False)
                | Q(restriction__isnull=False, assignment=None),
                name="appeal_against_one_thing",
            ),
            models.UniqueConstraint(
                fields=["restriction"],
                condition=~Q(state="withdrawn"),
                name="appeal_of_restriction_once",
            ),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=~Q(state="withdrawn"),
                name="appeal_of_assignment_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["assignment"], name="appeal_of_assignment"),
            models.Index(
                fields=["project", "due_at"],
                condition=Q(state__in=["open", "in_review"]),
                name="appeal_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"
