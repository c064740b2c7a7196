"""How agreement looks in JSON."""

from typing import Any

from rest_framework import serializers

from guildmark.consensus.wording import MethodField
from guildmark.core.fields import SaidField


# Any: JSON.
def of_nobody(agreement: dict[str, Any]) -> dict[str, Any]:
    """How far people agree, without anybody by name."""
    return {**agreement, "annotators": [], "pairs": None}


class MeasureOut(serializers.Serializer):
    """A figure with its interval, over images; undefined with the reason."""

    value = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    item_count = serializers.IntegerField()
    undefined_reason = SaidField(allow_null=True)


class LabelFiguresOut(serializers.Serializer):
    """How alike a label is drawn, and whether others call it so."""

    mean_iou = MeasureOut()
    f1_50 = MeasureOut()
    f1_75 = MeasureOut()
    alpha = MeasureOut()


class QuestionFiguresOut(serializers.Serializer):
    """Every coefficient of the answers to one question, or of one attribute.

    `alpha` is by the distance that belongs to the type: of numbers by their difference (and `ratio`
    by their difference beside them), of several choices by what the sets share (MASI).
    """

    percent = MeasureOut()
    cohen = MeasureOut()
    fleiss = MeasureOut()
    alpha = MeasureOut()
    ac1 = MeasureOut()
    ratio = MeasureOut(required=False)


class _NamedMeasureOut(MeasureOut):
    """A figure of a label or a question; `kind` is its type."""

    key = serializers.CharField()
    name = serializers.CharField()
    color = serializers.CharField(allow_null=True)
    kind = serializers.CharField()
    measure = serializers.CharField()


class LabelAgreementOut(_NamedMeasureOut):
    """How much people agree on one label."""

    figures = LabelFiguresOut()


class OptionAgreementOut(MeasureOut):
    """Krippendorff's alpha of one option against all others."""

    key = serializers.CharField()
    name = serializers.CharField()


class QuestionAgreementOut(_NamedMeasureOut):
    """How much people agree on one question, or on one attribute of a label's shapes.

    `options` are those of a choice of three or more that were given.
    """

    figures = QuestionFiguresOut()
    options = OptionAgreementOut(many=True)


class AnnotatorAgreementOut(serializers.Serializer):
    """How far one person agrees with the rest.

    `classes` is the share of objects they call alike, `kappa` that above chance, null where it was
    not kept; `answers` the share of equal answers to questions with options; `shapes` is F1 at an
    IoU of .5.
    """

    annotator_id = serializers.IntegerField()
    pseudonym = serializers.CharField()
    classes = MeasureOut()
    kappa = MeasureOut(allow_null=True, default=None)
    answers = MeasureOut()
    shapes = MeasureOut()


class AgreementOut(serializers.Serializer):
    """How much the people of a project agree; nothing but nulls before the first fit."""

    run_id = serializers.IntegerField(allow_null=True)
    method = MethodField(allow_null=True)
    computed_at = serializers.DateTimeField(allow_null=True)
    submission_count = serializers.IntegerField(allow_null=True)
    item_count = serializers.IntegerField(allow_null=True)
    alpha = MeasureOut(allow_null=True)
    percent = MeasureOut(allow_null=True)
    mean_iou = MeasureOut(allow_null=True)
    f1_50 = MeasureOut(allow_null=True)
    f1_75 = MeasureOut(allow_null=True)
    shape_alpha = MeasureOut(allow_null=True)
    cohen = MeasureOut(allow_null=True)
    fleiss = MeasureOut(allow_null=True)
    ac1 = MeasureOut(allow_null=True)
    labels = LabelAgreementOut(many=True)
    attributes = QuestionAgreementOut(many=True)
    questions = QuestionAgreementOut(many=True)
    annotators = AnnotatorAgreementOut(many=True)
    is_calibrated = serializers.BooleanField()


class TwoPeopleOut(serializers.Serializer):
    """How far two people agree, by their places; the value is null where they share too few."""

    first = serializers.IntegerField()
    second = serializers.IntegerField()
    value = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    item_count = serializers.IntegerField()


class PairedPersonOut(serializers.Serializer):
    """Somebody who shares images with others."""

    annotator_id = serializers.IntegerField()
    pseudonym = serializers.CharField()


class RespectOut(serializers.Serializer):
    """A respect in which two people agree or not, and each two who share images.

    `classes` is the share of objects they call alike, `answers` of equal answers to questions with
    options, `shapes` F1 at an IoU of .5.
    """

    respect = serializers.ChoiceField(choices=("classes", "answers", "shapes"))
    pairs = TwoPeopleOut(many=True)


class PairsOut(serializers.Serializer):
    """Each two of those who share most images, of `people_count` in all."""

    people = PairedPersonOut(many=True)
    people_count = serializers.IntegerField()
    respects = RespectOut(many=True)


class ProjectAgreementOut(AgreementOut):
    """The same, and person by person; null where the last fit did not measure that."""

    pairs = PairsOut(allow_null=True)
