"""Warm fits of large projects: they read what is new, and say what a fit of everything says."""

from collections.abc import Iterator
from typing import Any

import pytest

from concord.documents import parse_document
from guildmark.consensus import actions
from guildmark.consensus.actions import going_on
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.running import refit
from guildmark.consensus.models import AnswerColumns, ConsensusResult, ConsensusRun
from guildmark.core import clock
from guildmark.projects.models import Project as ProjectRow
from guildmark.projects.models import SchemaVersion
from guildmark.quality.models import GoldItem
from guildmark.work import actions as work_actions
from guildmark.work.models import Assignment, Seat, Submission, Task
from tests.factories import quality, work
from tests.load.fits_bench import Project

pytestmark = pytest.mark.django_db

TASKS, NEW = 400, 4
#: What is only voted on is learnt from fewer.
VOTED = 200
#: Of what hangs on no outlines.
FEW = 110
#: A warm fit comes this near to a cold one.
NEAR = 1e-3
#: Outlines, and what is said of them, are matched for seconds.
BOXES, DESCRIBED = (pytest.param(one, marks=pytest.mark.slow) for one in ("boxes", "described"))


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(going_on, "MANY", 50)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each answer that is read."""
    parsed: list[int] = []

    def counted(value: Any) -> Any:  # as `parse_document`
        parsed.append(1)
        return parse_document(value)

    monkeypatch.setattr("guildmark.consensus.queries.inputs.parse_document", counted)
    return parsed


def _fit(project: Project, *, cold: bool) -> ConsensusRun:
    if cold:
        run = actions.request_run(actor_id=None, project_id=project.id, now=clock.now())
    else:
        run = actions.request_warm_run(project_id=project.id, now=clock.now())
    refit(run_id=run.pk, clock=clock.now)
    run.refresh_from_db()
    assert run.state == "done", run.error_detail
    return run


def _grown(kind: str, count: int = NEW, tasks: int = FEW) -> tuple[Project, list[int]]:
    """A project that was fitted, and then had some tasks more."""
    project = Project(kind, people=12)
    # By name: of so few answers a cold fit may choose another method than the last one did.
    ProjectRow.objects.filter(pk=project.id).update(consensus_method="hierarchical")
    project.add(tasks)
    _fit(project, cold=True)
    return project, _more(project, count)


def _more(project: Project, count: int = NEW) -> list[int]:
    made = project.add(count)
    for task_id in made:
        refresh_task(task_id=task_id, now=clock.now())
    return made


def _said() -> dict[int, dict[str, Any]]:
    found = ConsensusResult.objects.filter(is_current=True)
    return dict(found.values_list("task_id", "confidence"))


def _numbers(value: Any) -> Iterator[float]:  # JSON
    if isinstance(value, dict):
        for key in sorted(value):
            yield from _numbers(value[key])
    elif isinstance(value, float):
        yield value


def _furthest(one: dict[int, Any], other: dict[int, Any]) -> float:
    assert one.keys() == other.keys()
    pairs = [
        abs(first - second)
        for key in one
        for first, second in zip(_numbers(one[key]), _numbers(other[key]), strict=True)
    ]
    assert len(pairs) > FEW
    return max(pairs)


@pytest.mark.parametrize("kind", [BOXES, DESCRIBED, "classes", "numbers"])
def test_a_warm_fit_reads_only_what_is_new_and_says_what_a_cold_one_does(
    kind: str, read: list[int]
) -> None:
    tasks = VOTED if kind in ("classes", "numbers") else TASKS
    project, made = _grown(kind, tasks=tasks)
    before = dict(ConsensusResult.objects.filter(is_current=True).values_list("task_id", "pk"))
    read.clear()

    warm = _fit(project, cold=False)
    answers = len(read)
    said = _said()
    cold = _fit(project, cold=True)

    judged = set(warm.results.values_list("task_id", flat=True))
    moved = judged - set(made)
    after = dict(ConsensusResult.objects.filter(run=cold).values_list("task_id", "pk"))
    assert AnswerColumns.objects.count() == 1  # the cold one's: it replaces the others
    assert (warm.task_count, warm.submission_count) == (cold.task_count, cold.submission_count)
    assert (warm.model or {}).keys() == (cold.model or {}).keys()
    # New answers twice, to learn from and to judge; of the others those that moved, or may have.
    may_have = {"numbers": 6, "described": 2}.get(kind, 1) * tasks // 10
    assert answers <= 3 * (2 * NEW + len(moved) + may_have)
    assert before.keys() | set(made) == said.keys()
    assert after
    assert _furthest(said, _said()) <= NEAR


@pytest.mark.parametrize("kind", [DESCRIBED, "numbers"])
def test_what_hangs_on_weights_is_judged_anew_where_people_are_known_otherwise(kind: str) -> None:
    project, made = _grown(kind, FEW // 11)

    warm = _fit(project, cold=False)
    said = _said()
    moved = set(warm.results.values_list("task_id", flat=True)) - set(made)
    _fit(project, cold=True)

    assert warm.inputs_sha256 == ""  # it went on
    assert moved
    assert _furthest(_weighed(said), _weighed(_said())) <= NEAR


def _weighed(said: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Of each task what is voted on by weights; outlines are learnt by whole fits alone."""
    return {
        task_id: {
            "answers": one["answers"],
            "attributes": {key: shape["attributes"] for key, shape in one["shapes"].items()},
        }
        for task_id, one in said.items()
    }


