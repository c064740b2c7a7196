"""An answer is taken out and another one comes while a fit reckons with the first."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.consensus.actions import judging, settling
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.settling import settle_waiting
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries import inputs
from guildmark.core import clock
from guildmark.work import actions as work_actions
from guildmark.work.models import Submission, Task
from tests.factories import consensus, work
from tests.factories.consensus import jittered
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
SURE, UNSURE = 0.51, 0.999


def _exchange(place: Workplace, task: Task, newcomer: User) -> None:
    """As many answers as before, of which one is another."""
    first = Submission.objects.filter(task=task).order_by("pk")[0]
    work_actions.void_submissions(
        actor_id=place.manager.pk, annotator_id=first.annotator_id, project_id=place.project.pk,
        since=None, reason="Careless.", now=NOW,
    )  # fmt: skip
    held = work.claim(newcomer, place)
    assert held.task_id == task.pk
    work_actions.submit(
        user_id=newcomer.pk, assignment_id=held.assignment_id,
        document=jittered(3, held.item.id), seconds_spent=5.0, now=NOW,
    )  # fmt: skip


def _meanwhile(monkeypatch: pytest.MonkeyPatch, where: Any, happens: Callable[[], None]) -> None:
    """Let something happen once, when a module has read answers and not yet locked their tasks."""
    reckon = where.consolidate_all

    def reckoned(*given: Any) -> Any:
        monkeypatch.setattr(where, "consolidate_all", reckon)
        happens()
        return reckon(*given)

    monkeypatch.setattr(where, "consolidate_all", reckoned)


@pytest.mark.parametrize(("is_exchanged", "label_count"), [(False, 1), (True, 0)])
def test_a_fit_writes_no_label_of_answers_that_were_exchanged(
    monkeypatch: pytest.MonkeyPatch, label_count: int, *, is_exchanged: bool
) -> None:
    place = consensus.labelled()
    task = Task.objects.get()
    if is_exchanged:
        newcomer = work.annotator(place)
        _meanwhile(monkeypatch, judging, partial(_exchange, place, task, newcomer))

    run = consensus.fitted(place)
    labels = ConsensusResult.objects.count()
    refresh_task(task_id=task.pk, now=clock.now())

    answers = inputs.votes_of_tasks([task.pk])[task.pk]
    assert (run.state, labels, len(answers.votes)) == ("done", label_count, 3)
    assert ConsensusResult.objects.get().inputs_sha256 == answers.inputs_sha256


@pytest.mark.parametrize(("is_exchanged", "state"), [(False, "resolved"), (True, "open")])
def test_what_waits_is_settled_by_the_answers_it_has(
    monkeypatch: pytest.MonkeyPatch, state: str, *, is_exchanged: bool
) -> None:
    place = consensus.labelled(items=12)
    run = consensus.calibrated(place)
    consensus.aims_at(place, UNSURE)
    work.add_items(place, 1)
    batch = work.open_batch(place, is_adaptive=True, overlap_max=4, audit_share=0.0)
    for number in range(2):
        consensus.answer_all(place, work.annotator(place), partial(jittered, number))
    task = Task.objects.get(batch=batch)
    refresh_task(task_id=task.pk, now=clock.now())
    consensus.aims_at(place, SURE)
    schema = inputs.project_schema(place.project.pk)
    if is_exchanged:
        newcomer = work.annotator(place)
        _meanwhile(monkeypatch, settling, partial(_exchange, place, task, newcomer))

    list(
        settle_waiting(
            run=run, schema=schema, model=inputs.model_for(schema, run.pk)[0],
            plan=inputs.project_plan(place.project.pk), on_chunk=lambda: None, clock=clock.now,
            task_ids=[task.pk],
        )
    )  # fmt: skip

    task.refresh_from_db()
    assert (task.state, task.counted) == (state, 2)
