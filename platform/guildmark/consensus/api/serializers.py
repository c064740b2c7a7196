"""What goes in and out of the doors of the consensus app."""

from rest_framework import serializers

from guildmark.consensus.doubt import DOUBTS
from guildmark.consensus.models import Adjudication
from guildmark.consensus.queries.items import STATES
from guildmark.consensus.wording import MethodField
from guildmark.core.fields import SaidField
from guildmark.core.models import Operation
from guildmark.core.said import said_in, told
from guildmark.datasets.api.serializers import ItemOut
from guildmark.work.api.documentation import MarkOut
from guildmark.work.models import Task

#: What can be unsure in a label.
WHAT = ("shape", "shape_label", "left_out", "answer", "outline", "attribute")


class _ResultsIn(serializers.Serializer):
    """Which results are wanted."""

    state = serializers.ChoiceField(
        choices=[(state, state) for state in STATES], default="", help_text="how far the tasks are"
    )
    label = serializers.CharField(  # type: ignore[assignment]  # the metaclass takes fields out
        default="",
        allow_blank=True,
        max_length=130,
        help_text="the key of a label of the result, or `question=option` of its answers",
    )
    doubt = serializers.ChoiceField(
        choices=DOUBTS, default="", help_text="what of the result is least sure, or that it is tied"
    )


class ConsensusListIn(_ResultsIn):
    """Which results are wanted, and in which order."""

    order = serializers.ChoiceField(
        choices=("confidence", "task"), default="task", help_text="the least sure first, or by task"
    )


class ConsensusRowOut(serializers.Serializer):
    """A task with the result in force, in one line."""

    task_id = serializers.IntegerField()
    item = ItemOut(source="task.item")
    state = serializers.ChoiceField(choices=Task.State.choices, source="task.state")
    version = serializers.IntegerField()
    lowest_confidence = serializers.FloatField()
    doubt = serializers.ChoiceField(
        choices=(*DOUBTS, "none"), help_text="what is least sure, or that people are tied"
    )
    submission_count = serializers.IntegerField()
    shape_count = serializers.SerializerMethodField()
    answers = serializers.DictField(source="document.answers")
    method = MethodField()
    is_provisional = serializers.BooleanField()
    computed_at = serializers.DateTimeField()

    def get_shape_count(self, result: object) -> int:
        """How many shapes the label holds."""
        return len(result.document["shapes"])  # type: ignore[attr-defined]  # a ConsensusResult


class MomentOut(serializers.Serializer):
    """When a shape was there: milliseconds of time on the task."""

    shape_id = serializers.CharField()
    at_ms = serializers.IntegerField()


class SubmissionOut(serializers.Serializer):
    """One person's answer, under a pseudonym."""

    id = serializers.IntegerField()
    pseudonym = serializers.CharField()
    document = serializers.JSONField()
    submitted_at = serializers.DateTimeField()
    counts = serializers.BooleanField()
    seconds_spent = serializers.FloatField()
    course = MomentOut(many=True)


class SourceOut(serializers.Serializer):
    """A drawn shape that went into one of the label, and how well it fits."""

    submission_id = serializers.IntegerField()
    shape_id = serializers.CharField()
    iou = serializers.FloatField()


class LeftOutOut(serializers.Serializer):
    """A shape that some drew and that probably is nothing."""

    shape = serializers.JSONField()
    exists = serializers.FloatField()
    drawn_by = serializers.IntegerField()
    sources = SourceOut(many=True, default=list)


class CalibratedByOut(serializers.Serializer):
    """Whether a confidence is calibrated, and how many gold items did it."""

    is_calibrated = serializers.BooleanField()
    gold_count = serializers.IntegerField()


class ShapeCalibrationOut(serializers.Serializer):
    """For each of a shape's three confidences."""

    exists = CalibratedByOut()
    # the contract's word; a keyword of Python
    locals()["class"] = CalibratedByOut()
    expected_iou = CalibratedByOut()


