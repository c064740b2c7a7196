"""Known answers, how people did on them, and what that says of their skill."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from guildmark.datasets.models import Item
from guildmark.projects.models import Project, SchemaVersion
from guildmark.work.models import Submission, Task


class GoldItem(models.Model):
    """An item whose answer is known. The answer stays here; `work` knows only the task.

    Hidden gold checks and counts for skill, visible gold teaches and does not. `reference` is the
    answer of `reference_version`; earlier ones are kept by `GoldChange`. Scores of an older
    version are held against it anew until `rescored_version` has caught up. Misses before
    `confirmed_at`, when a manager looked and kept the item, say nothing against it any more.
    `schema_version` is the one it was written under, as far as is known: it denies no option that
    came later.
    `is_trusted`: what people did on it says something of them; not while it is in doubt, nor
    after it was given up for being wrong.
    """

    class State(models.TextChoices):
        """proposed -> active <-> suspended -> retired."""

        PROPOSED = "proposed"
        ACTIVE = "active"
        SUSPENDED = "suspended"
        RETIRED = "retired"

    class Source(models.TextChoices):
        """Where the known answer comes from."""

        DRAWN = "drawn"
        ADJUDICATED = "adjudicated"

    project = models.ForeignKey(Project, models.PROTECT, related_name="gold_items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="+")
    reference = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    is_hidden = models.BooleanField(default=True)
    source = models.CharField(
        max_length=11, choices=Source, default=Source.DRAWN, db_default="drawn"
    )
    reference_version = models.PositiveSmallIntegerField(default=1, db_default=1)
    schema_version = models.ForeignKey(SchemaVersion, models.PROTECT, null=True, related_name="+")
    rescored_version = models.PositiveSmallIntegerField(default=1, db_default=1)
    explanation = models.CharField(
        max_length=1000, blank=True, db_default="", help_text="shown after visible gold"
    )
    state_reason = models.CharField(max_length=1000, blank=True, db_default="")
    confirmed_at = models.DateTimeField(null=True)
    is_trusted = models.BooleanField(default=True, db_default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "item"], name="gold_item_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                condition=models.Q(rescored_version__lt=models.F("reference_version")),
                name="gold_item_to_rescore",
            )
        ]

    def __str__(self) -> str:
        return f"gold {self.pk}"


class GoldScore(models.Model):
    """A submission held against a gold item. `f1` and `mean_iou` are None for classification.

    `is_held`: whether anything in it could be held against the known answer. Where all that was
    said came into the schema later, it says nothing of anybody, and is counted nowhere.

    `is_right` is said of the answer as a whole, by the marks of the project: it tells known answers
    that are wrong. `right_share` in [0, 1] is how much of it was right: people are judged by it.

    `reference_version` is that of the known answer it was held against. `by_label` has for each
    label [right, seen, spurious]: objects of the reference found and called right, those there
    were, and shapes of the answer that stand for nothing.
    """

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="+")
    gold_item = models.ForeignKey(GoldItem, models.CASCADE, related_name="scores")
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    is_right = models.BooleanField()
    is_held = models.BooleanField(default=True, db_default=True)
    right_share = models.FloatField(db_default=1.0)
    f1 = models.FloatField(null=True)
    mean_iou = models.FloatField(null=True)
    details = models.JSONField(default=dict)
    by_label = models.JSONField(default=dict, db_default={})
    reference_version = models.PositiveSmallIntegerField(default=1, db_default=1)
    scored_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["project", "annotator", "id"], name="gold_score_of_annotator"),
            models.Index(fields=["gold_item", "reference_version"], name="gold_score_of_version"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {'right' if self.is_right else 'wrong'}"


class VerdictScore(models.Model):
    """What somebody said of a label, and whether others found it right: a reviewer, or most of the
    other verifiers of the same label.

    `is_right` is None while nobody else has said: one verdict a label decides alone. A verdict
    that counts no more has no row.
    """

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="+")
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+"
    )
    project = models.ForeignKey(Project, models.CASCADE, db_index=False, related_name="+")
    is_accept = models.BooleanField()
    is_right = models.BooleanField(null=True)
    is_by_reviewer = models.BooleanField(default=False)
    given_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["project", "annotator", "-given_at", "-id"],
                include=["is_accept", "is_right"],
                name="verdict_score_of_annotator",
            ),
            models.Index(
                fields=["project", "-id"],
                include=["annotator", "is_accept"],
                name="verdict_score_of_project",
            ),
        ]

    def __str__(self) -> str:
        return f"verdict {self.submission_id}"


class Skill(models.Model):
    """Beta posterior of the share right of gold: mean with a 95 % interval, from n checks."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="skills")
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    alpha = models.FloatField()
    beta = models.FloatField()
    check_count = models.PositiveIntegerField()
    mean = models.FloatField()
    lower = models.FloatField()
    upper = models.FloatField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "annotator"], name="skill_once")
        ]

    def __str__(self) -> str:
        return f"{self.annotator_id}: {self.mean:.2f} from {self.check_count}"


class AnnotatorFigures(models.Model):
    """What a fit says of one person's answers, a row a day: the last fit of the day.

    `agreement`, `information_bits`, `spammer_score` and `speed` are measures with their reason
    where undefined; `details` is what only the person's page shows. People see the row of a day
    when it is over. Rows older than the newest of an earlier day are dropped. `rule_inputs` is
    what quality rules read: see `queries.histories`.
    """

    class Drift(models.TextChoices):
        """Whether somebody has become worse."""

        STEADY = "steady"
        WORSE = "worse"
        UNKNOWN = "unknown"

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    computed_on = models.DateField()
    computed_at = models.DateTimeField()
    agreement = models.JSONField()
    information_bits = models.JSONField()
    spammer_score = models.JSONField()
    speed = models.JSONField()
    drift_state = models.CharField(max_length=8, choices=Drift)
    details = models.JSONField()
    rule_inputs = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "annotator", "computed_on"], name="annotator_figures_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.annotator_id} on {self.computed_on}"
