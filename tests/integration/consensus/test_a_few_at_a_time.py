"""Fits of more tasks than are held in memory: the same labels, and agreement of a sample."""

from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.consensus import actions
from guildmark.consensus.actions import going_on
from guildmark.consensus.actions.running import _is_up_to_date, refit
from guildmark.consensus.models import AnswerColumns, ConsensusResult, ConsensusRun
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.kept import kept_until, touched_since
from guildmark.consensus.queries.tasks import complete_tasks
from guildmark.core import clock
from guildmark.projects.models import Project as ProjectRow
from guildmark.quality.models import AnnotatorFigures, GoldItem
from guildmark.work import actions as work_actions
from guildmark.work.models import Submission, Task
from tests.factories import quality, work
from tests.load.fits_bench import Project

pytestmark = pytest.mark.django_db

TASKS, HELD = 100, 60
NEAR = 1e-6


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(going_on, "MANY", 50)
    monkeypatch.setattr(inputs, "AT_A_TIME", 40)


def _cold(project: Project) -> ConsensusRun:
    run = actions.request_run(actor_id=None, project_id=project.id, now=clock.now())
    refit(run_id=run.pk, clock=clock.now)
    run.refresh_from_db()
    assert run.state == "done", run.error_detail
    return run


def _project(kind: str) -> Project:
    project = Project(kind, people=12)
    ProjectRow.objects.filter(pk=project.id).update(consensus_method="hierarchical")
    project.add(TASKS)
    return project


def _said() -> dict[int, Any]:
    found = ConsensusResult.objects.filter(is_current=True)
    return {key: one for key, *one in found.values_list("task_id", "document", "confidence")}


def _people() -> dict[int, Any]:
    rows = AnnotatorFigures.objects.order_by("annotator_id")
    return {key: one for key, *one in rows.values_list("annotator_id", "agreement", "rule_inputs")}


def _near(one: Any, other: Any) -> bool:  # JSON
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_near(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(_near, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= NEAR
    return bool(one == other)


@pytest.mark.parametrize("kind", ["classes", "numbers"])
def test_what_is_read_a_few_at_a_time_gets_the_labels_of_what_is_held(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _project(kind)
    held = _cold(project)
    said, people, columns = _said(), _people(), AnswerColumns.objects.get().task_count

    monkeypatch.setattr(inputs, "MOST_HELD", HELD)
    streamed = _cold(project)

    assert _near(said, _said())
    assert _near(people, _people())
    assert AnswerColumns.objects.get().task_count == columns == TASKS
    assert streamed.inputs_sha256 == held.inputs_sha256
    assert (streamed.task_count, streamed.submission_count) == (TASKS, 3 * TASKS)
    assert held.agreement is not None
    assert streamed.agreement is not None
    assert (held.agreement["item_count"], streamed.agreement["item_count"]) == (TASKS, HELD)
    assert streamed.progress_done == streamed.progress_total


def test_outlines_are_learnt_from_a_sample_and_all_are_judged_the_same_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inputs, "MOST_HELD", HELD)
    project = _project("boxes")

    first, second = _cold(project), _cold(project)

    assert ConsensusResult.objects.filter(run=first, is_current=True).count() == TASKS
    assert not ConsensusResult.objects.filter(run=second).exists()
    assert first.model == second.model
    assert (first.agreement, first.report) == (second.agreement, second.report)


def test_gold_calibrates_what_is_read_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project("classes", people=12)
    ProjectRow.objects.filter(pk=project.id).update(consensus_method="hierarchical")
    work.add_items(project.place, 1)
    work.open_batch(project.place)
    project.add(TASKS)
    for person in project.people:
        work.annotator(project.place, user=person)
    for number in range(12):
        what = ("coin", "button", "ring")[number % 3]
        said = {"version": 1, "is_nothing_here": False, "shapes": [], "answers": {"what": what}}
        gold = quality.gold_item(project.place, reference=said)
        for person in project.people[number % 4 : number % 4 + 2]:
            _tells(project, gold, person, said)
    held = _cold(project)

    monkeypatch.setattr(inputs, "MOST_HELD", HELD)
    streamed = _cold(project)

    assert held.model is not None
    assert streamed.model is not None
    trust = held.model["trust"]["classes"]["question:what"]
    assert trust["kind"] == "temperature"
    assert _near(trust, streamed.model["trust"]["classes"]["question:what"])


def _tells(project: Project, gold: GoldItem, person: User, said: dict[str, Any]) -> None:
    """What somebody says to gold."""
    work_actions.require_seat(user_id=person.pk, project_id=project.id, now=work.NOW)
    held = quality.gold_lease(project.place, gold, person)
    work_actions.submit(
        user_id=person.pk, assignment_id=held.pk, document=said, seconds_spent=8.0, now=work.NOW
    )


@pytest.mark.parametrize("is_sampled", [False, True], ids=["of the others", "of the sample"])
@pytest.mark.parametrize("when", ["columns_of", "fit_columns"])
def test_an_answer_that_changes_while_a_fit_reads_leaves_it_up_to_date_with_nothing(
    monkeypatch: pytest.MonkeyPatch, when: str, *, is_sampled: bool
) -> None:
    """Before it is read to learn from, and between that and judging."""
    monkeypatch.setattr(inputs, "MOST_HELD", HELD)
    project = _project("classes")
    sampled = {one.task_id for one in inputs.project_inputs(project.id).tasks.sample}
    tasks = [one.pk for one in complete_tasks(project_id=project.id).order_by("-pk")]
    task_id = next(pk for pk in tasks if (pk in sampled) == is_sampled)
    out, back, *_ = Submission.objects.filter(task_id=task_id).values_list("pk", flat=True)

    def swap(voided: int, counting: int) -> None:
        Submission.objects.filter(pk=voided).update(counts=False)
        Submission.objects.filter(pk=counting).update(counts=True)

    Submission.objects.filter(pk=back).update(counts=False)
    Task.objects.filter(pk=task_id).update(counted=2, target=2)
    real = getattr(going_on, when)

    def meanwhile(*given: Any, **named: Any) -> Any:
        swap(out, back)
        return real(*given, **named)

    monkeypatch.setattr(going_on, when, meanwhile)
    run = _cold(project)
    is_seen = when == "fit_columns" or is_sampled  # before: some pass had the old answer
    up_to_date = [_is_up_to_date(run)]
    swap(back, out)
    up_to_date.append(_is_up_to_date(run))
    swap(out, back)

    kept = kept_until(run)
    assert up_to_date == [not is_seen, False]
    assert kept is not None
    assert (task_id in kept.columns.task_ids) != is_seen
    assert (task_id in touched_since(kept).ids) == is_seen
    assert len(kept.columns.task_ids) == TASKS - is_seen
