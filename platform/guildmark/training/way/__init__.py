"""The way of a person into a project's work: what is done, what comes next, in words.

Pure: `queries.ways` loads the facts, `way_of` judges them.
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from guildmark.communities.models import Community
from guildmark.communities.queries import ClauseExplained
from guildmark.projects.models import Project
from guildmark.training.models import Qualification, TrainingPlan
from guildmark.training.way.facts import (
    Facts,
    QuizAhead,
    asks_delta,
    delta_majors,
    is_active,
    is_qualified,
    is_suspended,
    may_read,
    next_attempt_at,
    quiz_ahead,
    running_attempt,
    seats_left,
    spent_attempts,
    taken_back,
)
from guildmark.training.way.steps import JUDGES, StepState

__all__ = [
    "Facts",
    "QuizAhead",
    "Step",
    "StepState",
    "Way",
    "asks_delta",
    "delta_majors",
    "is_active",
    "is_qualified",
    "is_suspended",
    "may_read",
    "next_attempt_at",
    "quiz_ahead",
    "running_attempt",
    "seats_left",
    "spent_attempts",
    "taken_back",
    "way_of",
]

STEPS = ("criteria", "join", "guideline", "comprehension", "practice", "quiz", "work")


@dataclass(frozen=True)
class Step:
    """One step with a sentence on what is missing.

    `pause_seconds` is how long it is until `available_at`, in whole seconds, never too few.
    """

    key: str
    state: StepState
    detail: str
    available_at: datetime | None = None
    pause_seconds: int | None = None


@dataclass(frozen=True)
class Way:
    """The steps, in order, and what the page shows beside them.

    `languages` are those that training is put into; None in a list of ways, where they are not
    loaded.
    """

    project: Project
    community: Community
    clauses: list[ClauseExplained]
    steps: list[Step]
    seats_left: int | None
    qualification: Qualification | None
    attempt_id: int | None
    quiz: QuizAhead
    plan: TrainingPlan
    languages: tuple[str, ...] | None = None

    @property
    def next_step(self) -> Step:
        """The first that is not done; the last when all are."""
        return next((one for one in self.steps if one.state is not StepState.DONE), self.steps[-1])

    @property
    def is_ready_for_work(self) -> bool:
        """True when nothing is missing but the work itself."""
        return self.next_step.key == "work" and self.next_step.state is StepState.CURRENT


def way_of(facts: Facts, *, now: datetime) -> Way:
    """Judge every step; those after the first that is not done lie ahead."""
    steps: list[Step] = []
    is_open = True
    for key in STEPS:
        if key == "practice" and not facts.practice_total:
            continue
        state, detail, available_at = JUDGES[key](facts, now)
        if not is_open and state is not StepState.DONE:
            state, available_at = StepState.AHEAD, None
        is_open = is_open and state is StepState.DONE
        pause = None if available_at is None else ceil((available_at - now).total_seconds())
        steps.append(Step(key, state, detail, available_at, pause))
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
