"""What all active restrictions of a person come to, and which are about to end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from concord.sentences import Sentence
from guildmark.quality.models import Appeal, Restriction
from guildmark.quality.queries.appeals import LIVE

Kind = Restriction.Kind
CHUNK = 500
PAUSED_HERE = (
    "You are paused here until it is lifted. You can appeal under “My quality”. Why: {reason}"
)
PAUSED_UNTIL = "You are paused here for a time. You can appeal under “My quality”. Why: {reason}"


@dataclass(frozen=True)
class Standing:
    """What the seat says: the strictest of each kind."""

    blocked_reason: str
    blocked_until: datetime | None
    daily_cap: int | None
    gold_boost: float


def standing_of(*, project_id: int, annotator_id: int) -> Standing:
    """Derived from every active restriction of the person in the project."""
    return standing_from(active_restrictions(project_id=project_id, annotator_id=annotator_id))


def standing_from(restrictions: Iterable[Restriction]) -> Standing:
    """The strictest of each kind: the pause that lasts longest, the smallest cap, most gold."""
    active = list(restrictions)
    pauses = [one for one in active if one.kind == Kind.PAUSE]
    caps = [one.parameters["daily_cap"] for one in active if one.kind == Kind.DAILY_CAP]
    boosts = [one.parameters["gold_boost"] for one in active if one.kind == Kind.MORE_GOLD]
    longest = max(pauses, key=_ends, default=None)
    return Standing(
        blocked_reason=paused_sentence(longest) if longest else "",
        blocked_until=longest.expires_at if longest else None,
        daily_cap=min(caps, default=None),
        gold_boost=max(boosts, default=1.0),
    )


def _ends(restriction: Restriction) -> datetime:
    return restriction.expires_at or datetime.max.replace(tzinfo=UTC)


def paused_sentence(pause: Restriction) -> str:
    """Why somebody gets no work, and what they can do about it.

    Until when is told beside it, where the reader's time zone is known.
    """
    ends = PAUSED_HERE if pause.expires_at is None else PAUSED_UNTIL
    return Sentence(ends, reason=pause.reason)


def active_restrictions(*, project_id: int, annotator_id: int) -> QuerySet[Restriction]:
    """Those of a person in a project that count now, the oldest first."""
    return Restriction.objects.filter(
        project_id=project_id, annotator_id=annotator_id, lifted_at=None
    ).order_by("pk")


def was_taken_back(restriction_id: int) -> bool:
    """Whether somebody lifted it, or upheld the appeal against it."""
    ways = [Restriction.Ending.LIFTED, Restriction.Ending.APPEALED]
    return Restriction.objects.filter(pk=restriction_id, ending__in=ways).exists()


def ending_restrictions(*, now: datetime) -> list[int]:
    """A chunk of those whose time is up.

    A voiding with an appeal waits for its answer, which may give the work back: the answer may come
    days after the sentence would have faded.
    """
    due = Restriction.objects.filter(lifted_at=None, expires_at__lte=now)
    waiting = Appeal.objects.filter(restriction=OuterRef("pk"), state__in=LIVE)
    due = due.exclude(Q(kind=Kind.VOIDING) & Exists(waiting))
    return list(due.order_by("expires_at", "pk").values_list("pk", flat=True)[:CHUNK])
