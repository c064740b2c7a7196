"""Simulated people on their real way: join, read, answer, sit the quiz, claim, submit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import F

from guildmark.accounts.models import User
from guildmark.communities.actions import join
from guildmark.core.clock import now
from guildmark.demo import assisted, mistakes
from guildmark.demo.people import CAREFUL, Manner, Person
from guildmark.demo.seed.projects import Seeded
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.training.actions import (
    answer_comprehension,
    answer_question,
    read_guideline,
    start_attempt,
    submit_attempt,
    try_practice,
)
from guildmark.training.models import (
    Attempt,
    ComprehensionQuestion,
    PracticeItem,
    QuizQuestion,
)
from guildmark.training.queries import is_qualified
from guildmark.training.written import right_answer
from guildmark.work.actions import Empty, claim_next, draw_suggestion, submit
from guildmark.work.models import Assignment, Submission
from guildmark.work.queries.leases import Lease

Progress = Callable[[int], None]

#: Longer than anybody here takes, and far from the end of a lease.
BEGUN_BEFORE = timedelta(minutes=5)

#: Everybody is at their best in the quiz; some let go once they are in. Nobody would be paid else.
QUIZ_MANNER = replace(
    CAREFUL,
    name="in the quiz",
    edge_error=0.02,
    looseness=0.0,
    miss_factor=0.0,
    spurious_per_image=0.0,
    label_error=0.0,
    answer_error=0.0,
)


class QuizFailedError(RuntimeError):
    """A simulated person did not pass: the demonstration's own numbers are wrong."""


@dataclass(frozen=True)
class Worker:
    """A simulated person with an account and their own random numbers."""

    person: Person
    user: User
    rng: np.random.Generator


def let_in(workers: Sequence[Worker], community_id: int) -> None:
    """They come into the community before what they do there is told. Safe to call twice."""
    for worker in workers:
        join(user_id=worker.user.pk, community_id=community_id, now=now())


@transaction.atomic
def qualify(user: User, seeded: Seeded, rng: np.random.Generator) -> None:
    """The whole way in, up to the qualification. Raises QuizFailedError. Safe to call twice."""
    project = seeded.project
    at = now()
    if is_qualified(user_id=user.pk, project_id=project.pk, now=at):
        return
    if project.community_id is not None:
        join(user_id=user.pk, community_id=project.community_id, now=at)
    guideline = GuidelineVersion.objects.get(project=project, state="published")
    read_guideline(
        user_id=user.pk, project_id=project.pk, guideline_version_id=guideline.pk, now=at
    )
    questions = ComprehensionQuestion.objects.filter(project=project)
    answer_comprehension(
        user_id=user.pk,
        project_id=project.pk,
        answers={str(question.pk): question.right_keys for question in questions},
        now=at,
    )
    practise(user, project)
    attempt = start_attempt(
        user_id=user.pk,
        project_id=project.pk,
        now=at,
        chance=Random(int(rng.integers(2**31))),  # noqa: S311  a demonstration's dice
    )
    for answer in attempt.answers.select_related("question__item"):
        answer_quiz(user, attempt, answer.question, seeded, rng, manner=QUIZ_MANNER, at=at)
    done = submit_attempt(user_id=user.pk, attempt_id=attempt.pk, now=at)
    if done.state != Attempt.State.PASSED:
        raise QuizFailedError(f"{user.email}: {done.result}")


def practise(user: User, project: Project) -> None:
    """Every item right at once; the first who come find none."""
    for item in PracticeItem.objects.filter(project=project).order_by("pk"):
        try_practice(user_id=user.pk, practice_item_id=item.pk, document=item.reference, now=now())


def answer_quiz(
    user: User,
    attempt: Attempt,
    question: QuizQuestion,
    seeded: Seeded,
    rng: np.random.Generator,
    *,
    manner: Manner,
    at: datetime,
) -> None:
    """In this manner where they draw, right where they are asked in words; `at` that moment."""
    item = question.item
    document = said = None
    if question.reference is not None and item is not None:
        document = seeded.answer(item, manner, rng)
    if question.asked is not None:
        said = right_answer(question.asked, question.known)
    answer_question(
        user_id=user.pk,
        attempt_id=attempt.pk,
        question_id=question.pk,
        document=document,
        said=said,
        now=at,
    )


