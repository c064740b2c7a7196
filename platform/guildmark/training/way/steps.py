"""Every step of a way judged, with a sentence on what is missing."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum

from django.utils.translation import gettext as _

from guildmark.communities.models import Community, Membership, Trait
from guildmark.communities.trait_words import spoken
from guildmark.core.said import told
from guildmark.projects.models import Project
from guildmark.training.way.facts import (
    Facts,
    asks_delta,
    is_active,
    is_closing,
    is_inside,
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


#: Nobody knows of a project before its first guideline is in force: this one was taken back.
NOT_IN_FORCE = "The guideline was taken back. It goes on when the next version is published."
#: Also for who no longer meets what is asked: another answer is looked at when it is given.
GOES_ON = "You are taken back by yourself as soon as it is possible."
Verdict = tuple[StepState, str, datetime | None]
DONE: Verdict = (StepState.DONE, "", None)


def _criteria(facts: Facts, now: datetime) -> Verdict:
    if facts.doors.take:
        return DONE
    if facts.community.is_closed and not is_inside(facts):
        return _closed(facts.community)
    missing = [clause.sentence for clause in facts.clauses if not clause.is_met]
    sentence = _("For somebody who {clauses}.").format(clauses="; ".join(missing))
    return StepState.CURRENT, sentence, None


def _join(facts: Facts, now: datetime) -> Verdict:
    if is_active(facts):
        return DONE
    name = facts.community.name
    state = facts.membership.state if facts.membership else None
    if state == Membership.State.REMOVED:
        return StepState.BLOCKED, _("You were removed from “{name}”.").format(name=name), None
    if state == Membership.State.PAUSED:
        sentence = _("Your membership of “{name}” is paused.").format(name=name)
        return StepState.BLOCKED, sentence, None
    if facts.membership and state == Membership.State.INELIGIBLE:
        sentence = _("You are in “{name}”, and cannot go on for now: {reason}.").format(
            name=name, reason=told(facts.membership.reason).rstrip(".")
        )
        return StepState.BLOCKED, f"{sentence} {_(GOES_ON)}", None
    return _entrance(facts)


def _closed(community: Community) -> Verdict:
    sentence = _("“{name}” is closed: it takes nobody in any more.").format(name=community.name)
    return StepState.BLOCKED, sentence, None


def _entrance(facts: Facts) -> Verdict:
    community = facts.community
    if community.is_closed:
        return _closed(community)
    if facts.has_applied:
        sentence = _("Your application to “{name}” is being looked at.").format(name=community.name)
        return StepState.BLOCKED, sentence, None
    if community.joining == Community.Joining.INVITE:
        sentence = _("“{name}” takes members by invitation.").format(name=community.name)
        return StepState.BLOCKED, sentence, None
    if facts.no_place_by is not None:
        return _full(community, facts.no_place_by)
    return StepState.CURRENT, _coming_in(facts), None


def _coming_in(facts: Facts) -> str:
    """Nobody is told to join or apply who would be refused; the step before says why."""
    if not facts.doors.take:
        count = sum(not clause.is_met for clause in facts.clauses)
        return _("Not yet. Of what is asked, you still lack: {count}.").format(count=count)
    name = facts.community.name
    if facts.community.joining == Community.Joining.OPEN:
        return _("Join “{name}”.").format(name=name)
    return _("Apply to “{name}”.").format(name=name)


def _full(community: Community, fact: Trait) -> Verdict:
    sentence = _(
        "All places of “{name}” for people with your answer to “{fact}” are taken. A place that"
        " somebody gives up is free again: look in later."
    )
    said = sentence.format(name=community.name, fact=spoken(fact, fact.name))
    return StepState.BLOCKED, said, None


def _guideline(facts: Facts, now: datetime) -> Verdict:
    if facts.guideline is None:
        return StepState.BLOCKED, _(NOT_IN_FORCE), None
    if facts.has_read:
        return DONE
    sentence = _("Read the guideline, version {number}.").format(number=facts.guideline.number)
    return StepState.CURRENT, sentence, None


def _comprehension(facts: Facts, now: datetime) -> Verdict:
    if facts.has_comprehended:
        return DONE
    sentence = _("Answer the questions on the guideline, all of them right.")
    return StepState.CURRENT, sentence, None


def _practice(facts: Facts, now: datetime) -> Verdict:
    if not facts.practice_open or is_qualified(facts.qualification, now):
        return DONE
    done = facts.practice_total - facts.practice_open
    sentence = _("Practise: {done} of {total} done.")
    return StepState.CURRENT, sentence.format(done=done, total=facts.practice_total), None


def _quiz(facts: Facts, now: datetime) -> Verdict:
    if is_qualified(facts.qualification, now):
        return DONE
    revoked = taken_back(facts)
    if revoked is not None:
        sentence = f"{_('Your qualification was taken back.')} {told(revoked.reason)}".strip()
        return StepState.BLOCKED, sentence, None
    if running_attempt(facts, now) is not None:
        return StepState.CURRENT, _("Your quiz is running."), None
    closed = _closed_quiz(facts, now)
    if closed is None and is_suspended(facts.qualification):
        reason = facts.qualification.reason if facts.qualification else ""
        return StepState.CURRENT, f"{_('Pass the quiz again.')} {told(reason)}".strip(), None
    if closed is None and asks_delta(facts, now):
        sentence = _("Pass the short quiz on what the new guideline changed.")
        return StepState.CURRENT, sentence, None
    return closed or (StepState.CURRENT, _("Pass the quiz."), None)


def _closed_quiz(facts: Facts, now: datetime) -> Verdict | None:
    """Why the quiz cannot be started now, or None when it can."""
    if is_closing(facts, now):
        sentence = _("The time of your quiz is over. Look again in two minutes for its result.")
        return StepState.BLOCKED, sentence, None
    if len(spent_attempts(facts, now)) >= facts.plan.attempts_per_major:
        sentence = _("You have used all attempts for this version of the guideline.")
        return StepState.BLOCKED, sentence, None
    available_at = next_attempt_at(facts, now)
    if available_at is not None:
        return StepState.BLOCKED, _("The next attempt is possible after a pause."), available_at
    if seats_left(facts) == 0:
        return StepState.BLOCKED, _("All seats of this project are taken."), None
    if not (facts.is_quiz_complete or asks_delta(facts, now)):
        return StepState.BLOCKED, _("The quiz of this project is not ready yet."), None
    return None


def _work(facts: Facts, now: datetime) -> Verdict:
    if facts.project.state != Project.State.ACTIVE:
        return StepState.BLOCKED, _("This project is closed."), None
    return StepState.CURRENT, _("You can start."), None


JUDGES: dict[str, Callable[[Facts, datetime], Verdict]] = {
    "criteria": _criteria,
    "join": _join,
    "guideline": _guideline,
    "comprehension": _comprehension,
    "practice": _practice,
    "quiz": _quiz,
    "work": _work,
}
