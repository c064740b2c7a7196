"""Predictions and answers held against a release or against gold, image by image."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.core.models import Operation
from guildmark.datasets.models import Item
from guildmark.projects.models import Project
from guildmark.quality.models import GoldItem
from guildmark.releases.models.releases import Release, ReleaseItem


class Evaluation(Operation):
    """A model's predictions, or an annotator's answers, held against a release or against gold.

    Without a release the truth is the project's gold as it was when a worker began.

    `source_name` is the model's name or the annotator's pseudonym. `report` is the JSON of
    `concord.evaluation.report`, `draws` what its intervals were made of; `truth_sha256` is the
    same for evaluations over the same images. `refusals` lists rows that were not read,
    `refused_count` counts them all.
    """

    class Source(models.TextChoices):
        """Where the predictions come from."""

        MODEL = "model"
        ANNOTATOR = "annotator"

    class Truth(models.TextChoices):
        """What predictions are held against."""

        RELEASE = "release"
        GOLD = "gold"

    class Format(models.TextChoices):
        """The formats of an uploaded file."""

        COCO = "coco"
        JSONL = "jsonl"
        CSV = "csv"
        YOLO = "yolo"
        PNG = "png"

    #: A ZIP with a file for each picture.
    ARCHIVES: ClassVar[tuple[str, ...]] = (Format.YOLO.value, Format.PNG.value)

    organisation_id = models.BigIntegerField(db_index=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="evaluations")
    release = models.ForeignKey(Release, models.CASCADE, null=True, related_name="evaluations")
    source = models.CharField(max_length=10, choices=Source)
    source_name = models.CharField(max_length=120)
    format = models.CharField(max_length=10, choices=Format, blank=True)
    file = models.FileField(upload_to="", max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    byte_count = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    prediction_count = models.PositiveIntegerField(default=0)
    refusals = models.JSONField(default=list)
    refused_count = models.PositiveIntegerField(default=0)
    truth_sha256 = models.CharField(max_length=64, blank=True)
    report = models.JSONField(null=True)
    draws = models.JSONField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            # One that is done is given again, unless it lacks `labels` or `outcomes`.
            models.UniqueConstraint(
                fields=["release", "source", "source_name", "sha256"],
                condition=Q(state__in=["queued", "running"]),
                name="evaluation_live_once",
            ),
            # Gold changes: the same file may be held against it again, when the last has ended.
            models.UniqueConstraint(
                fields=["project", "source", "source_name", "sha256"],
                condition=Q(release=None, state__in=["queued", "running"]),
                name="gold_evaluation_live_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_name} on {self.release_id or 'gold'}"

    @property
    def against(self) -> str:
        """What the predictions are held against."""
        return self.Truth.GOLD if self.release_id is None else self.Truth.RELEASE

    @property
    def release_version(self) -> str | None:
        """The version of the release; None against gold."""
        return self.release.version if self.release else None


class EvaluationOutcomes(models.Model):
    """What became of each prediction, for figures at any choice: see `concord.evaluation.chosen`.

    A table of its own: half a megabyte of 5,000 images, which nothing else reads.
    """

    evaluation = models.OneToOneField(
        Evaluation, models.CASCADE, primary_key=True, related_name="outcomes"
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"outcomes of {self.evaluation_id}"


class EvaluationLabels(models.Model):
    """What each image gives to each label, for comparing two: see `concord.evaluation.by_label`.

    Evaluations of before have none, and differ from others without an interval.
    """

    evaluation = models.OneToOneField(
        Evaluation, models.CASCADE, primary_key=True, related_name="labels"
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"labels of {self.evaluation_id}"


class EvaluationItem(models.Model):
    """What became of one image: counts at the report's confidence and an IoU of .50.

    `predicted` holds shapes in the order of `matches`, each with its `score`, and `answers`.
    `matches` and `wrong` are as in `concord.evaluation.report.ImageOutcome`; of evaluations of
    before it is not known what is wrong. The truth is a `frozen` item, or
    a gold item whose known answer `reference` is kept: it may be corrected afterwards.
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="items")
    frozen = models.ForeignKey(ReleaseItem, models.CASCADE, null=True, related_name="+")
    gold_item = models.ForeignKey(GoldItem, models.PROTECT, null=True, related_name="+")
    reference = models.JSONField(null=True)
    position = models.PositiveIntegerField()
    hits = models.PositiveIntegerField()
    false_positives = models.PositiveIntegerField()
    misses = models.PositiveIntegerField()
    wrong_answers = models.PositiveIntegerField()
    errors = models.PositiveIntegerField()
    unsure_errors = models.PositiveIntegerField()
    wrong_pixels = models.PositiveBigIntegerField(default=0, db_default=0)
    predicted = models.JSONField()
    matches = models.JSONField()
    wrong = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evaluation", "position"], name="evaluation_position_once"
            ),
            models.CheckConstraint(
                condition=Q(frozen__isnull=False, gold_item=None, reference=None)
                | Q(frozen=None, gold_item__isnull=False, reference__isnull=False),
                name="evaluation_item_has_one_truth",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["evaluation", "-errors", "-wrong_pixels", "position"],
                name="evaluation_most_wrong",
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.position}"

    @property
    def item(self) -> Item:
        """The picture."""
        if self.frozen is not None:
            return self.frozen.item
        return self.gold_item.item  # type: ignore[union-attr]  # the database demands one of both

    @property
    def truth(self) -> dict[str, Any]:  # an annotation document
        """The label that the predictions were held against."""
        if self.frozen is not None:
            frozen: dict[str, Any] = self.frozen.document
            return frozen
        return self.reference or {}  # never empty: the database demands one of both

    @property
    def confidence(self) -> dict[str, Any]:  # JSON that `freezing` wrote
        """How sure the shapes and answers of the label are, and not how people settled it; gold
        is what is known, and says nothing of it."""
        sure = self.frozen.confidence if self.frozen else {"shapes": {}, "answers": {}}
        return {key: sure[key] for key in ("shapes", "answers")}
