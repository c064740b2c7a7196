"""What goes in and out of the doors of label imports."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from guildmark.core.fields import KeptSentenceField, NameField, SaidField
from guildmark.core.models import Operation
from guildmark.datasets.api.serializers import ImportOut
from guildmark.incoming.models import LabelImport
from guildmark.incoming.storable import is_storable


@extend_schema_field(serializers.DictField(child=serializers.CharField(allow_null=True)))
class MappingField(serializers.JSONField):
    """An object: by name in the file, the key of a label, or null to leave it out."""

    default_error_messages = {
        "mapping": "This must be an object: the key of a label, or null, by name in the file."
    }

    def to_internal_value(self, data: Any) -> dict[str, str | None]:
        """Any: JSON that somebody sent."""
        try:
            value = super().to_internal_value(data)
        except RecursionError:
            self.fail("mapping")
        if (
            not isinstance(value, dict)
            or not all(said is None or isinstance(said, str) for said in value.values())
            or not is_storable(value)
        ):
            self.fail("mapping")
        return value


class LabelImportIn(serializers.Serializer):
    """A file of labels, and what is to be made of it."""

    purpose = serializers.ChoiceField(choices=LabelImport.Purpose.choices)
    format = serializers.ChoiceField(choices=LabelImport.Format.choices)
    source_name = NameField(max_length=120, help_text="whose labels they are")
    file = serializers.FileField(required=False)
    import_id = serializers.IntegerField(
        required=False, help_text="instead of a file: a parcel of yours that took it in parts"
    )
    has_pictures = serializers.BooleanField(
        default=False, help_text="the file is a ZIP that brings the pictures as well"
    )
    mapping = MappingField(
        binary=True,
        required=False,
        help_text="JSON; with it the labels are kept at once, without it you are asked",
    )
    is_hidden = serializers.BooleanField(default=True, help_text="gold that checks")
    is_zero_based = serializers.BooleanField(default=False, help_text="VOC edges count from 0")
    question = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=100,
        help_text="key of the question that classes of pictures answer; without it the first",
    )

    default_error_messages = {
        "one_of_both": "Send a file, or name the parcel that took it; not both."
    }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Any: Django REST framework's own."""
        if ("file" in attrs) == ("import_id" in attrs):
            self.fail("one_of_both")
        return attrs


class LabelParcelIn(serializers.Serializer):
    """The sender's own name for a file: by it sending goes on where it stood."""

    fingerprint = serializers.CharField(max_length=400, trim_whitespace=False)


class MappingIn(serializers.Serializer):
    """What each name of the file becomes; names that are not said are left out."""

    mapping = MappingField()


class FoundNameOut(serializers.Serializer):
    """A name in the file, what its shapes are, and the label it probably means.

    Of the kind `class` it is that of whole pictures, and means an answer to the `question`.
    """

    name = serializers.CharField()
    kinds = serializers.ListField(child=serializers.CharField())
    count = serializers.IntegerField()
    guess = serializers.CharField(allow_null=True)


class LabelImportRowOut(serializers.Serializer):
    """An import of labels in one line."""

    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    purpose = serializers.ChoiceField(choices=LabelImport.Purpose.choices)
    format = serializers.ChoiceField(choices=LabelImport.Format.choices)
    source_name = serializers.CharField()
    file_name = serializers.CharField()
    byte_count = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Operation.State.choices)
    stage = serializers.ChoiceField(choices=LabelImport.Stage.choices)
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    error_code = serializers.CharField()
    error_detail = SaidField()
    image_count = serializers.IntegerField(help_text="pictures the file speaks of")
    matched_count = serializers.IntegerField(help_text="of them, pictures of the dataset")
    kept_count = serializers.IntegerField()
    unchanged_count = serializers.IntegerField(help_text="was there already, just so")
    refused_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class LabelImportOut(LabelImportRowOut):
    """An import of labels, with the names in its file and the import of its pictures."""

    found = FoundNameOut(many=True)
    notes = serializers.ListField(child=KeptSentenceField())
    mapping = serializers.DictField(child=serializers.CharField(allow_null=True), allow_null=True)
    question = serializers.CharField(
        help_text="key of the one that classes of pictures answer; empty where there is none"
    )
    pictures = ImportOut(allow_null=True)
    batch_id = serializers.IntegerField(allow_null=True)


class ArmOut(serializers.Serializer):
    """Answers that began with a suggestion, or those that did not; null where it is not known."""

    answers = serializers.IntegerField()
    median_seconds = serializers.FloatField(allow_null=True)
    agreement = serializers.FloatField(
        allow_null=True, help_text="mean likeness with other people's blind answers, 0 to 1"
    )
    follows = serializers.FloatField(
        allow_null=True, help_text="mean likeness with the suggestion, 0 to 1"
    )


class EffectMeasureOut(serializers.Serializer):
    """A figure with its 95 % interval, or the reason why there is none."""

    value = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)


class SuggestionSourceOut(serializers.Serializer):
    """Whose suggestions are in force, and for how many pictures."""

    name = serializers.CharField()
    items = serializers.IntegerField()


class SuggestionEffectOut(serializers.Serializer):
    """What suggestions do to the work, by the newest 2,000 answers to pictures that have one."""

    share = serializers.FloatField(help_text="of tasks, drawn by lot, that begin with one")
    suggestions = serializers.IntegerField(help_text="pictures that have one")
    sources = SuggestionSourceOut(many=True)
    assisted = ArmOut()
    blind = ArmOut()
    time_ratio = EffectMeasureOut(help_text="assisted over blind; below 1 is quicker")
    agreement_gain = EffectMeasureOut(help_text="assisted minus blind")
    kept = serializers.IntegerField(help_text="suggested shapes that stayed as they were")
    changed = serializers.IntegerField()
    removed = serializers.IntegerField()
    added = serializers.IntegerField()


class RefusedLabelOut(serializers.Serializer):
    """Something that was not kept, where it stands, and why."""

    id = serializers.IntegerField()
    image = serializers.CharField()
    file = serializers.CharField()
    line = serializers.IntegerField(allow_null=True)
    pointer = serializers.CharField()
    code = serializers.CharField()
    message = SaidField()
