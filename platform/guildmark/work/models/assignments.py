"""Who has or had which task, and what they answered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from guildmark.datasets.models import Item
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion
from guildmark.work.models.batches import Batch
from guildmark.work.models.tasks import Task


class Assignment(models.Model):
    """Annotator x task: a lease, and the unit of pay. Price and versions are snapshots.

    `assignment_item_once` is promises 1 and 3 in one index: nobody has an item twice, over all
    steps. `assignment_live_once` makes a repeated claim return the same lease. A prefetched lease
    is the task after the one in hand: it is promoted by the next claim, and takes no answer before.
    While it is returned, `lease_expires_at` is the end of the time in which its author can take it
    up again, and `return_ends_at` keeps that end while they have it in hand.

    `item` and `batch` are the task's and never change, so the task's keys hold them: with keys of
    their own each item that is deleted would be looked for in every assignment.
    """

    class State(models.TextChoices):
        """leased -> submitted -> accepted | rejected | returned -> leased; skipped; released;
        expired; spare; voided."""

        LEASED = "leased"
        SUBMITTED = "submitted"
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        RETURNED = "returned"
        SKIPPED = "skipped"
        RELEASED = "released"
        EXPIRED = "expired"
        SPARE = "spare"
        VOIDED = "voided"

    #: The reason on the released, unpaid row of who has taken a disputed task to decide about it.
    DECIDES: ClassVar = "adjudicates"
    #: And once what they said is its label, until it is opened again.
    DECIDED: ClassVar = "settled"
    #: The reason on returned work that its author took up, and whose lease then ended.
    NOT_FINISHED: ClassVar = "not_finished"
    #: The reason on a lease that staff took back; the note says why.
    TAKEN_BACK: ClassVar = "taken_back"

    organisation_id = models.BigIntegerField()
    task = models.ForeignKey(Task, models.PROTECT, db_index=False, related_name="assignments")
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="assignments"
    )
    project = models.ForeignKey(Project, models.PROTECT, db_index=False, related_name="assignments")
    item = models.ForeignKey(
        Item, models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    batch = models.ForeignKey(
        Batch,
        models.PROTECT,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="assignments",
    )
    schema_version = models.ForeignKey(
        SchemaVersion, models.PROTECT, db_index=False, related_name="+"
    )
    guideline_version = models.ForeignKey(
        GuidelineVersion, models.PROTECT, db_index=False, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.LEASED)
    amount_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    leased_at = models.DateTimeField()
    lease_expires_at = models.DateTimeField()
    is_prefetched = models.BooleanField(
        default=False, db_default=False, help_text="not begun: not shown yet"
    )
    extensions = models.PositiveSmallIntegerField(default=0)
    return_count = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="how often it was sent back to its author"
    )
    return_ends_at = models.DateTimeField(
        null=True, help_text="until then what came back waits for its author"
    )
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    reviewed_at = models.DateTimeField(null=True, help_text="when it was accepted or rejected")
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "annotator"], name="assignment_task_once"),
            models.UniqueConstraint(
                fields=["annotator", "project", "item"], name="assignment_item_once"
            ),
            models.UniqueConstraint(
                fields=["annotator", "project", "is_prefetched"],
                condition=Q(state="leased"),
                name="assignment_live_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["project", "lease_expires_at"],
                condition=Q(state="leased"),
                name="assignment_lease_end",
            ),
            models.Index(
                fields=["annotator", "project"],
                condition=Q(state="returned"),
                name="assignment_returned",
            ),
            models.Index(fields=["annotator", "-leased_at", "-id"], name="assignment_by_time"),
            models.Index(
                F("organisation_id"),
                Coalesce("reviewed_at", "ended_at"),
                condition=Q(state__in=("accepted", "rejected", "spare", "voided")),
                name="assignment_judged",
            ),
            models.Index(
                fields=["project", "ended_at"],
                condition=Q(state="submitted"),
                name="assignment_to_judge",
            ),
            models.Index(
                fields=["project", "ended_at"],
                condition=Q(state="expired"),
                name="assignment_lapsed",
            ),
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class Submission(models.Model):
    """The immutable answer of an assignment, anew each time it was sent back to its author.

    `counts` is false for a spare, and for what was voided, rejected or sent back.
    """

    organisation_id = models.BigIntegerField()
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, db_index=False, related_name="submissions"
    )
    revision = models.PositiveSmallIntegerField(default=1, db_default=1)
    is_current = models.BooleanField(
        default=True, db_default=True, help_text="false once it was sent back and answered anew"
    )
    task = models.ForeignKey(Task, models.PROTECT, related_name="submissions")
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="submissions"
    )
    project = models.ForeignKey(Project, models.PROTECT, db_index=False, related_name="submissions")
    schema_version = models.ForeignKey(
        SchemaVersion, models.PROTECT, db_index=False, related_name="+"
    )
    document = models.JSONField()
    counts = models.BooleanField(default=True)
    seconds_spent = models.FloatField()
    course = models.JSONField(null=True, help_text="when each shape was there: [{shape_id, at_ms}]")
    idempotency_key = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "revision"], name="submission_revision"),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(is_current=True), name="submission_current_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["project", "annotator"], name="submission_of_annotator"),
            models.Index(fields=["project", "submitted_at"], name="submission_by_time"),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk}"


class Draft(models.Model):
    """Unfinished work of a lease, with a revision so that two tabs cannot overwrite each other."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="draft")
    revision = models.PositiveIntegerField()
    document = models.JSONField()
    #: Of the window that saved it, so that it knows its own again; empty where none was named.
    window_id = models.CharField(max_length=64, blank=True, default="", db_default="")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.assignment_id}"
