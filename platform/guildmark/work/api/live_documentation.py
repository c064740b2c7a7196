"""The shapes of what the live queue says."""

from rest_framework import serializers

from guildmark.work.api.batch_documentation import TaskItemOut
from guildmark.work.api.documentation import PriceOut
from guildmark.work.models import Assignment, Task


class TaskCountsOut(serializers.Serializer):
    """Tasks by state."""

    open = serializers.IntegerField()
    saturated = serializers.IntegerField()
    resolved = serializers.IntegerField()
    disputed = serializers.IntegerField()
    adjudicating = serializers.IntegerField()
    triage = serializers.IntegerField()
    cancelled = serializers.IntegerField()


class HourOut(serializers.Serializer):
    """Answers in the hour that begins at `at`."""

    at = serializers.DateTimeField()
    count = serializers.IntegerField()


class QueueOut(serializers.Serializer):
    """A project's queue at a glance."""

    tasks = TaskCountsOut()
    leased_now = serializers.IntegerField()
    people_now = serializers.IntegerField()
    submissions_per_hour = HourOut(many=True)
    submissions_total = serializers.IntegerField()
    spent = PriceOut()
    reserved = PriceOut()
    budget_left = PriceOut(allow_null=True)


class ThroughputOut(serializers.Serializer):
    """Answers a day; `at` is the beginning of the day, UTC. The last day is not over."""

    per_day = HourOut(many=True)


class LeaseHolderOut(serializers.Serializer):
    """Who holds a lease."""

    id = serializers.IntegerField()
    pseudonym = serializers.CharField()


class LiveLeaseOut(serializers.Serializer):
    """A task somebody is at. Gold looks like everything else."""

    id = serializers.IntegerField()
    person = LeaseHolderOut()
    item_name = serializers.CharField()
    step = serializers.ChoiceField(choices=Task.Step.choices)
    batch_name = serializers.CharField(allow_null=True)
    leased_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    extensions = serializers.IntegerField()


class TakeBackIn(serializers.Serializer):
    """Why: the person who had the task reads it."""

    note = serializers.CharField(max_length=300)


class GivenBackOut(serializers.Serializer):
    """Somebody who had the task and did not answer; `reason` is empty where the lease ran out."""

    state = serializers.ChoiceField(
        choices=[Assignment.State.SKIPPED.value, Assignment.State.EXPIRED.value]
    )
    reason = serializers.CharField()
    note = serializers.CharField()
    at = serializers.DateTimeField()


class StuckTaskOut(serializers.Serializer):
    """A task in triage."""

    id = serializers.IntegerField()
    item = TaskItemOut()
    step = serializers.ChoiceField(choices=Task.Step.choices)
    batch_name = serializers.CharField(allow_null=True)
    counted = serializers.IntegerField()
    since = serializers.DateTimeField()
    given_back = GivenBackOut(many=True)