def test_one_fit_after_the_other_goes_on_and_additions_are_put_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(going_on, "MOST_ADDITIONS", 2)
    project, made = _grown("classes", 1)
    for _ in range(2):
        _fit(project, cold=False)
        made += _more(project, 1)
    _fit(project, cold=False)

    kept = list(AnswerColumns.objects.order_by("run_id"))
    said = _said()
    _fit(project, cold=True)

    assert [one.is_whole for one in kept] == [True, False]
    assert kept[1].touched_count == len(made) == 3
    assert _furthest(said, _said()) <= NEAR


def test_what_is_gone_teaches_no_more() -> None:
    project, made = _grown("classes")
    _fit(project, cold=False)
    gone = Task.objects.filter(pk__lt=made[0]).order_by("pk")[:3]
    Task.objects.filter(pk__in=[task.pk for task in gone]).update(state=Task.State.CANCELLED)
    voided = Submission.objects.filter(task_id=made[0]).order_by("pk")[0]
    Assignment.objects.filter(pk=voided.assignment_id).update(state=Assignment.State.VOIDED)
    Task.objects.filter(pk=made[0]).update(counted=2, target=2)

    warm = _fit(project, cold=False)
    said = _said()
    result = ConsensusResult.objects.get(task_id=made[0], is_current=True)
    cold = _fit(project, cold=True)

    assert AnswerColumns.objects.get().run_id == cold.pk
    assert (warm.task_count, warm.submission_count) == (cold.task_count, cold.submission_count)
    assert cold.task_count == FEW + NEW - 3
    assert (result.run_id, result.submission_count) == (warm.pk, 2)
    assert _furthest(said, _said()) <= NEAR


def test_what_is_said_of_gold_since_then_teaches_too() -> None:
    project = Project("classes", people=12)
    ProjectRow.objects.filter(pk=project.id).update(consensus_method="hierarchical")
    work.add_items(project.place, 1)
    work.open_batch(project.place)
    project.add(FEW)
    known = [quality.gold_item(project.place, reference=_says("coin")) for _ in range(3)]
    for gold in known:
        _tells(project, gold, 0)
    before = _fit(project, cold=True)
    _more(project, 1)
    for gold in known:
        for person in (1, 2, 3):
            _tells(project, gold, person, _says("button"))

    warm = _fit(project, cold=False)
    said = _said()
    cold = _fit(project, cold=True)

    right = [_right(run, project.people[1].pk) for run in (before, warm, cold)]
    assert warm.inputs_sha256 == ""  # it went on, and saw three answers more of everybody's
    assert right[1] < right[0] - 0.01
    assert right[1] == pytest.approx(right[2], abs=NEAR)
    assert _furthest(said, _said()) <= NEAR


def _tells(
    project: Project, gold: GoldItem, person: int, document: dict[str, Any] | None = None
) -> None:
    """What a person says to gold, who becomes a member of the community the first time."""
    who, place = project.people[person], project.place
    if not Seat.objects.filter(annotator=who, project=place.project).exists():
        work.annotator(place, user=who)
        work_actions.require_seat(user_id=who.pk, project_id=project.id, now=work.NOW)
    held = quality.gold_lease(place, gold, who)
    work_actions.submit(
        user_id=who.pk, assignment_id=held.pk, document=document or gold.reference,
        seconds_spent=8.0, now=work.NOW,
    )  # fmt: skip


def _says(what: str) -> dict[str, Any]:
    return {"version": 1, "is_nothing_here": False, "shapes": [], "answers": {"what": what}}


def _right(run: ConsensusRun, person: int) -> float:
    """How often somebody calls a coin one, as the fit has learnt."""
    assert run.model is not None
    rates: list[list[float]] = run.model["questions"]["what"]["confusions"][str(person)]
    return rates[0][0]


@pytest.mark.parametrize("what", ["much", "plan", "schema"])
def test_what_changes_everything_is_fitted_whole(what: str) -> None:
    project, _ = _grown("classes", FEW // 9 if what == "much" else NEW)
    if what == "plan":
        ProjectRow.objects.filter(pk=project.id).update(gold_iou=0.7)
    if what == "schema":
        old = SchemaVersion.objects.get(project_id=project.id)
        old.pk, old.number, old._state.adding = None, old.number + 1, True
        old.save()

    warm = _fit(project, cold=False)

    assert warm.is_provisional
    assert warm.inputs_sha256 != ""
    kept = AnswerColumns.objects.get()
    assert (kept.run_id, kept.is_whole) == (warm.pk, True)
