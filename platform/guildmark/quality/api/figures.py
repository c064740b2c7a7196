"""How figures, matrices and calibration look in JSON."""

from rest_framework import serializers

from guildmark.core.fields import SaidField

CALIBRATION_KINDS = ("temperature", "logistic", "isotonic", "none")
#: A part of a label is the labels of shapes, or the answers to a question.
PART_KINDS = ("labels", "question")


class FigureOut(serializers.Serializer):
    """A figure with its interval; undefined with the reason."""

    value = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField(allow_null=True)
    undefined_reason = SaidField(allow_null=True)


class ClassOut(serializers.Serializer):
    """One of the classes of a part."""

    key = serializers.CharField()
    name = serializers.CharField()
    color = serializers.CharField(allow_null=True)


class _RowsOut(serializers.ListField):
    """Rows of numbers."""

    child = serializers.ListField(child=serializers.FloatField())


class BackgroundOut(serializers.Serializer):
    """The same with a column more, of what was not drawn, and a row more, of what is nothing."""

    rates = _RowsOut()
    counts = _RowsOut()


class MatrixOut(serializers.Serializer):
    """True class by given class, in the order of the classes; counts are expected ones.

    `background` is there for the labels of shapes, where anything was drawn or missed: though
    there be one class, some of it is not drawn. Reports of earlier versions did not keep it.
    """

    rates = _RowsOut(allow_null=True)
    counts = _RowsOut()
    undefined_reason = SaidField(allow_null=True)
    background = BackgroundOut(allow_null=True, default=None)


class BinOut(serializers.Serializer):
    """Things of like confidence: what was stated, what was measured, and its interval."""

    n = serializers.IntegerField()
    confidence = serializers.FloatField()
    accuracy = serializers.FloatField()
    lower = serializers.FloatField()
    upper = serializers.FloatField()


class CalibrationOut(serializers.Serializer):
    """How confidences do against gold."""

    is_calibrated = serializers.BooleanField()
    kind = serializers.ChoiceField(choices=CALIBRATION_KINDS)
    gold_count = serializers.IntegerField()
    reason = SaidField(allow_null=True)
    error_before = FigureOut()
    error_after = FigureOut()
    curve_before = BinOut(many=True)
    curve = BinOut(many=True)
