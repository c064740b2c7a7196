"""The shapes of what a person can do and has done, for the OpenAPI file and for their doors."""

from rest_framework import serializers

from guildmark.work.api.documentation import PriceOut
from guildmark.work.models import KeptEarning
from guildmark.work.reasons import WHY_EMPTY

CLOSED_CODES = ["blocked", "finished", "no_work", *WHY_EMPTY]


class HourlyOut(serializers.Serializer):
    """What an hour brings the middle half of people; minor units."""

    low_minor = serializers.IntegerField()
    high_minor = serializers.IntegerField()


class FeedLeaseOut(serializers.Serializer):
    """A task the person holds already."""

    assignment_id = serializers.IntegerField()
    expires_at = serializers.DateTimeField()


class CanDoOut(serializers.Serializer):
    """A project with something to do now. Numbers are null while too little is known."""

    project_id = serializers.IntegerField()
    name = serializers.CharField()
    summary = serializers.CharField()
    thumbnail_url = serializers.CharField(allow_null=True)
    kind = serializers.CharField()
    price = PriceOut()
    tasks_left = serializers.IntegerField()
    is_at_least = serializers.BooleanField(help_text="there are this many tasks or more")
    share_left = serializers.IntegerField(
        allow_null=True, help_text="so many more a fair share allows; null: no limit that matters"
    )
    daily_left = serializers.IntegerField(
        allow_null=True, help_text="so many more today; null: no limit"
    )
    typical_seconds = serializers.FloatField(allow_null=True)
    answer_count = serializers.IntegerField(help_text="answers that time and pay are taken from")
    is_own_pace = serializers.BooleanField(help_text="they are the person's own")
    hourly = HourlyOut(allow_null=True)
    returned_count = serializers.IntegerField(help_text="answers that came back, offered first")
    ends_at = serializers.DateTimeField(
        allow_null=True, help_text="when the qualification ends, where that is soon"
    )
    lease = FeedLeaseOut(allow_null=True)


class MissingStepOut(serializers.Serializer):
    """A step that lies between the person and the work, in a sentence."""

    step = serializers.ChoiceField(
        choices=["criteria", "join", "guideline", "comprehension", "practice", "quiz"]
    )
    need = serializers.CharField()


class NearlyOut(serializers.Serializer):
    """A project that the person is on the way into: what to do first, and all that is missing."""

    project_id = serializers.IntegerField()
    name = serializers.CharField()
    thumbnail_url = serializers.CharField(allow_null=True)
    need = serializers.CharField()
    step = serializers.ChoiceField(
        choices=["criteria", "join", "guideline", "comprehension", "practice", "quiz", "wait"]
    )
    available_at = serializers.DateTimeField(allow_null=True)
    missing = MissingStepOut(many=True)


class ClosedOut(serializers.Serializer):
    """A project with nothing for the person now: why, and until when where it is known."""

    project_id = serializers.IntegerField()
    name = serializers.CharField()
    code = serializers.ChoiceField(choices=CLOSED_CODES)
    reason = serializers.CharField()
    asked = serializers.ListField(
        child=serializers.CharField(),
        help_text="of work for an audience: what the person would have to be, in words",
    )
    opens_at = serializers.DateTimeField(
        allow_null=True, help_text="when there may be more, where it is known"
    )


class EarnedOut(serializers.Serializer):
    """Tasks done, and their price."""

    task_count = serializers.IntegerField()
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()


class FeedOut(serializers.Serializer):
    """What a person can do, what is nearly theirs, and what they have done."""

    can_do = CanDoOut(many=True)
    nearly = NearlyOut(many=True)
    closed_count = serializers.IntegerField()
    closed = ClosedOut(many=True)
    today = EarnedOut()
    total = EarnedOut()


class ProgressOut(serializers.Serializer):
    """What a person has done in a project."""

    done_today = serializers.IntegerField()
    done_total = serializers.IntegerField()
    earned_minor = serializers.IntegerField()
    currency = serializers.CharField()


class KeptEarningOut(serializers.Serializer):
    """What one earned in a deleted project, of one state and one currency."""

    id = serializers.IntegerField()
    project_name = serializers.CharField()
    state = serializers.ChoiceField(
        choices=KeptEarning.State.choices,
        help_text="of the tasks when the project was deleted; or of what else was paid",
    )
    task_count = serializers.IntegerField()
    price = PriceOut()
    last_at = serializers.DateTimeField()
