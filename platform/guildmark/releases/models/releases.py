"""A version of the labels, the work of freezing it, and its rows."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from concord.documents.schema import Definition
from guildmark.consensus.models import ConsensusRun, LabelsOf
from guildmark.core.models import Operation
from guildmark.datasets.models import Item
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion


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
