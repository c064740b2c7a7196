"""Sets of images, the images, and how they came in."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Greatest, Least, Now

from guildmark.accounts.models import Organisation
from guildmark.core.models import Operation
from guildmark.core.said import SentenceField


class Dataset(models.Model):
    """A set of images of one organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="datasets")
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    keeps_capture_time = models.BooleanField(
        default=False, db_default=False, help_text="when pictures were taken may be kept"
    )
    is_deleting = models.BooleanField(
        default=False, db_default=False, help_text="an owner deletes it"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="dataset_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class ExclusionReason(models.TextChoices):
    """Why a picture is not used."""

    DARK = "dark"
    BRIGHT = "bright"
    BLURRED = "blurred"
    CLIPPED = "clipped"
    LOW_CONTRAST = "low_contrast"
    TINY = "tiny"
    ODD_ASPECT = "odd_aspect"
    DUPLICATE = "duplicate"
    OTHER = "other"


#: The reason of an item whose owner took it back. No choice: nobody excludes by it, and nothing
#: brings such an item back.
WITHDRAWN = "withdrawn"
#: The same of an item that a manager deleted.
DELETED = "deleted"
#: Items without bytes, whoever wanted it so.
GONE = (WITHDRAWN, DELETED)


#: A browser shows such a picture by its tiles.
LARGE = Q(megapixels__gt=40.0) | Q(width_px__gt=8192) | Q(height_px__gt=8192)
#: What `Item.is_cut` says of one.
CUT = Q(bit_depth__gt=8, window_low=None) & ~Q(exclusion_reason__in=GONE)

#: Measures of intake that items are sorted by, and their indexes.
_BY_MEASURE = {
    "sharpness": "item_by_sharpness",
    "mean": "item_by_mean",
    "contrast": "item_by_contrast",
    "entropy": "item_by_entropy",
    "clipped_share": "item_by_clipped",
}


class Item(models.Model):
    """One image. `width_px` and `height_px` are those of the orientation-baked rendition.

    Original bytes stay private; what is served or exported is the rendition, without metadata. A
    rendition in grey of more than 8 bits is exported whole, and pages have `shown` instead: its
    levels from `window_low` (black) to `window_high` (white) in 256 steps.
    `sha256` is of the original bytes, in hex. `metadata` is what its bringer said of it.

    What was measured at intake (levels 0 to 255, shares 0 to 1, entropy in bits; see
    `intake.measure`) is None until `measured_at`, and after it where the original could not be
    read. `dhash` is the 64-bit difference hash as a signed number. `twins_id` is the id of the
    first of its near-duplicates, its own included; None where it has none. An excluded item goes
    into no new batch.
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
    shown = models.FileField(
        upload_to="", max_length=200, blank=True, default="", db_default="",
        help_text="empty where the rendition itself is shown",
    )  # fmt: skip
    window_low = models.PositiveIntegerField(null=True)
    window_high = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    metadata = models.JSONField(default=dict, db_default={})

    measured_at = models.DateTimeField(null=True)
    bit_depth = models.PositiveSmallIntegerField(null=True)
    is_grey = models.BooleanField(null=True)
    mean = models.FloatField(null=True)
    dark_share = models.FloatField(null=True)
    bright_share = models.FloatField(null=True)
    contrast = models.FloatField(null=True)
    entropy = models.FloatField(null=True)
    sharpness = models.FloatField(null=True)
    dhash = models.BigIntegerField(null=True)
    taken_at = models.CharField(max_length=19, blank=True, default="", db_default="")
    twins_id = models.BigIntegerField(null=True)
    clipped_share = models.GeneratedField(
        expression=F("dark_share") + F("bright_share"),
        output_field=models.FloatField(null=True),
        db_persist=True,
    )
    megapixels = models.GeneratedField(
        expression=Cast("width_px", models.FloatField()) * F("height_px") / 1e6,
        output_field=models.FloatField(),
        db_persist=True,
    )
    short_side_px = models.GeneratedField(
        expression=Cast(Least("width_px", "height_px"), models.FloatField()),
        output_field=models.FloatField(),
        db_persist=True,
    )
    elongation = models.GeneratedField(
        expression=Cast(Greatest("width_px", "height_px"), models.FloatField())
        / Least("width_px", "height_px"),
        output_field=models.FloatField(),
        db_persist=True,
    )

    excluded_at = models.DateTimeField(null=True)
    exclusion_reason = models.CharField(
        max_length=20, choices=ExclusionReason, blank=True, default="", db_default=""
    )
    deletion_note = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="why a manager deleted it"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dataset", "sha256"], name="item_bytes_once"),
            models.CheckConstraint(
                condition=Q(excluded_at=None, exclusion_reason="")
                | (Q(excluded_at__isnull=False) & ~Q(exclusion_reason="")),
                name="item_excluded_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(shown="", window_low=None, window_high=None)
                | (~Q(shown="") & Q(window_low__isnull=False, window_low__lt=F("window_high"))),
                name="item_shown_through_window",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["dataset", "id"], name="item_in_order"),
            models.Index(fields=["dataset", "name", "id"], name="item_by_name"),
            # What nobody measured is sorted by no measure, and costs its row alone.
            *(
                models.Index(
                    fields=["dataset", measure, "id"],
                    condition=Q(**{f"{measure}__isnull": False}),
                    name=name,
                )
                for measure, name in _BY_MEASURE.items()
            ),
            models.Index(fields=["dataset", "megapixels", "id"], name="item_by_size"),
            models.Index(fields=["dataset", "elongation", "id"], name="item_by_elongation"),
            models.Index(
                fields=["dataset", "twins_id", "id"],
                condition=Q(twins_id__isnull=False),
                name="item_with_twins",
            ),
            models.Index(
                fields=["dataset", "id"],
                condition=Q(excluded_at__isnull=False),
                name="item_excluded",
            ),
            models.Index(
                fields=["id"],
                condition=Q(measured_at=None) & ~Q(original=""),
                name="item_unmeasured",
            ),
            models.Index(fields=["id"], condition=LARGE, name="item_large"),
            GinIndex(fields=["metadata"], opclasses=["jsonb_path_ops"], name="item_metadata"),
        ]

    @property
    def is_cut(self) -> bool:
        """Of the bits of its original its rendition has 8: those of colours, not those of grey.

        What is gone has neither.
        """
        if self.is_gone or self.bit_depth is None:
            return False
        return self.bit_depth > 8 and self.window_low is None

    @property
    def is_gone(self) -> bool:
        """Taken back by its owner, or deleted: there are no bytes any more."""
        return self.exclusion_reason in GONE

    def __str__(self) -> str:
        return self.name


class ItemSignature(models.Model):
    """64 x 64 levels of an item, row by row: what near-duplicates are compared by."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="signature")
    levels = models.BinaryField(max_length=4096)

    def __str__(self) -> str:
        return f"signature of item {self.item_id}"


class DatasetProfile(models.Model):
    """What the measures of a dataset's items say together, computed by a worker.

    `summary` has the form of `profiles.Summary`. It lags behind the items while `is_stale`: they
    changed since it was begun. Without a moment it is being made, or was not made to its end.
    """

    dataset = models.OneToOneField(
        Dataset, models.CASCADE, primary_key=True, related_name="profile"
    )
    is_stale = models.BooleanField(default=True)
    summary = models.JSONField(null=True)
    computed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dataset"], condition=Q(is_stale=True), name="profile_stale")
        ]

    def __str__(self) -> str:
        return f"profile of dataset {self.dataset_id}"

    @property
    def is_lagging(self) -> bool:
        """Whether it says less than the items do: stale, or not made to its end."""
        return self.is_stale or self.computed_at is None


