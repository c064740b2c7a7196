"""What goes in and out of the doors of the consensus app."""

from rest_framework import serializers

from guildmark.core.models import Operation
from guildmark.datasets.api.serializers import ItemOut
from guildmark.work.models import Task


class ConsensusRowOut(serializers.Serializer):
    """A task with the result in force, in one line."""

    task_id = serializers.IntegerField()
    item = ItemOut(source="task.item")
    state = serializers.ChoiceField(choices=Task.State.choices, source="task.state")
    version = serializers.IntegerField()
    lowest_confidence = serializers.FloatField()
    submission_count = serializers.IntegerField()
    shape_count = serializers.SerializerMethodField()
    answers = serializers.DictField(source="document.answers")
    method = serializers.CharField()
    computed_at = serializers.DateTimeField()

    def get_shape_count(self, result: object) -> int:
        """How many shapes the label holds."""
        return len(result.document["shapes"])  # type: ignore[attr-defined]  # a ConsensusResult


class SubmissionOut(serializers.Serializer):
    """One person's answer, under a pseudonym."""

    id = serializers.IntegerField()
    pseudonym = serializers.CharField()
    document = serializers.JSONField()
    submitted_at = serializers.DateTimeField()
    counts = serializers.BooleanField()
    seconds_spent = serializers.FloatField()


class LeftOutOut(serializers.Serializer):
    """A shape that some drew and that probably is nothing."""

    shape = serializers.JSONField()
    exists = serializers.FloatField()
    drawn_by = serializers.IntegerField()


class ShapeConfidenceOut(serializers.Serializer):
    """Three confidences, kept apart, and how many drew it of those who looked."""

    exists = serializers.FloatField()
    # the contract's word; a keyword of Python
    locals()["class"] = serializers.FloatField()
    expected_iou = serializers.FloatField(allow_null=True)
    drawn_by = serializers.IntegerField()
    of = serializers.IntegerField()
    is_tie = serializers.BooleanField()


class AnswerConfidenceOut(serializers.Serializer):
    """How sure an answer is."""

    value = serializers.JSONField()
    probability = serializers.FloatField()
    is_tie = serializers.BooleanField()


class ConfidenceOut(serializers.Serializer):
    """By id of shape, and by key of question."""

    shapes = serializers.DictField(child=ShapeConfidenceOut())
    answers = serializers.DictField(child=AnswerConfidenceOut())


class SourceOut(serializers.Serializer):
    """A drawn shape that went into one of the label, and how well it fits."""

    submission_id = serializers.IntegerField()
    shape_id = serializers.CharField()
    iou = serializers.FloatField()


class ResultOut(serializers.Serializer):
    """A version of the label of a task."""

    version = serializers.IntegerField()
    method = serializers.CharField()
    is_calibrated = serializers.BooleanField(default=False)
    document = serializers.JSONField()
    confidence = ConfidenceOut()
    provenance = serializers.DictField(child=SourceOut(many=True))
    left_out = LeftOutOut(many=True)
    computed_at = serializers.DateTimeField()


class AnsweredSchemaOut(serializers.Serializer):
    """The label schema the answers were given under."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    definition = serializers.JSONField()


class TaskConsensusOut(serializers.Serializer):
    """A task with everybody's answers and what they come to."""

    task_id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Task.State.choices)
    item = ItemOut()
    schema_version = AnsweredSchemaOut()
    submissions = SubmissionOut(many=True)
    result = ResultOut(allow_null=True)
    next_task_id = serializers.IntegerField(allow_null=True)
    previous_task_id = serializers.IntegerField(allow_null=True)


class ConsensusRunOut(serializers.Serializer):
    """A fit of a project, with its progress."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Operation.State.choices)
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    method = serializers.CharField()
    submission_count = serializers.IntegerField()
    error_detail = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class MeasureOut(serializers.Serializer):
    """A figure with its interval, over images; undefined with the reason."""

    value = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)
    item_count = serializers.IntegerField()
    undefined_reason = serializers.CharField(allow_null=True)


class LabelAgreementOut(MeasureOut):
    """How much people agree on one label, or one question (then `kind` is its type)."""

    key = serializers.CharField()
    name = serializers.CharField()
    color = serializers.CharField(allow_null=True)
    kind = serializers.CharField()
    measure = serializers.CharField()


class AgreementOut(serializers.Serializer):
    """How much the people of a project agree; nothing but nulls before the first fit."""

    run_id = serializers.IntegerField(allow_null=True)
    method = serializers.CharField(allow_null=True)
    computed_at = serializers.DateTimeField(allow_null=True)
    submission_count = serializers.IntegerField(allow_null=True)
    item_count = serializers.IntegerField(allow_null=True)
    alpha = MeasureOut(allow_null=True)
    percent = MeasureOut(allow_null=True)
    mean_iou = MeasureOut(allow_null=True)
    f1_50 = MeasureOut(allow_null=True)
    labels = LabelAgreementOut(many=True)
    questions = LabelAgreementOut(many=True)
    is_calibrated = serializers.BooleanField()
