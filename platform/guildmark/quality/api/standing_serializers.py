"""How restrictions, appeals and judged work look in JSON."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from guildmark.accounts.models import User
from guildmark.core.fields import NumberField, SaidField
from guildmark.core.said import told
from guildmark.quality import queries
from guildmark.quality.models import Appeal, Restriction
from guildmark.work.models import Assignment
from guildmark.work.reasons import ANSWER_REASONS, REASONS

#: What can be asked for by hand: voiding takes work out too, and has an address of its own.
LIMITS = [one for one in Restriction.Kind.choices if one[0] != Restriction.Kind.VOIDING]
JUDGED_STATES = ("submitted", "accepted", "rejected", "spare", "voided")


class NameOut(serializers.CharField):
    """How one of the staff is called; None where nobody did it."""

    def __init__(self, **options: Any) -> None:  # options of a CharField
        super().__init__(allow_null=True, read_only=True, **options)

    def to_representation(self, value: Any) -> str:  # a User, where a CharField has text
        """The name they gave themselves, else their address."""
        person: User = value
        return person.display_name or person.email


class FiguresField(serializers.DictField):
    """The figures behind a restriction; the name of a statistic in the reader's language."""

    child = serializers.JSONField()

    def to_representation(self, value: dict[str, Any]) -> dict[str, Any]:  # JSON
        """As they are kept, but for that name."""
        figures: dict[str, Any] = super().to_representation(value)
        if "statistic" not in figures:
            return figures
        return {**figures, "statistic": told(figures["statistic"])}


class RestrictionIn(serializers.Serializer):
    """What to limit, why, and until when; the annotator is shown the reason."""

    kind = serializers.ChoiceField(choices=LIMITS)
    reason = serializers.CharField(max_length=300)
    expires_at = serializers.DateTimeField(allow_null=True, default=None)
    daily_cap = serializers.IntegerField(allow_null=True, default=None)
    gold_boost = NumberField(allow_null=True, default=None)


class LiftIn(serializers.Serializer):
    """Why; the annotator is shown it."""

    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class AppealStateOut(serializers.Serializer):
    """What became of an appeal, beside what it is against."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Appeal.State.choices)
    due_at = serializers.DateTimeField()
    answer = SaidField()


class OwnRestrictionOut(serializers.Serializer):
    """A restriction as the person sees it: everything but who decided."""

    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    project_name = serializers.CharField(source="project.name")
    kind = serializers.ChoiceField(choices=Restriction.Kind.choices)
    reason = SaidField()
    evidence = FiguresField()
    parameters = serializers.DictField(child=NumberField())
    made_by = serializers.ChoiceField(choices=Restriction.Source.choices, source="source")
    starts_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True)
    is_active = serializers.BooleanField()
    lifted_at = serializers.DateTimeField(allow_null=True)
    ending = serializers.CharField()
    lift_reason = SaidField()
    appeal_until = serializers.SerializerMethodField()
    answer_days = serializers.IntegerField(source="project.appeal_answer_days")
    appeals = AppealStateOut(many=True, source="made")

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_appeal_until(self, one: Restriction) -> datetime | None:
        """The last moment to appeal; None where it can be as long as the restriction lasts."""
        return None if one.expires_at is None else queries.appeal_until(one.starts_at, one.project)


class RestrictionOut(OwnRestrictionOut):
    """A restriction as staff see it."""

    created_by = NameOut()
    lifted_by = NameOut()


class AppealIn(serializers.Serializer):
    """Why the decision is wrong, in the person's words."""

    text = serializers.CharField(max_length=2000)


class AnswerIn(serializers.Serializer):
    """The sentence the person is told."""

    answer = serializers.CharField(max_length=1000)


class AppealedRestrictionOut(serializers.Serializer):
    """What an appeal is against."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Restriction.Kind.choices)
    reason = SaidField()
    evidence = FiguresField()
    made_by = serializers.ChoiceField(choices=Restriction.Source.choices, source="source")
    starts_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True)
    is_active = serializers.BooleanField()
    lifted_at = serializers.DateTimeField(allow_null=True)
    ending = serializers.CharField()


class OwnAppealedWorkOut(serializers.Serializer):
    """One's own rejected work. Its task is not named: it would tell gold."""

    id = serializers.IntegerField()
    item_name = serializers.CharField(source="item.name")
    reason_code = serializers.CharField(source="reason")
    note = serializers.CharField()
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    reviewed_at = serializers.DateTimeField(allow_null=True)


class AppealedWorkOut(OwnAppealedWorkOut):
    """Rejected work an appeal is against."""

    task_id = serializers.IntegerField()


