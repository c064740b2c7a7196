"""Frozen, checksummed versions of a project's labels, and their exports."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from concord.documents.schema import Definition
from guildmark.buckets.models import Bucket
from guildmark.consensus.models import ConsensusRun, LabelsOf
from guildmark.core.models import Operation
from guildmark.datasets.models import Item
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion
from guildmark.quality.models import GoldItem


class Release(models.Model):
    """An immutable version of the consolidated dataset.

    `consensus_run` is the cold fit whose results are frozen, None of a ready one whose labels all
    came from elsewhere. `manifest` and `manifest_sha256` are
    set when it is ready; nothing changes afterwards but the state. `plan` says what was chosen
    (see `plans.Plan`), `definition` is the schema after its changes of labels, None without any.
    `figures` are what the page shows: counts, agreement, expected IoU.
    """

    class State(models.TextChoices):
        """building -> ready -> published <-> superseded; published | superseded -> withdrawn;
        ready -> discarded; building -> failed | cancelled."""

        BUILDING = "building"
        READY = "ready"
        PUBLISHED = "published"
        SUPERSEDED = "superseded"
        WITHDRAWN = "withdrawn"
        FAILED = "failed"
        DISCARDED = "discarded"
        CANCELLED = "cancelled"

    #: Of these nothing was ever to be had: their versions are free.
    NEVER_READY: ClassVar[tuple[str, ...]] = (State.FAILED.value, State.CANCELLED.value)

    organisation_id = models.BigIntegerField(db_index=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="releases")
    version = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.BUILDING)
    schema_version = models.ForeignKey(SchemaVersion, models.PROTECT, related_name="+")
    guideline_version = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    consensus_run = models.ForeignKey(ConsensusRun, models.PROTECT, null=True, related_name="+")
    plan = models.JSONField(default=dict, db_default={})
    definition = models.JSONField(null=True)
    figures = models.JSONField(null=True)
    manifest = models.JSONField(null=True)
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "version"],
                condition=~Q(state__in=["failed", "cancelled"]),
                name="release_version_once",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state="building"), name="release_building_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.version}"

    @property
    def schema_definition(self) -> Definition:
        """The labels that the release speaks in."""
        definition: Definition = self.definition or self.schema_version.definition
        return definition


class ReleaseBuild(Operation):
    """The work of freezing a release, with its progress; done once and never again."""

    release = models.OneToOneField(Release, models.CASCADE, related_name="build")

    def __str__(self) -> str:
        return f"build of {self.release_id}"


class ReleaseItem(models.Model):
    """An item as frozen: its consensus, and every submission under a pseudonym.

    `split` is set when all items are frozen; empty where the release is not divided.
    `lowest_confidence` is the least of `confidence`, in [0, 1]: 1 where nothing was decided.
    `origin` says whose the picture is (`concord.formats.origin.Origin`); empty where nobody said.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    document = models.JSONField()
    confidence = models.JSONField()
    provenance = models.JSONField()
    left_out = models.JSONField()
    submissions = models.JSONField()
    method = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    split = models.CharField(max_length=5, blank=True, default="", db_default="")
    lowest_confidence = models.FloatField(default=1.0, db_default=1.0)
    origin = models.JSONField(default=dict, db_default={})

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "item"], name="release_item_once"),
            models.UniqueConstraint(fields=["release", "position"], name="release_position_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["release", "lowest_confidence", "position"], name="release_least_sure"
            ),
            GinIndex(
                OpClass(LabelsOf("document"), name="jsonb_path_ops"), name="release_item_by_labels"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.position}"


class Export(Operation):
    """A release in a format, with pictures, links to them or labels alone, as one file.

    The format REPORT is the quality report of the release, a PDF; all others are ZIPs. `language`
    is that of the report, empty for what is the same in all.
    """

    REPORT: ClassVar = "report"

    class Links(models.TextChoices):
        """Whose addresses formats give for pictures: ours, or those they were fetched from."""

        NONE = ""
        OURS = "ours"
        OWN = "own"

    release = models.ForeignKey(Release, models.CASCADE, related_name="exports")
    format = models.CharField(max_length=20)
    has_pictures = models.BooleanField(default=False)
    links = models.CharField(
        max_length=4, choices=Links, blank=True, default=Links.NONE, db_default=Links.NONE
    )
    language = models.CharField(max_length=10, blank=True, default="", db_default="")
    file = models.FileField(upload_to="", max_length=200, blank=True)
    byte_count = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    losses = models.JSONField(default=list, help_text="what the format could not say")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["release", "format", "has_pictures", "links", "language"],
                condition=Q(state__in=["queued", "running", "done"]),
                name="export_live_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.format} of {self.release_id}"

    @property
    def file_suffix(self) -> str:
        """What the name of the file ends in, without a dot."""
        return "pdf" if self.format == self.REPORT else "zip"

    @property
    def file_stem(self) -> str:
        """What the file is called where it goes; of a withdrawn release it says so."""
        project = slugify(self.release.project.name) or "dataset"
        pictures = "-with-pictures" if self.has_pictures else ""
        pictures += f"-with-{self.links}-links" if self.links else ""
        withdrawn = "-WITHDRAWN" if self.release.withdrawn_at else ""
        language = f"-{self.language}" if self.language else ""
        return f"{project}-{self.release.version}-{self.format}{language}{pictures}{withdrawn}"

    @property
    def folder_name(self) -> str:
        """Its folder in a bucket, and no other export's: projects may share a name, or have none
        in Latin letters, and an export that is made anew may hold fewer pictures.
        """
        return f"{self.file_stem}-{self.pk}"


class Delivery(Operation):
    """The files of an export put into a bucket, each as an object of its own below `folder`.

    `bucket_title` stays when the bucket is forgotten. `sent_count` objects were written,
    `kept_count` were there already with the same bytes; `byte_count` is of those written.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    export = models.ForeignKey(Export, models.CASCADE, related_name="deliveries")
    bucket = models.ForeignKey(Bucket, models.SET_NULL, null=True, related_name="+")
    bucket_title = models.CharField(max_length=80)
    folder = models.CharField(max_length=400)
    sent_count = models.PositiveIntegerField(default=0)
    kept_count = models.PositiveIntegerField(default=0)
    byte_count = models.PositiveBigIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bucket", "folder"],
                condition=Q(state__in=["queued", "running"]),
                name="delivery_live_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.export_id} to {self.folder}"


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
