"""Payouts that were made, for the staff and for who was paid."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from guildmark.core.errors import NotFound
from guildmark.core.money import Money
from guildmark.payments.models import PaidWork, Payout, PayoutLine


@dataclass(frozen=True, slots=True)
class PayoutSum:
    """What a payout comes to in one currency."""

    people_count: int
    task_count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Made:
    """A payout with its sums, by currency in order of its name."""

    payout: Payout
    sums: list[PayoutSum]

    @property
    def made_by(self) -> str:
        """The name of who recorded it; the pseudonym where they have none, or are gone."""
        who = self.payout.made_by
        return who.display_name or who.pseudonym


def payouts_of(organisation_id: int) -> QuerySet[Payout]:
    """The newest first, with who made them."""
    found = Payout.objects.filter(organisation_id=organisation_id).select_related("made_by")
    return found.order_by("-made_at", "-pk")


def payout_of(organisation_id: int, payout_id: int) -> Payout:
    """One payout. Raises NotFound."""
    found = payouts_of(organisation_id).filter(pk=payout_id).first()
    if found is None:
        raise NotFound
    return found


def with_sums(payouts: Sequence[Payout]) -> list[Made]:
    """The same in the same order. One statement."""
    lines = PayoutLine.objects.filter(payout__in=payouts).values("payout_id", "currency")
    rows = lines.annotate(
        people=Count("pk"), tasks=Sum("task_count"), amount=Sum("amount_minor")
    ).order_by("payout_id", "currency")
    sums = defaultdict[int, list[PayoutSum]](list)
    for row in rows:
        money = Money(row["amount"], row["currency"])
        sums[row["payout_id"]].append(PayoutSum(row["people"], row["tasks"], money))
    return [Made(payout, sums[payout.pk]) for payout in payouts]


def lines_of(payout_id: int) -> QuerySet[PayoutLine]:
    """What each was paid, with who they are, by currency and the most first."""
    found = PayoutLine.objects.filter(payout_id=payout_id).select_related("annotator")
    return found.order_by("currency", "-amount_minor", "annotator_id")


def told_lines(payout_id: int) -> QuerySet[PayoutLine]:
    """What each was paid whose account is not closed, a person after the other, by currency."""
    found = PayoutLine.objects.filter(payout_id=payout_id, annotator__is_active=True)
    return found.order_by("annotator_id", "currency")


def own_lines(user_id: int) -> QuerySet[PayoutLine]:
    """What somebody was paid, with the payout and its organisation, the newest first."""
    found = PayoutLine.objects.filter(annotator_id=user_id)
    return found.select_related("payout__organisation").order_by("-payout__made_at", "-pk")


def is_paid(kind: str) -> Exists:
    """Of rows of the kind: whether a payout covers it."""
    return Exists(PaidWork.objects.filter(kind=kind, work_id=OuterRef("pk")))
