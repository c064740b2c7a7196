"""Slices of a project's items that are opened together, and for whom."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guildmark.core.said import SentenceField
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion


class Audience(models.Model):
    """For whom a batch is: people of the project's community who meet criteria. Never changes.

    `criteria` is an AND of ORs over traits, as a door of a community has them. To leave people
    out, the criteria say what they must not be.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="audiences")
    name = models.CharField(max_length=120)
    criteria = models.JSONField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "name"], name="audience_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """A slice of a project's items opened together, with overlap, price and priority.

    Claims are answered while it is open, from `opens_at` until before `closes_at`, for people of
    its audience.
    """

    class State(models.TextChoices):
        """draft -> open <-> paused -> draining -> complete -> archived."""

        DRAFT = "draft"
        OPEN = "open"
        PAUSED = "paused"
        DRAINING = "draining"
        COMPLETE = "complete"
        ARCHIVED = "archived"

    organisation_id = models.BigIntegerField(db_index=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="batches")
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    pause_reason = SentenceField(blank=True)
    was_stopped = models.BooleanField(
        default=False, db_default=False, help_text="drained: nobody more is ever asked"
    )
    resumes_at = models.DateTimeField(null=True, help_text="a pause ends by itself; None: it waits")
    opens_at = models.DateTimeField(null=True, help_text="None: as soon as it is opened")
    closes_at = models.DateTimeField(null=True, help_text="it is drained then; None: no end")
    audience = models.ForeignKey(
        Audience, models.PROTECT, null=True, related_name="batches", help_text="None: everybody"
    )
    priority = models.SmallIntegerField(default=0, help_text="higher comes first")
    overlap = models.PositiveSmallIntegerField(default=3)
    is_adaptive = models.BooleanField(
        default=False,
        db_default=False,
        help_text="asks until sure; the overlap is for what is not calibrated",
    )
    overlap_min = models.PositiveSmallIntegerField(default=2, db_default=2)
    overlap_max = models.PositiveSmallIntegerField(default=5, db_default=5)
    audit_share = models.FloatField(
        default=0.03, db_default=0.03, help_text="0 to 1, of tasks asked up to the maximum anyway"
    )
    gold_share = models.FloatField(default=0.1, help_text="0 to 1, of claims that are gold")
    share_cap = models.FloatField(default=0.1, help_text="0 to 1, of slots one person may take")
    price_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    schema_version = models.ForeignKey(SchemaVersion, models.PROTECT, related_name="+")
    guideline_version = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="+")
    task_count = models.PositiveIntegerField(default=0)
    slots_made = models.PositiveIntegerField(
        default=0,
        db_default=0,
        help_text="all there ever were: the share of one person is a part of them",
    )
    reserved_minor = models.PositiveBigIntegerField(default=0)
    front = models.BigIntegerField(
        default=0, help_text="every open task of the first lane lies above it"
    )
    reentry_number = models.BigIntegerField(
        default=0, help_text="position of the task that came back last"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "name"], name="batch_name_once"),
            models.CheckConstraint(
                condition=Q(is_adaptive=False)
                | Q(
                    overlap_min__gte=1,
                    overlap_min__lte=F("overlap"),
                    overlap_max__gte=F("overlap"),
                ),
                name="batch_overlaps_rise",
            ),
            models.CheckConstraint(
                condition=Q(audit_share__gte=0, audit_share__lte=1), name="batch_audit_share"
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="batch_closes_after_it_opens",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["project", "-priority", "id"],
                condition=Q(state="open"),
                name="batch_open_order",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_overlap(self) -> int:
        """How many people are asked before anything is known of a task."""
        return self.overlap_min if self.is_adaptive else self.overlap


class OverlapChange(models.Model):
    """A batch is to ask another number of people; a worker goes through its tasks, by item.

    Tasks up to `reached_item_id` are changed, the last of them at `moved_at`; `slot_count` slots
    were made, or went.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="overlap_changes")
    overlap_before = models.PositiveSmallIntegerField()
    overlap = models.PositiveSmallIntegerField()
    reached_item_id = models.BigIntegerField(default=0, db_default=0)
    task_count = models.PositiveIntegerField(default=0, db_default=0)
    slot_count = models.PositiveIntegerField(default=0, db_default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch"], condition=Q(finished_at=None), name="overlap_change_once"
            )
        ]

    def __str__(self) -> str:
        return f"overlap {self.overlap} of {self.batch_id}"
