"""What goes in and out where a reviewer settles a disputed task."""

from rest_framework import serializers

from guildmark.consensus.api.serializers import WHAT, LeftOutOut, TaskConsensusOut
from guildmark.consensus.models import Adjudication
from guildmark.datasets.api.serializers import ItemOut
from guildmark.work.api.documentation import MarkOut
from guildmark.work.models import Task
from guildmark.work.reasons import ANSWER_REASONS

MOST_PEOPLE = 10


class DisputeOut(serializers.Serializer):
    """A task that waits for a reviewer, and the least sure thing in its label."""

    task_id = serializers.IntegerField()
    item = ItemOut()
    state = serializers.ChoiceField(choices=Task.State.choices)
    lowest_confidence = serializers.FloatField()
    submission_count = serializers.IntegerField()
    document = serializers.JSONField()
    left_out = LeftOutOut(many=True)
    what = serializers.ChoiceField(choices=WHAT)
    subject = serializers.CharField()
    name = serializers.CharField()
    why = serializers.CharField()
    is_tie = serializers.BooleanField()
    disputed_at = serializers.DateTimeField()
    held_by = serializers.CharField(allow_null=True)
    is_mine = serializers.BooleanField()
    held_until = serializers.DateTimeField(allow_null=True)


class DisputeCountsOut(serializers.Serializer):
    """How many wait for a reviewer, how many of those are being settled, how many were."""

    disputed_count = serializers.IntegerField()
    adjudicating_count = serializers.IntegerField()
    settled_count = serializers.IntegerField()


class DoubtOut(serializers.Serializer):
    """Something in a label that a reviewer should decide."""

    what = serializers.ChoiceField(choices=WHAT)
    subject = serializers.CharField()
    name = serializers.CharField()
    probability = serializers.FloatField()
    target = serializers.FloatField()
    why = serializers.CharField()
    is_tie = serializers.BooleanField()


class AdjudicationOut(serializers.Serializer):
    """Everything a reviewer decides by."""

    task = TaskConsensusOut()
    doubts = DoubtOut(many=True)
    target_confidence = serializers.FloatField()
    gold_iou = serializers.FloatField()
    has_taken_part = serializers.BooleanField()
    held_by = serializers.CharField(allow_null=True)
    is_mine = serializers.BooleanField()
    held_until = serializers.DateTimeField(allow_null=True)
    next_disputed_id = serializers.IntegerField(allow_null=True)
    counts = DisputeCountsOut()


class HeldOut(serializers.Serializer):
    """Until when a task is theirs; asked again, longer."""

    task_id = serializers.IntegerField()
    expires_at = serializers.DateTimeField()
    seconds_left = serializers.IntegerField(min_value=0)


class ShapeSourceIn(serializers.Serializer):
    """A drawn shape."""

    submission_id = serializers.IntegerField(min_value=1)
    shape_id = serializers.CharField(max_length=200)


class SettleIn(serializers.Serializer):
    """What the label is, how it came about, and why people differed.

    `document` is wanted for merge and edit, `submission_id` for take. `sources` names, by shape
    of the document, the drawn shapes it was made of. `marks` are places to which something is said.
    """

    way = serializers.ChoiceField(choices=Adjudication.Way.choices)
    reason_code = serializers.ChoiceField(choices=Adjudication.Reason.choices)
    note = serializers.CharField(max_length=1000, allow_blank=True, default="")
    version = serializers.IntegerField(min_value=0, allow_null=True, default=None)
    document = serializers.JSONField(allow_null=True, default=None)
    submission_id = serializers.IntegerField(min_value=1, allow_null=True, default=None)
    sources = serializers.DictField(child=ShapeSourceIn(many=True), default=dict)
    marks = MarkOut(many=True, default=list)


class SettledOut(serializers.Serializer):
    """The version that is in force now, and the task that waits next."""

    task_id = serializers.IntegerField()
    version = serializers.IntegerField()
    next_disputed_id = serializers.IntegerField(allow_null=True)


class AskMoreIn(serializers.Serializer):
    """How many more people, and why."""

    people = serializers.IntegerField(min_value=1, max_value=MOST_PEOPLE)
    note = serializers.CharField(max_length=1000, allow_blank=True, default="")


class ReturnAnswerIn(serializers.Serializer):
    """Which answer goes back, and what is wrong with it."""

    submission_id = serializers.IntegerField(min_value=1)
    reason_code = serializers.ChoiceField(choices=list(ANSWER_REASONS))
    note = serializers.CharField(max_length=500, allow_blank=True, default="")
    marks = MarkOut(many=True, default=list)


class CancelTaskIn(serializers.Serializer):
    """Why nobody is to label it."""

    note = serializers.CharField(max_length=300)


class ReopenTaskIn(serializers.Serializer):
    """How many more people, with 0 a reviewer, and why."""

    people = serializers.IntegerField(min_value=0, max_value=MOST_PEOPLE)
    reason = serializers.CharField(max_length=300)


class TaskStateOut(serializers.Serializer):
    """What became of a task."""

    task_id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Task.State.choices)