def work_until_nothing_is_left(
    workers: Sequence[Worker],
    seeded: Seeded,
    *,
    expected: int,
    on_answer: Progress,
    days: int = 1,
    on_morning: Progress = lambda _: None,
) -> int:
    """Those who are there that day take tasks in turn, in a new order each round.

    On the last day everybody is, until nobody gets one. `expected` answers are counted on, for how
    far those who drift have drifted, and for the length of the days. Returns the number of answers
    there are, with those of an earlier run and without those to known ones.
    """
    order = np.random.default_rng(seeded.project.pk)
    answers = Submission.objects.filter(task__batch=seeded.work_batch, task__is_gold=False)
    given, answered = answers.count(), 0
    for day in range(1, days + 1):
        on_morning(day)
        is_last = day == days
        at_work = [one for one in workers if is_last or one.person.is_there(day)]
        while at_work and (is_last or given * days < expected * day):
            elapsed = min(1.0, given / expected)
            goes_on = []
            for place in order.permutation(len(at_work)):
                worker = at_work[place]
                pace = worker.person.pace(day)
                done = sum(answer_one(worker, seeded, elapsed=elapsed) for _ in range(pace))
                for _ in range(done):
                    answered += 1
                    on_answer(answered)
                if done:
                    goes_on.append(worker)
            at_work, given = goes_on, answers.count()
    return given


def answer_one(worker: Worker, seeded: Seeded, *, elapsed: float) -> bool:
    """Claim a task and submit it; False when there is nothing for this person."""
    lease = take(worker, seeded)
    if lease is None:
        return False
    answer_lease(worker, lease, seeded, elapsed=elapsed)
    return True


def take(worker: Worker, seeded: Seeded) -> Lease | None:
    """The next task, begun a while ago: an answer takes no longer than its lease is old.

    Only the lease is: what happens has its true moment, or the workers would look late.
    """
    lease = claim_next(user_id=worker.user.pk, project_id=seeded.project.pk, now=now())
    if isinstance(lease, Empty):
        return None
    held = Assignment.objects.filter(pk=lease.assignment_id)
    held.update(leased_at=F("leased_at") - BEGUN_BEFORE)
    return lease


def answer_lease(
    worker: Worker,
    lease: Lease,
    seeded: Seeded,
    *,
    elapsed: float = 1.0,
    document: dict[str, Any] | None = None,
) -> None:
    """Submit what this person answers, or `document` where it is given."""
    manner = mistakes.drifted(worker.person.manner, elapsed=elapsed)
    own = document or _document(worker, lease, seeded, manner)
    seconds = mistakes.seconds_spent(own, manner, worker.rng)
    if document is None and lease.item.id in seeded.drafted:
        own, seconds = _with_draft(worker, lease, own, seconds, manner)
    submit(
        user_id=worker.user.pk,
        assignment_id=lease.assignment_id,
        document=own,
        seconds_spent=seconds,
        now=now(),
    )


def _with_draft(
    worker: Worker, lease: Lease, own: dict[str, Any], seconds: float, manner: Manner
) -> tuple[dict[str, Any], float]:
    """What is handed in, and how long it took, where the lot gives this person a model's draft.

    By dice of its own, so that nobody's other answers depend on the lot.
    """
    place = {"user_id": worker.user.pk, "assignment_id": lease.assignment_id}
    suggestion = draw_suggestion(**place, now=now())
    if suggestion is None:
        return own, seconds
    rng = np.random.default_rng([lease.project_id, lease.item.id, worker.person.number])
    answer, work = assisted.corrected(own, suggestion.document, manner, rng)
    return answer, assisted.seconds_spent(work, manner, rng)


def _document(worker: Worker, lease: Lease, seeded: Seeded, manner: Manner) -> dict[str, Any]:
    """What this person answers; two who collude share their dice for an item."""
    item = lease.item
    rng = worker.rng
    if worker.person.manner.name == "colluding":
        rng = np.random.default_rng([seeded.project.pk, item.id])
    return seeded.answer(item, manner, rng)
