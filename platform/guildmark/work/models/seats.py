"""The two rows that make claiming cheap: a person in a project, and in a batch."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from guildmark.core.said import SentenceField
from guildmark.projects.models import Project
from guildmark.work.models.batches import Batch


class Seat(models.Model):
    """Annotator x project: the one row that says whether this person may take work here.

    Locking it is the mutex of two tabs. `blocked_reason` is written by `quality`, the other
    standing by `refresh_seat`, so that neither undoes what the other decided.
    """

    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="seats"
    )
    project = models.ForeignKey(Project, models.CASCADE, related_name="seats")
    blocked_reason = SentenceField(blank=True)
    blocked_until = models.DateTimeField(null=True, help_text="None: until it is lifted")
    ineligible_reason = SentenceField(blank=True)
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
