"""What goes in and out of the doors of evaluations."""

from math import isnan
from typing import Any

from rest_framework import serializers

from guildmark.accounts.access import is_own
from guildmark.core.fields import NameField, SaidField
from guildmark.core.models import Operation
from guildmark.core.said import told
from guildmark.datasets.api.serializers import ItemOut
from guildmark.quality.part_words import named_class
from guildmark.releases.evaluation_queries import ERROR_KINDS
from guildmark.releases.models import Evaluation

_REASON = "undefined_reason"


class FiguresField(serializers.JSONField):
    """A report whose figures say in the reader's language why they are not there, and whose yes
    and no are named in it."""

    def to_representation(self, value: Any) -> Any:  # JSON that the worker wrote
        """Lists of numbers are passed over: tables have tens of thousands."""
        if isinstance(value, dict):
            return {
                key: told(one) if key == _REASON and one else self.to_representation(one)
                for key, one in named_class(value).items()
            }
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            return [self.to_representation(one) for one in value]
        return value


class EvaluationIn(serializers.Serializer):
    """A file of predictions and the name of the model that made them."""

    name = NameField(max_length=120)
    format = serializers.ChoiceField(choices=Evaluation.Format.choices)
    file = serializers.FileField(allow_empty_file=True)


class AnnotatorEvaluationIn(serializers.Serializer):
    """An annotator, by the pseudonym that the release has."""

    annotator = serializers.CharField(max_length=120)


class AnnotatorOut(serializers.Serializer):
    """Somebody who answered, and how many of the release's pictures."""

    annotator = serializers.CharField()
    item_count = serializers.IntegerField()


class RefusalOut(serializers.Serializer):
    """A row of the file that was not read, and why."""

    line = serializers.IntegerField(allow_null=True)
    code = serializers.CharField()
    message = SaidField()


class EvaluationRowOut(serializers.Serializer):
    """An evaluation in one line; `f1` and `ap` are null until it is done, and where undefined."""

    id = serializers.IntegerField()
    against = serializers.ChoiceField(choices=Evaluation.Truth.choices)
    release_id = serializers.IntegerField(allow_null=True)
    release_version = serializers.CharField(allow_null=True)
    project_id = serializers.IntegerField()
    predicted_by = serializers.ChoiceField(choices=Evaluation.Source.choices, source="source")
    source_name = serializers.CharField()
    format = serializers.CharField()
    file_name = serializers.CharField()
    byte_count = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Operation.State.choices)
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    error_code = serializers.CharField()
    error_detail = SaidField()
    prediction_count = serializers.IntegerField()
    refused_count = serializers.IntegerField()
    headline = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)

    def get_headline(self, evaluation: Evaluation) -> dict[str, float | None] | None:
        """F1 and AP of shapes, or how often the first question is right; mean IoU of pixels.

        Null until it is done.
        """
        report = evaluation.report
        if report is None:
            return None
        shapes, pixels, questions = report["shapes"], report["pixels"], report["questions"]
        found: dict[str, Any] = {}  # figures of the report
        if shapes is not None:
            found |= {"f1": shapes["headline"]["f1"], "ap": shapes["ap"]["ap"]}
        elif questions:
            found["accuracy"] = questions[0]["accuracy"]
        elif report.get("several"):
            found["accuracy"] = report["several"][0]["exact"]
        elif report.get("numbers"):
            found["accuracy"] = report["numbers"][0]["within"]
        if pixels is not None:
            found["mean_iou"] = pixels["mean_iou"]
        return {key: figure["value"] for key, figure in found.items()}


class EvaluationOut(EvaluationRowOut):
    """An evaluation; `report` once it is done, specified in `docs/evaluation.md`.

    Rendered for a `request`, which the context names.
    """

    refusals = RefusalOut(many=True)
    report = FiguresField(allow_null=True)
    is_own = serializers.SerializerMethodField()

    def get_is_own(self, evaluation: Evaluation) -> bool:
        """Whether the person who asks now asked for it."""
        return is_own(self.context["request"], evaluation.created_by_id)


class ShareField(serializers.FloatField):
    """From `least` to 1; "nan" is neither below nor above, and no number."""

    def __init__(self, *, least: float = 0.0, **kwargs: Any) -> None:  # Any: as the base
        super().__init__(min_value=least, max_value=1.0, **kwargs)

    def to_internal_value(self, data: Any) -> float:
        """As the base has it. Any: what somebody sent."""
        value = float(super().to_internal_value(data))
        if isnan(value):
            self.fail("invalid")
        return value


class ChoiceIn(serializers.Serializer):
    """An overlap and a confidence that somebody chose; below .10 nothing is matched."""

    iou = ShareField(least=0.1)
    confidence = ShareField()


class EvaluationFigureOut(serializers.Serializer):
    """A figure with its 95 % interval, or the reason why there is none."""

    value = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    undefined_reason = SaidField(allow_null=True)


class ChosenFiguresOut(serializers.Serializer):
    """Over all labels, at one overlap and confidence."""

    precision = EvaluationFigureOut()
    recall = EvaluationFigureOut()
    f1 = EvaluationFigureOut()


class EvaluationItemsIn(serializers.Serializer):
    """Which pictures: with errors of a kind, and of a label or of an answer (question=option)."""

    kind = serializers.ChoiceField(
        choices=ERROR_KINDS, required=False, allow_blank=True, default=""
    )
    of = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)


class EvaluationItemRowOut(serializers.Serializer):
    """A picture and what is wrong with what was said of it."""

    position = serializers.IntegerField()
    item = ItemOut()
    hits = serializers.IntegerField()
    false_positives = serializers.IntegerField()
    misses = serializers.IntegerField()
    wrong_answers = serializers.IntegerField()
    # the domain's word; an attribute of every serializer
    locals()["errors"] = serializers.IntegerField()
    unsure_errors = serializers.IntegerField()
    wrong_pixels = serializers.IntegerField()


class EvaluationItemOut(EvaluationItemRowOut):
    """The same with the label, the predictions, and which stands for which.

    `matches` has for each prediction the place of its truth at each IoU of the report, -1 for none.
    """

    truth = serializers.JSONField()
    confidence = serializers.JSONField()
    predicted = serializers.JSONField()
    matches = serializers.JSONField()


class ComparedWithIn(serializers.Serializer):
    """The other evaluation."""

    other = serializers.IntegerField(min_value=1)


class DifferenceOut(serializers.Serializer):
    """A figure of both, and the interval of their difference."""

    figure = serializers.CharField()
    first = serializers.FloatField()
    second = serializers.FloatField()
    difference = serializers.FloatField()
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)


class LabelFigureOut(serializers.Serializer):
    """A figure of one label, or one option of a question, in both, with the interval of their
    difference. Null where it is undefined."""

    part = serializers.CharField(help_text='"shapes", "pixels", or the key of a question')
    key = serializers.CharField()
    name = serializers.CharField()
    color = serializers.CharField(allow_null=True)
    wanted = serializers.IntegerField(help_text="objects, pixels or pictures that are so")
    figure = serializers.CharField()
    first = serializers.FloatField(allow_null=True)
    second = serializers.FloatField(allow_null=True)
    difference = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)


class ComparisonOut(serializers.Serializer):
    """Two evaluations over the same images: the second less the first."""

    first = EvaluationRowOut()
    second = EvaluationRowOut()
    figures = DifferenceOut(many=True)
    by_label = LabelFigureOut(many=True)
