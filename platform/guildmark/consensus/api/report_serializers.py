"""How the report of a project looks in JSON."""

from rest_framework import serializers

from guildmark.consensus.api.serializers import WHAT, ConsensusRunOut
from guildmark.core.fields import SaidField
from guildmark.datasets.api.serializers import ItemOut
from guildmark.quality.api.figures import (
    PART_KINDS,
    CalibrationOut,
    ClassOut,
    FigureOut,
    MatrixOut,
)
from guildmark.work.models import Task


class CountsOut(serializers.Serializer):
    """How things stand now."""

    task_count = serializers.IntegerField()
    resolved_count = serializers.IntegerField()
    disputed_count = serializers.IntegerField()
    waiting_count = serializers.IntegerField()
    submission_count = serializers.IntegerField()
    annotator_count = serializers.IntegerField()
    gold_count = serializers.IntegerField()
    provisional_count = serializers.IntegerField()


class CandidateOut(serializers.Serializer):
    """A method that was tried: the mean log-likelihood of labels hidden from it.

    `agreement` is the share of clear majorities it does not contradict, `hidden` how many labels
    were hidden; null in a report that did not keep them.
    """

    method = serializers.CharField()
    log_likelihood = serializers.FloatField(allow_null=True)
    error = serializers.FloatField(allow_null=True)
    agreement = serializers.FloatField(allow_null=True, default=None)
    hidden = serializers.IntegerField(allow_null=True, default=None)
    is_chosen = serializers.BooleanField()


class PartOut(serializers.Serializer):
    """The labels of shapes, or a question answered by classes.

    Of several choices each is a part; `question` and `option` are then their names.
    """

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=PART_KINDS)
    name = serializers.CharField()
    question = serializers.CharField(allow_null=True, default=None)
    option = serializers.CharField(allow_null=True, default=None)
    classes = ClassOut(many=True)
    method = serializers.CharField()
    reason = SaidField(allow_null=True)
    candidates = CandidateOut(many=True)
    confusion = MatrixOut()
    calibration = CalibrationOut()


class ShapeKindOut(serializers.Serializer):
    """From which similarity on two shapes of a kind are one object."""

    kind = serializers.CharField()
    threshold = serializers.FloatField()
    is_fitted = serializers.BooleanField()
    separation = FigureOut()
    same_pairs = serializers.IntegerField()
    different_pairs = serializers.IntegerField()


class ShapesOut(serializers.Serializer):
    """What was learnt about shapes."""

    kinds = ShapeKindOut(many=True)
    exists = CalibrationOut()
    expected_iou = CalibrationOut()


class NumbersOut(serializers.Serializer):
    """A question answered by numbers: how far apart two say the same, and what that is worth.

    `tolerance` is what the schema says (`is_said`; of the true number where it `is_relative`), else
    what careful answers do not exceed, null while nothing is learnt. `error` is the standard
    deviation of careful answers, `careful` how frequent they are, from `n` differences between
    answers, or from known numbers where it `is_from_gold`.
    """

    key = serializers.CharField()
    name = serializers.CharField()
    tolerance = serializers.FloatField(allow_null=True)
    is_relative = serializers.BooleanField()
    is_said = serializers.BooleanField()
    error = serializers.FloatField(allow_null=True)
    careful = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()
    is_from_gold = serializers.BooleanField()
    calibration = CalibrationOut()


class FitOut(serializers.Serializer):
    """What a fit found out: of labels and questions, shapes, their attributes, and numbers.

    `is_calibrated` says whether every confidence that a label goes by is.
    """

    is_calibrated = serializers.BooleanField()
    parts = PartOut(many=True)
    shapes = ShapesOut(allow_null=True)
    attributes = CalibrationOut(allow_null=True)
    numbers = NumbersOut(many=True)


class WorstOut(serializers.Serializer):
    """A label that is unsure, and the least sure thing in it."""

    task_id = serializers.IntegerField()
    item = ItemOut()
    state = serializers.ChoiceField(choices=Task.State.choices)
    version = serializers.IntegerField()
    lowest_confidence = serializers.FloatField()
    what = serializers.ChoiceField(choices=WHAT)
    subject = serializers.CharField()
    name = serializers.CharField()
    why = serializers.CharField()
    is_tie = serializers.BooleanField()


class ForecastOut(serializers.Serializer):
    """How many tasks wait, and how many labels are not as sure as the plan wants."""

    open_task_count = serializers.IntegerField()
    unsure_task_count = serializers.IntegerField()
    target_confidence = serializers.FloatField()


class AuditsOut(serializers.Serializer):
    """Whether stopping early would have been right; `agreement.n` counts images.

    `mean_confidence` is how probable the very decisions that `agreement` is about were said to be.
    """

    agreement = FigureOut()
    confirmed_count = serializers.IntegerField()
    decision_count = serializers.IntegerField()
    mean_confidence = serializers.FloatField(allow_null=True)
    waiting_count = serializers.IntegerField()


class ConsensusReportOut(FitOut):
    """What the last fit found out, and how things stand."""

    run = ConsensusRunOut(allow_null=True)
    counts = CountsOut()
    worst = WorstOut(many=True)
    forecast = ForecastOut()
    audits = AuditsOut()