class OwnAppealOut(serializers.Serializer):
    """One's own appeal."""

    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    project_name = serializers.CharField(source="project.name")
    state = serializers.ChoiceField(choices=Appeal.State.choices)
    text = serializers.CharField()
    created_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    answer = SaidField()
    answered_at = serializers.DateTimeField(allow_null=True)
    restriction = AppealedRestrictionOut(allow_null=True)
    work = OwnAppealedWorkOut(allow_null=True, source="assignment")


class AppealOut(OwnAppealOut):
    """An appeal as those see it who answer it."""

    work = AppealedWorkOut(allow_null=True, source="assignment")
    annotator_id = serializers.IntegerField()
    pseudonym = serializers.CharField(source="annotator.pseudonym")
    reviewer = NameOut()
    answered_by = NameOut()
    decided_by = serializers.SerializerMethodField()

    def get_decided_by(self, one: Appeal) -> str | None:
        """Who restricted or rejected; None for a rule."""
        person = (
            one.restriction.created_by
            if one.restriction is not None
            else one.assignment.reviewed_by
            if one.assignment is not None
            else None
        )
        return (person.display_name or person.email) if person is not None else None


class StateIn(serializers.Serializer):
    """Which appeals: those that wait for an answer, or those that have one."""

    state = serializers.ChoiceField(choices=["open", "closed"], default="open")


class WorkIn(serializers.Serializer):
    """Which work: all of it, or what is in one state."""

    state = serializers.ChoiceField(choices=["", *JUDGED_STATES], default="")


class OwnJudgedWorkOut(serializers.Serializer):
    """One's own answer and what became of it. Its task is not named: it would tell gold."""

    id = serializers.IntegerField()
    item_id = serializers.IntegerField()
    item_name = serializers.CharField(source="item.name")
    state = serializers.ChoiceField(choices=Assignment.State.choices)
    reason_code = serializers.CharField(source="reason")
    note = serializers.CharField()
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    ended_at = serializers.DateTimeField(allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)


class JudgedWorkOut(OwnJudgedWorkOut):
    """One answer that was handed in, and what became of it."""

    task_id = serializers.IntegerField()


class OwnRejectedWorkOut(OwnJudgedWorkOut):
    """One's own rejected work, with the way to appeal."""

    project_id = serializers.IntegerField()
    project_name = serializers.CharField(source="project.name")
    sentence = serializers.SerializerMethodField()
    appeal_until = serializers.SerializerMethodField()
    answer_days = serializers.IntegerField(source="project.appeal_answer_days")
    appeals = AppealStateOut(many=True, source="made")

    def get_sentence(self, one: Assignment) -> str:
        """The reason as a sentence."""
        return told(REASONS.get(one.reason, ""))

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_appeal_until(self, one: Assignment) -> datetime | None:
        """The last moment to appeal."""
        return queries.appeal_until(one.reviewed_at, one.project)


class AcceptIn(serializers.Serializer):
    """Work of one project."""

    assignment_ids = serializers.ListField(
        child=serializers.IntegerField(), min_length=1, max_length=500
    )


class RejectIn(AcceptIn):
    """Work of one project, and what is wrong with it; its authors are shown both."""

    reason_code = serializers.ChoiceField(choices=list(ANSWER_REASONS))
    note = serializers.CharField(max_length=500, allow_blank=True, default="")


class JudgedOut(serializers.Serializer):
    """How many were judged by this call."""

    count = serializers.IntegerField()


class BudgetOut(serializers.Serializer):
    """How much was handed in and rejected in 30 days, and how much more may be rejected."""

    answers = serializers.IntegerField()
    rejected = serializers.IntegerField()
    allowed = serializers.IntegerField()
    left = serializers.IntegerField()


class BudgetsOut(serializers.Serializer):
    """The budgets that hold for one person's work."""

    person = BudgetOut()
    project = BudgetOut()
    share = NumberField()
    auto_accept_days = serializers.IntegerField()


class SinceIn(serializers.Serializer):
    """From when on; without it, everything."""

    since = serializers.DateTimeField(allow_null=True, default=None)


class VoidIn(SinceIn):
    """Why; the person is told it, and it is kept with each answer."""

    reason = serializers.CharField(max_length=300)


class VoidingForecastOut(serializers.Serializer):
    """What voiding would do now."""

    answers = serializers.IntegerField()
    gold_answers = serializers.IntegerField()
    tasks_asked_again = serializers.IntegerField()
    tasks_with_fewer = serializers.IntegerField()
    labels_reopened = serializers.IntegerField()
    cost_minor = serializers.IntegerField()
    currency = serializers.CharField()


class VoidedOut(serializers.Serializer):
    """So many were voided at once; the rest follows in the background."""

    voided = serializers.IntegerField()
    remaining = serializers.IntegerField()


def parameters_of(data: dict[str, Any]) -> dict[str, Any]:  # validated RestrictionIn
    """The numbers that were given, as `restrict` takes them."""
    return {name: data[name] for name in ("daily_cap", "gold_boost") if data.get(name) is not None}
