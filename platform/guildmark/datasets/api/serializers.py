"""How datasets, items and imports look in JSON."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from guildmark.core.fields import NameField, SaidField
from guildmark.core.models import Operation
from guildmark.datasets.media import image_url, levels_of
from guildmark.datasets.models import ImportFile, Item


class DatasetIn(serializers.Serializer):
    """A name."""

    name = NameField(max_length=120)


class DatasetChangeIn(serializers.Serializer):
    """What can be changed of a dataset."""

    keeps_capture_time = serializers.BooleanField()


class DatasetOut(serializers.Serializer):
    """A set of images."""

    id = serializers.IntegerField()
    organisation_id = serializers.IntegerField()
    name = serializers.CharField()
    item_count = serializers.IntegerField()
    keeps_capture_time = serializers.BooleanField()
    is_deleting = serializers.BooleanField(help_text="an owner deletes it: nothing comes in")
    created_at = serializers.DateTimeField()


class LevelsOut(serializers.Serializer):
    """Where all levels of a grey picture are, a PNG of 16 bits, and between which it is shown.

    `image_url` has it in 256 levels: `low` and all below is black there, `high` and above white.
    """

    url = serializers.CharField()
    low = serializers.IntegerField(min_value=0, max_value=65_534)
    high = serializers.IntegerField(min_value=1, max_value=65_535)

    def to_representation(self, item: Item) -> Any:
        """Of an item; None where 8 bits are all it has. Any: of the parent's parent."""
        return levels_of(item, viewer=self.context["viewer"])


class ItemOut(serializers.Serializer):
    """One image; its size is that of the upright rendition, its bytes those of the original."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    width_px = serializers.IntegerField()
    height_px = serializers.IntegerField()
    byte_count = serializers.IntegerField()
    sha256 = serializers.CharField()
    image_url = serializers.SerializerMethodField()
    levels = LevelsOut(source="*", allow_null=True)
    thumbnail_url = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    metadata = serializers.DictField(child=serializers.CharField())
    original_format = serializers.CharField()
    bit_depth = serializers.IntegerField(allow_null=True, help_text="of the original, a channel")
    is_cut = serializers.BooleanField(
        help_text="shown and exported with 8 of the bits of its original"
    )
    is_grey = serializers.BooleanField(allow_null=True)
    mean = serializers.FloatField(allow_null=True)
    dark_share = serializers.FloatField(allow_null=True)
    bright_share = serializers.FloatField(allow_null=True)
    contrast = serializers.FloatField(allow_null=True)
    entropy = serializers.FloatField(allow_null=True)
    sharpness = serializers.FloatField(allow_null=True)
    taken_at = serializers.CharField(help_text="by the camera's clock; empty when not kept")
    twins_id = serializers.IntegerField(
        allow_null=True, help_text="the first of its near-duplicates; null when it has none"
    )
    excluded_at = serializers.DateTimeField(allow_null=True)
    exclusion_reason = serializers.CharField(allow_blank=True)
    deletion_note = serializers.CharField(
        allow_blank=True, help_text="why a manager deleted it; its bytes are gone"
    )

    def get_image_url(self, item: Item) -> str:
        """The signed address of the rendition."""
        return image_url(item, viewer=self.context["viewer"])

    def get_thumbnail_url(self, item: Item) -> str:
        """The signed address of the thumbnail."""
        return image_url(item, "thumbnail", viewer=self.context["viewer"])


class BucketSourceOut(serializers.Serializer):
    """Where an import takes objects from; no bucket once it was removed here."""

    bucket_id = serializers.IntegerField(allow_null=True)
    bucket_title = serializers.CharField(source="bucket.name", default="")
    prefix = serializers.CharField()
    is_listed = serializers.BooleanField()


class BucketSourceIn(serializers.Serializer):
    """The bucket and the beginning of the keys of its objects that are meant."""

    bucket_id = serializers.IntegerField()
    prefix = serializers.CharField(
        max_length=1024, required=False, allow_blank=True, default="", trim_whitespace=False
    )


class ImportOut(serializers.Serializer):
    """Files on their way to becoming items."""

    id = serializers.IntegerField()
    dataset_id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Operation.State.choices)
    is_collecting = serializers.BooleanField()
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    item_count = serializers.IntegerField()
    duplicate_count = serializers.IntegerField()
    refused_count = serializers.IntegerField()
    error_detail = SaidField()
    kept_days = serializers.IntegerField(
        source="KEPT_FOR.days",
        help_text="for which an import that takes files is kept after the last of them",
    )
    bucket_source = BucketSourceOut(default=None, allow_null=True)
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class ImportFileIn(serializers.Serializer):
    """One file; an empty one is taken and refused with its reason, like any other."""

    file = serializers.FileField(allow_empty_file=True)


class ImportFileOut(serializers.Serializer):
    """A file or a ZIP member, and what became of it."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    byte_count = serializers.IntegerField()
    state = serializers.ChoiceField(choices=ImportFile.State.choices)
    refusal_code = serializers.CharField()
    refusal_detail = SaidField()
    note = serializers.SerializerMethodField()
    item_id = serializers.IntegerField(allow_null=True)

    def get_note(self, file: ImportFile) -> str:
        """What was lost of a picture that was taken; empty where nothing was."""
        if file.item is None or not file.item.is_cut:
            return ""
        sentence = _("Shown and exported with 8 of its {n} bits a colour. The original is kept.")
        return sentence.format(n=file.item.bit_depth)


class ListedOut(serializers.Serializer):
    """How many pictures a list named, and how many were not in the import before."""

    listed = serializers.IntegerField()
    added = serializers.IntegerField()


class ImportFilesIn(serializers.Serializer):
    """Which files of an import are asked for."""

    state = serializers.ChoiceField(choices=ImportFile.State.choices, default="")
    is_cut = serializers.BooleanField(
        default=False, help_text="only pictures that are kept with fewer bits than they came with"
    )