class AttributeConfidenceOut(serializers.Serializer):
    """What a shape's attribute comes to: the share of the weights, calibrated where it can be.

    Options with an order have those that are near enough to be `also_right`, and a number the
    `tolerance` within which another says the same, where the schema has set one.
    """

    value = serializers.JSONField()
    probability = serializers.FloatField()
    is_tie = serializers.BooleanField()
    is_decided = serializers.BooleanField()
    tolerance = serializers.FloatField(required=False)
    also_right = serializers.ListField(child=serializers.CharField(), required=False)
    calibration = CalibratedByOut()


class ShapeConfidenceOut(serializers.Serializer):
    """Three confidences, kept apart, and how many drew it of those who looked; its attributes by
    key."""

    exists = serializers.FloatField()
    # the contract's word; a keyword of Python
    locals()["class"] = serializers.FloatField()
    expected_iou = serializers.FloatField(allow_null=True)
    drawn_by = serializers.IntegerField()
    of = serializers.IntegerField()
    is_tie = serializers.BooleanField()
    posterior = serializers.DictField(child=serializers.FloatField(), required=False)
    attributes = serializers.DictField(child=AttributeConfidenceOut(), required=False)
    calibration = ShapeCalibrationOut(required=False)


class OptionConfidenceOut(serializers.Serializer):
    """How probable it is that an option is one of the choices."""

    chosen = serializers.FloatField()
    is_tie = serializers.BooleanField()
    calibration = CalibratedByOut()


class AnswerConfidenceOut(serializers.Serializer):
    """How sure an answer is.

    Several choices have their `options`; a number has the `tolerance` within which another says the
    same, whether the schema has set it, and whether it is a guess as long as nothing was learnt. A
    choice whose options have an order has those that are near enough to be `also_right`.
    """

    value = serializers.JSONField()
    probability = serializers.FloatField()
    is_tie = serializers.BooleanField()
    posterior = serializers.DictField(
        child=serializers.FloatField(), allow_null=True, required=False
    )
    options = serializers.DictField(child=OptionConfidenceOut(), required=False)
    tolerance = serializers.FloatField(required=False)
    is_tolerance_set = serializers.BooleanField(required=False)
    is_guess = serializers.BooleanField(required=False)
    also_right = serializers.ListField(child=serializers.CharField(), required=False)
    calibration = CalibratedByOut(required=False)


class ConfidenceOut(serializers.Serializer):
    """By id of shape, and by key of question."""

    shapes = serializers.DictField(child=ShapeConfidenceOut())
    answers = serializers.DictField(child=AnswerConfidenceOut())


class ShapeMemberOut(serializers.Serializer):
    """A drawn shape behind one of the label: whose, what they say of it, how well it fits."""

    submission_id = serializers.IntegerField()
    shape_id = serializers.CharField()
    pseudonym = serializers.CharField()
    # the domain's word; an attribute of every field
    locals()["label"] = serializers.CharField()
    iou = serializers.FloatField()
    has_same_label = serializers.BooleanField()
    attributes = serializers.DictField(child=serializers.JSONField())
    differs_in = serializers.ListField(
        child=serializers.CharField(), help_text="keys of attributes said otherwise than the label"
    )


class AnsweredByOut(serializers.Serializer):
    """Somebody who looked."""

    submission_id = serializers.IntegerField()
    pseudonym = serializers.CharField()


class GivenOut(AnsweredByOut):
    """What somebody answered to a question."""

    value = serializers.JSONField()
    has_same_value = serializers.BooleanField()


class RunParametersOut(serializers.Serializer):
    """The plan of the project as a fit or a label was made by it.

    Empty for a fit that has not begun, and for a label that people or a file said.
    """

    method = serializers.CharField(required=False)
    calibration_method = serializers.CharField(required=False)
    target_confidence = serializers.FloatField(required=False)
    shape_kept_from = serializers.FloatField(required=False)
    disputed_below = serializers.FloatField(required=False)
    gold_iou = serializers.FloatField(required=False)


