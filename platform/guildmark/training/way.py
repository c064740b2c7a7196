"""The way of a person into a project's work: what is done, what comes next, in words.

Pure: `queries.ways` loads the facts, `way_of` judges them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from guildmark.communities.criteria import DoorsMet
from guildmark.communities.models import Community, Membership
from guildmark.communities.queries import ClauseExplained
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.training.models import Attempt, Qualification, TrainingPlan

STEPS = ("criteria", "join", "guideline", "comprehension", "practice", "quiz", "work")


class StepState(Enum):
    """Done, the one to take now, later, or not to be taken."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Step:
    """One step with a sentence on what is missing."""

    key: str
    state: StepState
    detail: str
    available_at: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """All that a person's way into one project depends on.

    `attempts` are those for the guideline's major version, the newest first. `seats_taken` counts
    valid qualifications and running attempts of others. `previous` is the newest qualification for
    an older major version, `delta_decisions` what the bank asks about the one in force alone.
    `practice_open` of `practice_total` items are not finished; without any there is no such step.
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
    practice_total: int = 0
    practice_open: int = 0


@dataclass(frozen=True)
class QuizAhead:
    """What the next attempt asks. `is_delta`: only about what the major version changed."""

    is_delta: bool
    scored_decisions: int
    attempts_left: int


@dataclass(frozen=True)
class Way:
    """The steps, in order, and what the page shows beside them."""

    project: Project
    community: Community
    clauses: list[ClauseExplained]
    steps: list[Step]
    seats_left: int | None
    qualification: Qualification | None
    attempt_id: int | None
    quiz: QuizAhead
    plan: TrainingPlan

    @property
    def next_step(self) -> Step:
        """The first that is not done; the last when all are."""
        return next((one for one in self.steps if one.state is not StepState.DONE), self.steps[-1])

    @property
    def is_ready_for_work(self) -> bool:
        """True when nothing is missing but the work itself."""
        return self.next_step.key == "work" and self.next_step.state is StepState.CURRENT


Verdict = tuple[StepState, str, datetime | None]
DONE: Verdict = (StepState.DONE, "", None)


def way_of(facts: Facts, *, now: datetime) -> Way:
    """Judge every step; those after the first that is not done lie ahead."""
    steps: list[Step] = []
    is_open = True
    for key in STEPS:
        if key == "practice" and not facts.practice_total:
            continue
        state, detail, available_at = _JUDGES[key](facts, now)
        if not is_open and state is not StepState.DONE:
            state, available_at = StepState.AHEAD, None
        is_open = is_open and state is StepState.DONE
        steps.append(Step(key, state, detail, available_at))
    running = running_attempt(facts, now)
    return Way(
        project=facts.project,
        community=facts.community,
        clauses=facts.clauses,
        steps=steps,
        seats_left=seats_left(facts),
        qualification=facts.qualification,
        attempt_id=running.pk if running else None,
        quiz=quiz_ahead(facts, now),
        plan=facts.plan,
    )


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


def is_qualified(qualification: Qualification | None, now: datetime) -> bool:
    """Granted, and not at its end."""
    return (
        qualification is not None
        and qualification.state == Qualification.State.GRANTED
        and qualification.expires_at > now
    )


def was_taken_back(qualification: Qualification | None) -> bool:
    """By somebody, for a reason, for good: no quiz gives it back."""
    return qualification is not None and qualification.state == Qualification.State.REVOKED


def is_suspended(qualification: Qualification | None) -> bool:
    """By somebody, for a reason, until the quiz is passed again."""
    return qualification is not None and qualification.state == Qualification.State.SUSPENDED


def is_active(facts: Facts) -> bool:
    """In the community, and eligible."""
    return facts.membership is not None and facts.membership.state == Membership.State.ACTIVE


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


def spent_attempts(facts: Facts, now: datetime) -> list[Attempt]:
    """Attempts that count against the limit, the newest first.

    A qualification that was held for its whole time gives new attempts: else nobody could come
    back after it.
    """
    since = facts.qualification.granted_at if facts.qualification else None
    return [
        one
        for one in facts.attempts
        if (one.state != Attempt.State.STARTED or one.expires_at <= now)
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


def _criteria(facts: Facts, now: datetime) -> Verdict:
    if facts.doors.take:
        return DONE
    missing = [clause.sentence for clause in facts.clauses if not clause.is_met]
    sentence = "; ".join(missing)
    return StepState.CURRENT, f"This project is for somebody who {sentence}.", None


def _join(facts: Facts, now: datetime) -> Verdict:
    if is_active(facts):
        return DONE
    name = facts.community.name
    state = facts.membership.state if facts.membership else None
    if state == Membership.State.REMOVED:
        return StepState.BLOCKED, f"You were removed from “{name}”.", None
    if state == Membership.State.PAUSED:
        return StepState.BLOCKED, f"Your membership of “{name}” is paused.", None
    if facts.community.joining != Community.Joining.OPEN:
        return StepState.BLOCKED, f"“{name}” takes members by invitation.", None
    return StepState.CURRENT, f"Join “{name}”.", None


def _guideline(facts: Facts, now: datetime) -> Verdict:
    if facts.guideline is None:
        return StepState.BLOCKED, "The guideline is not published yet.", None
    if facts.has_read:
        return DONE
    return StepState.CURRENT, f"Read the guideline, version {facts.guideline.number}.", None


def _comprehension(facts: Facts, now: datetime) -> Verdict:
    if facts.has_comprehended:
        return DONE
    return StepState.CURRENT, "Answer the questions on the guideline, all of them right.", None


def _practice(facts: Facts, now: datetime) -> Verdict:
    if not facts.practice_open or is_qualified(facts.qualification, now):
        return DONE
    done = facts.practice_total - facts.practice_open
    return StepState.CURRENT, f"Practise: {done} of {facts.practice_total} items done.", None


def _quiz(facts: Facts, now: datetime) -> Verdict:
    if is_qualified(facts.qualification, now):
        return DONE
    if was_taken_back(facts.qualification):
        sentence = facts.qualification.reason if facts.qualification else ""
        return StepState.BLOCKED, sentence or "Your qualification was taken back.", None
    if running_attempt(facts, now) is not None:
        return StepState.CURRENT, "Your quiz is running.", None
    closed = _closed_quiz(facts, now)
    if closed is None and is_suspended(facts.qualification):
        reason = facts.qualification.reason if facts.qualification else ""
        return StepState.CURRENT, f"Pass the quiz again. {reason}".strip(), None
    if closed is None and asks_delta(facts, now):
        sentence = "Pass the short quiz on what the new guideline changed."
        return StepState.CURRENT, sentence, None
    return closed or (StepState.CURRENT, "Pass the quiz.", None)


def _closed_quiz(facts: Facts, now: datetime) -> Verdict | None:
    """Why the quiz cannot be started now, or None when it can."""
    if len(spent_attempts(facts, now)) >= facts.plan.attempts_per_major:
        sentence = "You have used all attempts for this version of the guideline."
        return StepState.BLOCKED, sentence, None
    available_at = next_attempt_at(facts, now)
    if available_at is not None:
        return StepState.BLOCKED, "The next attempt is possible after a pause.", available_at
    if seats_left(facts) == 0:
        return StepState.BLOCKED, "All seats of this project are taken.", None
    if not (facts.is_quiz_complete or asks_delta(facts, now)):
        return StepState.BLOCKED, "The quiz of this project is not ready yet.", None
    return None


def _work(facts: Facts, now: datetime) -> Verdict:
    if facts.project.state != Project.State.ACTIVE:
        return StepState.BLOCKED, "This project is closed.", None
    return StepState.CURRENT, "You can start.", None


_JUDGES: dict[str, Callable[[Facts, datetime], Verdict]] = {
    "criteria": _criteria,
    "join": _join,
    "guideline": _guideline,
    "comprehension": _comprehension,
    "practice": _practice,
    "quiz": _quiz,
    "work": _work,
}
