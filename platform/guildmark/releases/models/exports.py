"""A release as one file, and that file's content put into a bucket."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from guildmark.buckets.models import Bucket
from guildmark.core.models import Operation
from guildmark.releases.models.releases import Release


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
