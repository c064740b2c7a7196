"""Sets of images, the images, and how they came in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.accounts.models import Organisation
from guildmark.core.models import Operation


class Dataset(models.Model):
    """A set of images of one organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="datasets")
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="dataset_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """One image. `width_px` and `height_px` are those of the orientation-baked rendition.

    Original bytes stay private; what is served or exported is the rendition, without metadata.
    `sha256` is of the original bytes, in hex.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="items")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    width_px = models.PositiveIntegerField()
    height_px = models.PositiveIntegerField()
    byte_count = models.PositiveBigIntegerField()
    original_format = models.CharField(max_length=10)
    original = models.FileField(upload_to="", max_length=200)
    rendition = models.FileField(upload_to="", max_length=200)
    rendition_sha256 = models.CharField(max_length=64)
    thumbnail = models.FileField(upload_to="", max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dataset", "sha256"], name="item_bytes_once")
        ]

    def __str__(self) -> str:
        return self.name


class Import(Operation):
    """Files on their way to becoming items; created open for files, then started.

    A worker writes only while `state` is running and `attempt` is the one it took the import with.
    """

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="imports")
    organisation_id = models.BigIntegerField(db_index=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_collecting = models.BooleanField(default=True, help_text="files may still be added")
    item_count = models.PositiveIntegerField(default=0)
    duplicate_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    lost_count = models.PositiveSmallIntegerField(default=0, help_text="workers that went silent")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dataset"], condition=Q(state__in=Operation.LIVE), name="import_live_once"
            )
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportFile(models.Model):
    """One file of an import, or one member of a ZIP, and what became of it.

    `name` is for people and never a path. `member_index` is the place in the ZIP `parent`;
    `member_count` is set once a ZIP has been looked into.
    """

    class State(models.TextChoices):
        """waiting -> imported | duplicate | refused; a ZIP is opened into members."""

        WAITING = "waiting"
        IMPORTED = "imported"
        DUPLICATE = "duplicate"
        REFUSED = "refused"
        OPENED = "opened"

    of_import = models.ForeignKey(Import, models.CASCADE, related_name="files")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="members")
    member_index = models.PositiveIntegerField(null=True)
    member_count = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=255)
    upload = models.FileField(upload_to="", max_length=200, blank=True)
    byte_count = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    refusal_code = models.CharField(max_length=60, blank=True)
    refusal_detail = models.CharField(max_length=400, blank=True)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "member_index"], name="import_member_once")
        ]

    def __str__(self) -> str:
        return self.name
