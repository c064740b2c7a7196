"""Every step of a way judged, with a sentence on what is missing."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum

from guildmark.communities.models import Community, Membership
from guildmark.projects.models import Project
from guildmark.training.way.facts import (
    Facts,
    asks_delta,
    is_active,
    is_qualified,
    is_suspended,
    next_attempt_at,
    running_attempt,
    seats_left,
    spent_attempts,
    taken_back,
)


class StepState(Enum):
    """Done, the one to take now, later, or not to be taken."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    BLOCKED = "blocked"


Verdict = tuple[StepState, str, datetime | None]
DONE: Verdict = (StepState.DONE, "", None)


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
    revoked = taken_back(facts)
    if revoked is not None:
        sentence = f"Your qualification was taken back. {revoked.reason}".strip()
        return StepState.BLOCKED, sentence, None
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


JUDGES: dict[str, Callable[[Facts, datetime], Verdict]] = {
    "criteria": _criteria,
    "join": _join,
    "guideline": _guideline,
    "comprehension": _comprehension,
    "practice": _practice,
    "quiz": _quiz,
    "work": _work,
}
