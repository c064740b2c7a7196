"""Batches, tasks, assignments, submissions; and the two rows that make claiming cheap.

The protocol is written down in `docs/decisions/0002-queue.md`. Claim, submit and give-back are
SQL functions installed by a migration of this app and called by `actions`.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from guildmark.datasets.models import Item
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
    pause_reason = models.CharField(max_length=300, blank=True)
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


class Task(models.Model):
    """Item x step. Gold tasks have no slots and no batch; they keep no answer here."""

    class Step(models.TextChoices):
        """What is asked of the person."""

        DRAW = "draw"
        VERIFY = "verify"
        ADJUDICATE = "adjudicate"

    class State(models.TextChoices):
        """open <-> saturated -> resolved | disputed -> adjudicating; triage; cancelled."""

        OPEN = "open"
        SATURATED = "saturated"
        RESOLVED = "resolved"
        DISPUTED = "disputed"
        ADJUDICATING = "adjudicating"
        TRIAGE = "triage"
        CANCELLED = "cancelled"

    organisation_id = models.BigIntegerField()
    project = models.ForeignKey(Project, models.PROTECT, db_index=False, related_name="tasks")
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, db_index=False, related_name="tasks"
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="tasks")
    step = models.CharField(max_length=10, choices=Step, default=Step.DRAW)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    is_gold = models.BooleanField(default=False)
    is_visible_gold = models.BooleanField(
        default=False,
        db_default=False,
        help_text="gold that teaches: its answer is shown after the submission",
    )
    position = models.BigIntegerField(help_text="generation above, random below")
    is_open = models.BooleanField(help_text="open_slots > 0, written with it")
    is_reentered = models.BooleanField(default=False)
    open_slots = models.PositiveSmallIntegerField()
    leased = models.PositiveSmallIntegerField(default=0)
    counted = models.PositiveSmallIntegerField(default=0)
    target = models.PositiveSmallIntegerField()
    skip_count = models.PositiveSmallIntegerField(default=0)
    lapse_count = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(target=F("open_slots") + F("leased") + F("counted")),
                name="task_slots_add_up",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, open_slots__gt=0) | Q(is_open=False, open_slots=0),
                name="task_open_with_slots",
            ),
            models.CheckConstraint(
                condition=Q(is_visible_gold=False) | Q(is_gold=True), name="task_visible_is_gold"
            ),
            models.UniqueConstraint(fields=["batch", "item", "step"], name="task_once"),
            models.UniqueConstraint(
                fields=["project", "item"], condition=Q(is_gold=True), name="task_gold_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["batch", "position"],
                condition=Q(is_open=True, is_reentered=False),
                name="task_first_lane",
            ),
            models.Index(
                fields=["batch", "position"],
                condition=Q(is_open=True, is_reentered=True),
                name="task_reentry_lane",
            ),
            models.Index(
                fields=["project", "is_visible_gold", "position"],
                condition=Q(is_gold=True, state="open"),
                name="task_gold_bank",
            ),
            models.Index(fields=["project", "state", "id"], name="task_of_project"),
            models.Index(fields=["batch", "state"], name="task_of_batch"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"


class Assignment(models.Model):
    """Annotator x task: a lease, and the unit of pay. Price and versions are snapshots.

    `assignment_item_once` is promises 1 and 3 in one index: nobody has an item twice, over all
    steps. `assignment_live_once` makes a repeated claim return the same lease. A prefetched lease
    is the task after the one in hand: it is promoted by the next claim, and takes no answer before.
    While it is returned, `lease_expires_at` is the end of the time in which its author can take it
    up again.
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

    #: The reason on the released, unpaid row of who decides about a disputed task.
    DECIDES: ClassVar = "adjudicates"

    organisation_id = models.BigIntegerField()
    task = models.ForeignKey(Task, models.PROTECT, db_index=False, related_name="assignments")
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="assignments"
    )
    project = models.ForeignKey(Project, models.PROTECT, db_index=False, related_name="assignments")
    item = models.ForeignKey(Item, models.PROTECT, db_index=False, related_name="+")
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, db_index=False, related_name="assignments"
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
            models.Index(fields=["annotator", "id"], name="assignment_of_annotator"),
            models.Index(
                fields=["project", "ended_at"],
                condition=Q(state="submitted"),
                name="assignment_to_judge",
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
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.assignment_id}"


class Seat(models.Model):
    """Annotator x project: the one row that says whether this person may take work here.

    Locking it is the mutex of two tabs. `blocked_reason` is written by `quality`, the other
    standing by `refresh_seat`, so that neither undoes what the other decided.
    """

    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="seats"
    )
    project = models.ForeignKey(Project, models.CASCADE, related_name="seats")
    blocked_reason = models.CharField(max_length=600, blank=True)
    ineligible_reason = models.CharField(max_length=300, blank=True)
    eligible_until = models.DateTimeField(null=True, help_text="None: no end")
    daily_cap = models.PositiveIntegerField(null=True, help_text="claims a day; None: no cap")
    gold_boost = models.FloatField(
        default=1.0, db_default=1.0, help_text="how many times as often gold comes"
    )
    today_on = models.DateField(null=True)
    today_count = models.PositiveIntegerField(default=0)
    claim_count = models.PositiveIntegerField(default=0)
    gold_countdown = models.SmallIntegerField(
        null=True, help_text="ordinary claims until the next gold; None: not drawn yet"
    )
    has_had_all_gold = models.BooleanField(default=False, help_text="all that is hidden")
    audience_ids = ArrayField(
        models.BigIntegerField(), default=list, help_text="the project's audiences they are in"
    )
    last_batch_id = models.BigIntegerField(null=True, help_text="gold takes its price and versions")
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["annotator", "project"], name="seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.annotator_id} at {self.project_id}"


class Progress(models.Model):
    """Annotator x batch: how far this person's cursors have moved.

    An open task behind `position` is one I have had, one of `missed`, or one that came back
    with a number above `reentry`. `seen_number`: nothing was left for me at this number.
    """

    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+"
    )
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="+")
    position = models.BigIntegerField(default=0)
    reentry = models.BigIntegerField(default=0)
    missed = ArrayField(models.BigIntegerField(), default=list)
    taken = models.PositiveIntegerField(default=0)
    seen_number = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["annotator", "batch"], name="progress_once")
        ]

    def __str__(self) -> str:
        return f"{self.annotator_id} in {self.batch_id}"
