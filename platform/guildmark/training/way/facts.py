"""What a person's way depends on, and the rules of qualifications and attempts over it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from guildmark.communities.criteria import DoorsMet
from guildmark.communities.models import REACHABLE, Community, Membership, Trait
from guildmark.communities.queries import ClauseExplained
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.training.models import Attempt, Qualification, TrainingPlan


@dataclass(frozen=True)
class Facts:
    """All that a person's way into one project depends on.

    `attempts` are those for the guideline's major version, the newest first. `seats_taken` counts
    valid qualifications and running attempts of others. `previous` is the newest qualification for
    an older major version, `delta_decisions` what the bank asks about what changed since then.
    `has_applied`: an application to the community waits for its answer. `no_place_by`: the fact for
    their answer to which the community has no place left; None where it has, or they could not ask
    to come in now. `practice_open` of `practice_total` items are not finished; without any there is
    no such step.
    """

    project: Project
    community: Community
    plan: TrainingPlan
    guideline: GuidelineVersion | None
    doors: DoorsMet
    clauses: list[ClauseExplained]
    membership: Membership | None
    has_read: bool
    has_comprehended: bool
    is_quiz_complete: bool
    qualification: Qualification | None
    attempts: list[Attempt] = field(default_factory=list)
    seats_taken: int = 0
    previous: Qualification | None = None
    delta_decisions: int = 0
    has_applied: bool = False
    no_place_by: Trait | None = None
    practice_total: int = 0
    practice_open: int = 0


@dataclass(frozen=True)
class QuizAhead:
    """What the next attempt asks. `is_delta`: only about what the major version changed."""

    is_delta: bool
    scored_decisions: int
    attempts_left: int


def quiz_ahead(facts: Facts, now: datetime) -> QuizAhead:
    """What the next attempt asks, and how many there are."""
    is_delta = asks_delta(facts, now)
    return QuizAhead(
        is_delta=is_delta,
        scored_decisions=facts.plan.delta_decisions if is_delta else facts.plan.scored_decisions,
        attempts_left=max(facts.plan.attempts_per_major - len(spent_attempts(facts, now)), 0),
    )


def asks_delta(facts: Facts, now: datetime) -> bool:
    """Is the next attempt about what the major version changed, and nothing else?

    For who is qualified for the version before, at the first attempt, where the bank has enough on
    the change. Who fails it takes the whole quiz.
    """
    held = facts.previous
    if held is None or facts.qualification is not None or spent_attempts(facts, now):
        return False
    was_valid = held.state in {Qualification.State.GRANTED, Qualification.State.STALE}
    is_enough = facts.delta_decisions >= facts.plan.delta_decisions
    return was_valid and held.expires_at > now and is_enough


def delta_majors(facts: Facts) -> range:
    """The major versions whose changes are new to who is qualified for the one before them."""
    if facts.previous is None or facts.guideline is None:
        return range(0)
    return range(facts.previous.guideline_major + 1, facts.guideline.major + 1)


def is_qualified(qualification: Qualification | None, now: datetime) -> bool:
    """Granted, and not at its end."""
    return (
        qualification is not None
        and qualification.state == Qualification.State.GRANTED
        and qualification.expires_at > now
    )


def taken_back(facts: Facts) -> Qualification | None:
    """What somebody took back for good, also of an older major version: no quiz gives it back."""
    held = facts.qualification or facts.previous
    is_revoked = held is not None and held.state == Qualification.State.REVOKED
    return held if is_revoked else None


def is_suspended(qualification: Qualification | None) -> bool:
    """By somebody, for a reason, until the quiz is passed again."""
    return qualification is not None and qualification.state == Qualification.State.SUSPENDED


def is_inside(facts: Facts) -> bool:
    """In the community, whatever keeps them from work for now."""
    return facts.membership is not None and facts.membership.state in REACHABLE


def is_active(facts: Facts) -> bool:
    """In the community, and eligible."""
    return facts.membership is not None and facts.membership.state == Membership.State.ACTIVE


def may_read(facts: Facts) -> bool:
    """The guideline and the questions on it: active members, and whom the door "preview" lets."""
    return is_active(facts) or facts.doors.preview


def running_attempt(facts: Facts, now: datetime) -> Attempt | None:
    """The attempt whose time is not up."""
    return next(
        (
            one
            for one in facts.attempts
            if one.state == Attempt.State.STARTED and one.expires_at > now
        ),
        None,
    )


def is_closing(facts: Facts, now: datetime) -> bool:
    """Is the time of an attempt up, and its result not written down yet?"""
    return any(
        one.state == Attempt.State.STARTED and one.expires_at <= now for one in facts.attempts
    )


def spent_attempts(facts: Facts, now: datetime) -> list[Attempt]:
    """Attempts that count against the limit, the newest first; none that was forgiven.

    A qualification that was held for its whole time gives new attempts: else nobody could come
    back after it.
    """
    since = facts.qualification.granted_at if facts.qualification else None
    return [
        one
        for one in facts.attempts
        if not one.is_forgiven
        and (one.state != Attempt.State.STARTED or one.expires_at <= now)
        and (since is None or one.started_at > since)
    ]


def next_attempt_at(facts: Facts, now: datetime) -> datetime | None:
    """When the next attempt is possible, None for at once."""
    spent = spent_attempts(facts, now)
    if not spent:
        return None
    plan = facts.plan
    wait_seconds = plan.first_wait_seconds if len(spent) == 1 else plan.second_wait_seconds
    ended_at = spent[0].submitted_at or spent[0].expires_at
    available_at = ended_at + timedelta(seconds=wait_seconds)
    return available_at if available_at > now else None


def seats_left(facts: Facts) -> int | None:
    """How many more people may qualify; None for no limit."""
    if facts.plan.seats is None:
        return None
    return max(facts.plan.seats - facts.seats_taken, 0)
