"""What a release is to hold, as it is sent, and what it would hold, as it is said."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from concord.formats import SPLITS
from guildmark.core.fields import NumberField
from guildmark.releases.plans import DECIDED, METHODS, PEOPLE

_MOST_CHANGES = 500


class LabelChangeDoc(serializers.Serializer):
    """What becomes of a label: another's objects, another name, or nothing."""

    key = serializers.CharField(max_length=63)
    into = serializers.CharField(max_length=63, required=False, allow_blank=True, allow_null=True)
    name = serializers.CharField(max_length=200, required=False, allow_blank=True, allow_null=True)
    is_dropped = serializers.BooleanField(required=False, default=False)


class OptionChangeDoc(serializers.Serializer):
    """What becomes of an option of a question: another one, another name, or nothing."""

    key = serializers.CharField(max_length=63)
    into = serializers.CharField(max_length=63, required=False, allow_blank=True, allow_null=True)
    name = serializers.CharField(max_length=200, required=False, allow_blank=True, allow_null=True)
    is_dropped = serializers.BooleanField(required=False, default=False)


class QuestionChangeDoc(serializers.Serializer):
    """What becomes of a question: other words, other options, or it stays out."""

    key = serializers.CharField(max_length=63)
    name = serializers.CharField(max_length=500, required=False, allow_blank=True, allow_null=True)
    is_dropped = serializers.BooleanField(required=False, default=False)
    options = serializers.ListField(
        child=OptionChangeDoc(), required=False, max_length=_MOST_CHANGES
    )


class SplitDoc(serializers.Serializer):
    """Parts by lot, by label, or by a key of the pictures' metadata; shares add up to 1."""

    method = serializers.ChoiceField(choices=METHODS, default=METHODS[0])
    shares = serializers.DictField(
        child=NumberField(min_value=0, max_value=1), required=False, default=dict
    )
    seed = serializers.IntegerField(min_value=0, max_value=2**31 - 1, required=False, default=1)
    group_key = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")

    def validate_shares(self, value: dict[str, float]) -> dict[str, float]:
        """Only parts that there are."""
        if not set(value) <= set(SPLITS):
            raise serializers.ValidationError(
                _("The parts are {names}.").format(names=", ".join(SPLITS))
            )
        return value


class PlanDoc(serializers.Serializer):
    """Which items, which labels, which parts, and people or not; what is not said is everything."""

    decided = serializers.ListField(
        child=serializers.ChoiceField(choices=DECIDED), required=False, max_length=len(DECIDED)
    )
    least_confidence = NumberField(min_value=0, max_value=1, required=False, allow_null=True)
    labels = serializers.ListField(
        child=serializers.CharField(max_length=127),
        required=False,
        max_length=_MOST_CHANGES,
        help_text="pictures with any of them: a label, or an answer as question=option",
    )
    has_empty = serializers.BooleanField(required=False, default=True)
    changes = serializers.ListField(
        child=LabelChangeDoc(), required=False, max_length=_MOST_CHANGES
    )
    questions = serializers.ListField(
        child=QuestionChangeDoc(), required=False, max_length=_MOST_CHANGES
    )
    split = SplitDoc(required=False)
    people = serializers.ChoiceField(choices=PEOPLE, required=False, default=PEOPLE[0])


class SplitPartOut(serializers.Serializer):
    """A part of a release."""

    name = serializers.ChoiceField(choices=SPLITS)
    items = serializers.IntegerField()


class PreviewLabelOut(serializers.Serializer):
    """How many shapes of a label the chosen items hold, before any change."""

    key = serializers.CharField()
    shapes = serializers.IntegerField()


class PreviewAnswerOut(serializers.Serializer):
    """How many of the chosen items have an answer, after any change of options."""

    key = serializers.CharField(help_text="question=option")
    items = serializers.IntegerField()


class PreviewOut(serializers.Serializer):
    """What a release would hold if it were built now."""

    items = serializers.IntegerField()
    of = serializers.IntegerField()
    excluded = serializers.IntegerField()
    labels = PreviewLabelOut(many=True)
    answers = PreviewAnswerOut(many=True)
    parts = SplitPartOut(many=True)
    grouped = serializers.IntegerField(
        allow_null=True, help_text="items with the metadata key that divides; null without one"
    )
