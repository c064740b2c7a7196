"""Items to be answered, with the checked counter of who may still answer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from guildmark.datasets.models import Item
from guildmark.projects.models import Project
from guildmark.work.models.batches import Batch


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
    is_unjudged = models.BooleanField(
        default=False,
        db_default=False,
        help_text="the last answer wanted is there, and no worker has looked at it since",
    )
    is_called_off = models.BooleanField(
        default=False, db_default=False, help_text="a person cancelled it: never in another batch"
    )

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
            models.Index(
                fields=["batch", "id"], condition=Q(is_unjudged=True), name="task_unjudged"
            ),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"
