"""Files of labels on their way into a project."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.core.models import Operation
from guildmark.core.said import SentenceField
from guildmark.datasets.models import Import
from guildmark.incoming.options import options_of
from guildmark.projects.models import Project
from guildmark.work.models import Batch


class LabelImport(Operation):
    """Labels made elsewhere, for pictures of a project's dataset.

    A worker first reads the file (`found`: its names with their kinds and numbers, and the label
    each would become), then waits for a person to say what each name becomes (`mapping`: the key of
    a label or, for a class of whole pictures, of an option; None for a name that is left out), then
    keeps the labels picture by picture: `kept_until` of them are dealt with. `pictures` is the
    import of the pictures that came in the same file. `options` has the form of `options.Options`.
    `batch` holds the tasks of labels that are truth.
    """

    class Purpose(models.TextChoices):
        """What becomes of the labels."""

        GOLD = "gold"
        TRUTH = "truth"
        SUGGESTION = "suggestion"

    class Format(models.TextChoices):
        """Who wrote the file."""

        COCO = "coco"
        YOLO = "yolo"
        VOC = "voc"
        JSONL = "jsonl"
        CSV = "csv"
        FOLDERS = "folders", "ImageFolder"

    class Stage(models.TextChoices):
        """reading -> mapping -> keeping."""

        READING = "reading"
        MAPPING = "mapping"
        KEEPING = "keeping"

    organisation_id = models.BigIntegerField(db_index=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="label_imports")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose)
    format = models.CharField(max_length=10, choices=Format)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.READING)
    source_name = models.CharField(max_length=120, help_text="a model, a person, an agency")
    options = models.JSONField(default=dict)
    file = models.FileField(upload_to="", max_length=200)
    file_name = models.CharField(max_length=200)
    byte_count = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pictures = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="+")
    found = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    mapping = models.JSONField(null=True)
    image_count = models.PositiveIntegerField(default=0, help_text="pictures the file speaks of")
    matched_count = models.PositiveIntegerField(default=0, help_text="of them, ours")
    kept_until = models.PositiveIntegerField(default=0)
    kept_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    lost_count = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="workers lost since a label was last kept"
    )
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "purpose", "sha256"],
                condition=Q(state__in=Operation.LIVE),
                name="label_import_live_once",
            )
        ]

    def __str__(self) -> str:
        return f"labels {self.pk}"

    @property
    def question(self) -> str:
        """The key of the one that classes of pictures answer, empty where there is none."""
        return options_of(self.options).question


class RefusedLabel(models.Model):
    """Something of a file that was not kept, and why: an object, a picture, or a whole file."""

    of_import = models.ForeignKey(LabelImport, models.CASCADE, related_name="refusals")
    image = models.CharField(max_length=255, blank=True)
    file = models.CharField(max_length=255, blank=True)
    line = models.PositiveIntegerField(null=True)
    pointer = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=60)
    message = SentenceField()

    def __str__(self) -> str:
        return f"{self.code} {self.image or self.file}"
