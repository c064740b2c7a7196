"""The shapes of payments, for the OpenAPI file and for their doors."""

from typing import Any

from rest_framework import serializers

from guildmark.core.errors import FieldProblem, WrongInput
from guildmark.core.money import MoneyOut
from guildmark.core.pagination import Pages
from guildmark.work.models import Assignment


class PeriodIn(serializers.Serializer):
    """Days of acceptance, in UTC, both included; what is left out bounds nothing."""

    since = serializers.DateField(required=False, allow_null=True)
    until = serializers.DateField(required=False, allow_null=True)
    project_id = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, help_text="all projects where it is left out"
    )

    # Any: the fields as they were read.
    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The days are in order. Raises WrongInput."""
        since, until = attrs.get("since"), attrs.get("until")
        if since is not None and until is not None and until < since:
            said = "The last day is before the first."
            raise WrongInput(errors=(FieldProblem("until", "before_since", said),))
        return attrs


class PageSizeIn(serializers.Serializer):
    """How many rows a page has."""

    page_size = serializers.IntegerField(default=Pages.page_size, min_value=1)

    def validate_page_size(self, size: int) -> int:
        """At most as many as any list gives."""
        return min(size, Pages.max_page_size)


class PaymentsIn(PageSizeIn, PeriodIn):
    """Which page of it."""

    page = serializers.IntegerField(default=1, min_value=1)


class PayoutIn(PeriodIn):
    """What was paid, and what the asker saw of it."""

    due_sha256 = serializers.CharField(
        min_length=64, max_length=64, help_text="as the list of payments of the same period has it"
    )
    reference = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="those who are paid read it"
    )


class PaymentPartOut(serializers.Serializer):
    """So many pieces of work, and what they come to."""

    task_count = serializers.IntegerField()
    amount = MoneyOut()


class PartsOut(serializers.Serializer):
    """Of one currency. What waits for a verdict is of all days."""

    due = PaymentPartOut(help_text="accepted in the period, and in no payout")
    paid = PaymentPartOut(help_text="accepted in the period, and in a payout")
    waiting = PaymentPartOut(help_text="handed in, and not judged yet")
    rejected = PaymentPartOut(help_text="rejected in the period; not paid")


class PaymentOut(PartsOut):
    """One person in one currency."""

    user_id = serializers.IntegerField()
    pseudonym = serializers.CharField()
    display_name = serializers.CharField()


class PaymentTotalOut(PartsOut):
    """All people in one currency."""

    people_count = serializers.IntegerField(help_text="who are to be paid")


class PaymentPageOut(serializers.Serializer):
    """A page of people, and the sums of all of them."""

    count = serializers.IntegerField()
    results = PaymentOut(many=True)
    totals = PaymentTotalOut(many=True)
    due_sha256 = serializers.CharField(
        help_text="of who is to be paid what, on all pages: what a payout is held against"
    )


class PayoutSumOut(serializers.Serializer):
    """What a payout comes to in one currency."""

    people_count = serializers.IntegerField()
    task_count = serializers.IntegerField()
    amount = MoneyOut()


class PayoutOut(serializers.Serializer):
    """A payout, which never changes. Days are of UTC, null for an open end."""

    id = serializers.IntegerField(source="payout.pk")
    project_id = serializers.IntegerField(source="payout.project_id", allow_null=True)
    project_name = serializers.CharField(
        source="payout.project_name", help_text="empty for all projects"
    )
    since = serializers.DateField(source="payout.since", allow_null=True)
    until = serializers.DateField(source="payout.until", allow_null=True)
    reference = serializers.CharField(source="payout.reference")
    made_by = serializers.CharField(help_text="the pseudonym of who has no name, or is gone")
    made_at = serializers.DateTimeField(source="payout.made_at")
    sums = PayoutSumOut(many=True)


class OwnPayoutOut(serializers.Serializer):
    """What one was paid in a payout, in one currency."""

    id = serializers.IntegerField()
    organisation_name = serializers.CharField(source="payout.organisation.name")
    project_name = serializers.CharField(
        source="payout.project_name", help_text="empty for all projects"
    )
    reference = serializers.CharField(source="payout.reference")
    made_at = serializers.DateTimeField(source="payout.made_at")
    task_count = serializers.IntegerField()
    amount = MoneyOut(source="paid")


class OwnDueOut(PartsOut):
    """What an organisation owes one, and has paid, in one currency."""

    organisation_id = serializers.IntegerField()
    organisation_name = serializers.CharField()


class OwnDuesOut(serializers.Serializer):
    """By organisation and currency, over all time."""

    dues = OwnDueOut(many=True)


class TakenIn(PageSizeIn):
    """Which page, and how many rows it has."""

    cursor = serializers.CharField(default="", allow_blank=True, max_length=200)


class MyAssignmentOut(serializers.Serializer):
    """One line of what a person has done."""

    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    project_name = serializers.CharField()
    state = serializers.ChoiceField(choices=Assignment.State.choices)
    price = MoneyOut()
    leased_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    paid_at = serializers.DateTimeField(
        allow_null=True, help_text="when the payout that covers it was recorded"
    )


class MyAssignmentPageOut(serializers.Serializer):
    """A page, what was taken last first; `next_cursor` asks for the next, empty at the end."""

    results = MyAssignmentOut(many=True)
    next_cursor = serializers.CharField(allow_blank=True)
