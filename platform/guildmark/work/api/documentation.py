"""The shapes of what goes in and out, for the OpenAPI file and for the cooler doors."""

from typing import Any

from rest_framework import serializers

from guildmark.core.fields import NumberField
from guildmark.datasets.api.serializers import LevelsOut
from guildmark.work.judgement import OUTCOMES
from guildmark.work.models import Assignment, Task
from guildmark.work.reasons import ANSWER_REASONS

EMPTY_REASONS = (
    "nothing_left", "all_leased", "comparing", "not_eligible", "daily_cap", "share_cap", "paused",
    "opens_later", "other_audience", "closed",
)  # fmt: skip
SKIP_REASONS = ("bad_image", "cannot_tell", "other")
ANSWER_CODES = tuple(ANSWER_REASONS)


class PriceOut(serializers.Serializer):
    """Money in minor units."""

    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()


class WorkItemOut(serializers.Serializer):
    """The picture of a task."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    width_px = serializers.IntegerField()
    height_px = serializers.IntegerField()
    image_url = serializers.CharField()
    levels = LevelsOut(allow_null=True)


class WorkSchemaOut(serializers.Serializer):
    """The label schema in force when the task was taken."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    definition = serializers.JSONField()


class WorkGuidelineOut(serializers.Serializer):
    """The guideline in force when the task was taken."""

    id = serializers.IntegerField()
    number = serializers.CharField()


class DraftOut(serializers.Serializer):
    """Unfinished work as it lies on the server."""

    revision = serializers.IntegerField()
    document = serializers.JSONField()
    window_id = serializers.CharField(
        allow_blank=True, help_text="named when it was saved; empty where none was"
    )


class MarkOut(serializers.Serializer):
    """A place on the picture, in image pixels, and what is wrong there."""

    x = NumberField()
    y = NumberField()
    text = serializers.CharField(max_length=200)


class SentBackOut(serializers.Serializer):
    """Why work came back to its author; `number` counts how often it did."""

    number = serializers.IntegerField()
    reason_code = serializers.ChoiceField(choices=ANSWER_CODES)
    note = serializers.CharField(allow_blank=True)
    marks = MarkOut(many=True)


class AssignmentOut(serializers.Serializer):
    """A task with all that the workspace needs."""

    # Without the task's id: tasks of gold are made at other times than those of a batch.
    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    project_name = serializers.CharField()
    item = WorkItemOut()
    step = serializers.ChoiceField(choices=Task.Step.choices)
    state = serializers.ChoiceField(choices=Assignment.State.choices)
    lease_expires_at = serializers.DateTimeField()
    lease_seconds_left = serializers.IntegerField(min_value=0)
    extensions_left = serializers.IntegerField()
    price = PriceOut()
    schema_version = WorkSchemaOut()
    guideline_version = WorkGuidelineOut()
    draft = DraftOut(allow_null=True)
    subject = serializers.JSONField(allow_null=True, help_text="what a verifier judges")
    sent_back = SentBackOut(allow_null=True)


class NextIn(serializers.Serializer):
    """Which task is meant: the next, or the one after the task in hand."""

    prefetch = serializers.BooleanField(required=False, default=False)


class LeasedOut(serializers.Serializer):
    """There is a task."""

    outcome = serializers.ChoiceField(choices=["leased"])
    assignment = AssignmentOut()


class EmptyOut(serializers.Serializer):
    """There is none, and why."""

    outcome = serializers.ChoiceField(choices=["empty"])
    reason = serializers.ChoiceField(choices=EMPTY_REASONS)
    detail = serializers.CharField()
    retry_after_seconds = serializers.IntegerField(allow_null=True)
    is_restricted = serializers.BooleanField(
        help_text="somebody or a rule decided so: appeal is possible"
    )


class VerdictIn(serializers.Serializer):
    """What a verifier says of a label.

    A rejection has a reason, and marks on the picture; a fix has a reason and the right label.
    """

    outcome = serializers.ChoiceField(choices=OUTCOMES)
    reason_code = serializers.ChoiceField(choices=ANSWER_CODES, required=False)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)
    marks = MarkOut(many=True, required=False)
    document = serializers.JSONField(required=False, allow_null=True)


class MomentIn(serializers.Serializer):
    """When a shape was there: milliseconds of time on the task."""

    shape_id = serializers.CharField(max_length=64)
    at_ms = serializers.IntegerField(min_value=0)


class SubmitIn(serializers.Serializer):
    """An answer, and how long it took: a document where one draws, a verdict where one verifies.

    `course` may say in which order the shapes of the document came, for those who play it back.
    """

    document = serializers.JSONField(required=False)
    verdict = VerdictIn(required=False)
    seconds_spent = NumberField(min_value=0)
    course = MomentIn(many=True, required=False)
    draft_revision = serializers.IntegerField(
        min_value=0, required=False, help_text="the draft last seen, 0 for none"
    )


class SubmittedOut(serializers.Serializer):
    """What became of an answer."""

    submission_id = serializers.IntegerField()
    counts = serializers.BooleanField()
    state = serializers.ChoiceField(choices=["submitted", "spare"])
    has_feedback = serializers.BooleanField(
        help_text="the task was there to teach: see its feedback"
    )


class DraftIn(serializers.Serializer):
    """Unfinished work; `revision` is the one last seen, 0 when there was none.

    A window that names itself knows a draft of its own again when the answer to a save was lost.
    """

    revision = serializers.IntegerField(min_value=0)
    document = serializers.JSONField()
    window_id = serializers.CharField(
        max_length=64, required=False, default="", allow_blank=True, help_text="any text"
    )


class DraftConflictOut(serializers.Serializer):
    """A problem; where a newer draft is the reason, with it: its `window_id` says which window
    saved it.
    """

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    draft = DraftOut(allow_null=True, required=False)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """With `errors`, a name that a serializer keeps for itself."""
        return {
            **super().get_fields(),
            "errors": serializers.ListField(child=serializers.DictField()),
        }


class DraftSavedOut(serializers.Serializer):
    """The revision to send next."""

    revision = serializers.IntegerField()


class HeartbeatOut(serializers.Serializer):
    """Until when, and how often it can still be extended."""

    lease_expires_at = serializers.DateTimeField()
    lease_seconds_left = serializers.IntegerField(min_value=0)
    extensions_left = serializers.IntegerField()


class SkipIn(serializers.Serializer):
    """Why the task cannot be answered."""

    reason = serializers.ChoiceField(choices=SKIP_REASONS)
    note = serializers.CharField(max_length=500, allow_blank=True, default="")