class SettledAsOut(serializers.Serializer):
    """How a reviewer settled it, what they wrote, and where on the picture."""

    way = serializers.ChoiceField(choices=Adjudication.Way.choices)
    reason = serializers.ChoiceField(choices=Adjudication.Reason.choices)
    note = serializers.CharField(default="", allow_blank=True)
    marks = MarkOut(many=True, default=list)


class ResultOut(serializers.Serializer):
    """A version of the label of a task, the one in force unless another is asked for, and who
    agrees with it."""

    version = serializers.IntegerField(source="result.version")
    method = MethodField(source="result.method")
    is_current = serializers.BooleanField(source="result.is_current")
    is_provisional = serializers.BooleanField(source="result.is_provisional")
    adjudicated_by = serializers.CharField(
        source="result.adjudicated_by.display_name", allow_null=True, default=None
    )
    settled = SettledAsOut(source="result.confidence.adjudication", allow_null=True, default=None)
    run_id = serializers.IntegerField(source="result.run_id", allow_null=True)
    parameters = RunParametersOut(source="result.parameters")
    inputs_sha256 = serializers.CharField(source="result.inputs_sha256")
    is_calibrated = serializers.BooleanField(
        source="result.confidence.is_calibrated", default=False
    )
    document = serializers.JSONField(source="result.document")
    confidence = ConfidenceOut(source="result.confidence")
    provenance = serializers.DictField(child=SourceOut(many=True), source="result.provenance")
    members = serializers.DictField(child=ShapeMemberOut(many=True), source="voices.members")
    missed_by = serializers.DictField(child=AnsweredByOut(many=True), source="voices.missed_by")
    given = serializers.DictField(child=GivenOut(many=True), source="voices.given")
    left_out = LeftOutOut(many=True, source="result.left_out")
    computed_at = serializers.DateTimeField(source="result.computed_at")


class ResultVersionOut(serializers.Serializer):
    """A version in the history of a task's label."""

    version = serializers.IntegerField()
    method = MethodField()
    is_provisional = serializers.BooleanField()
    is_current = serializers.BooleanField()
    adjudicated_by = serializers.CharField(
        source="adjudicated_by.display_name", allow_null=True, default=None
    )
    run_id = serializers.IntegerField(allow_null=True)
    lowest_confidence = serializers.FloatField()
    submission_count = serializers.IntegerField()
    computed_at = serializers.DateTimeField()


class AnsweredSchemaOut(serializers.Serializer):
    """The label schema the answers were given under."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    definition = serializers.JSONField()


class TaskConsensusIn(_ResultsIn):
    """Which version of a label is asked for, the one in force where none is; and among which
    results the task before and the one after are looked for."""

    version = serializers.IntegerField(min_value=1, max_value=32767, allow_null=True, default=None)


class TaskConsensusOut(serializers.Serializer):
    """A task with everybody's answers and what they come to."""

    task_id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Task.State.choices)
    item = ItemOut()
    schema_version = AnsweredSchemaOut()
    submissions = SubmissionOut(many=True)
    result = ResultOut(allow_null=True)
    versions = ResultVersionOut(many=True)
    next_task_id = serializers.IntegerField(allow_null=True)
    previous_task_id = serializers.IntegerField(allow_null=True)


class ConsensusRunOut(serializers.Serializer):
    """A fit of a project, with its progress."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Operation.State.choices)
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    method = MethodField()
    is_provisional = serializers.BooleanField()
    inputs_sha256 = serializers.CharField()
    parameters = RunParametersOut()
    submission_count = serializers.IntegerField()
    task_count = serializers.IntegerField()
    error_detail = SaidField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class ConsensusRunRowOut(ConsensusRunOut):
    """The same in a list, with why its methods were chosen, each reason once."""

    reasons = serializers.SerializerMethodField()

    def get_reasons(self, run: object) -> list[str]:
        """In the reader's language; none where a warm fit left them or a method was asked for."""
        kept = run.reasons  # type: ignore[attr-defined]  # annotated by `queries.pages.runs`
        return list(dict.fromkeys(told(said_in(one, "reason")) for one in kept if one["reason"]))