class Import(Operation):
    """Files on their way to becoming items; created open for files, then started.

    One that `is_parcel` is not under way: it takes one file of labels in parts, for whoever opened
    it, beside any number of others. With the pictures of its file it becomes an import like any.
    A worker writes only while `state` is running and `attempt` is the one it took the import with.
    What was sent for one that was not started, whole files and parts, is kept for `KEPT_FOR` after
    the last of it.
    """

    KEPT_FOR: ClassVar = timedelta(days=3)

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="imports")
    organisation_id = models.BigIntegerField(db_index=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_collecting = models.BooleanField(default=True, help_text="files may still be added")
    has_labels = models.BooleanField(
        default=False, db_default=False, help_text="files of labels in a ZIP are passed over"
    )
    is_parcel = models.BooleanField(
        default=False, db_default=False, help_text="holds one file of labels until they are read"
    )
    fingerprint = models.CharField(
        max_length=400, blank=True, default="", db_default="",
        help_text="of a parcel: its sender's name for the file",
    )  # fmt: skip
    touched_at = models.DateTimeField(
        db_default=Now(), help_text="when a file, part or source last came into it"
    )
    item_count = models.PositiveIntegerField(default=0)
    duplicate_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    lost_count = models.PositiveSmallIntegerField(default=0, help_text="workers that went silent")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dataset"],
                condition=Q(state__in=Operation.LIVE, is_parcel=False),
                name="import_live_once",
            ),
            models.UniqueConstraint(
                fields=["dataset", "created_by", "fingerprint"],
                condition=Q(is_parcel=True, is_collecting=True) & ~Q(fingerprint=""),
                name="parcel_open_once",
            ),
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
    parts = models.JSONField(
        default=list, db_default=[], help_text="names in the storage, where it came in parts"
    )
    url = models.CharField(
        max_length=2000, blank=True, default="", db_default="", help_text="where it is fetched from"
    )
    object_key = models.CharField(
        max_length=1024, blank=True, default="", db_default="", help_text="of the import's bucket"
    )
    etag = models.CharField(max_length=100, blank=True, default="", db_default="")
    metadata = models.JSONField(default=dict, db_default={}, help_text="for its items")
    byte_count = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    refusal_code = models.CharField(max_length=60, blank=True)
    refusal_detail = SentenceField(blank=True)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "member_index"], name="import_member_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["object_key"], condition=~Q(object_key=""), name="import_file_object"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stored_names(self) -> list[str]:
        """Where its bytes lie in the storage, in their order."""
        return [*self.parts] or [name for name in (str(self.upload),) if name]


class FileUpload(models.Model):
    """A file on its way into an import, in parts, over connections that may break (tus 1.0).

    `received` bytes are in the storage, as `parts` in their order. When all are, it is a `file` of
    the import. `fingerprint` is the sender's name for the file: by it an upload is found again.
    """

    of_import = models.ForeignKey(Import, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    metadata = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=400, blank=True)
    byte_count = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    parts = models.JSONField(default=list)
    file = models.OneToOneField(ImportFile, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(received__lte=F("byte_count")), name="upload_within_length"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stored_names(self) -> list[str]:
        """Where its bytes lie in the storage, in their order."""
        return [*self.parts]
