"""Fits of a whole project."""

import json
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from guildmark.consensus import actions
from guildmark.consensus.actions import going_on
from guildmark.consensus.actions.running import fitted, refit
from guildmark.consensus.consolidation import consolidate, consolidate_all
from guildmark.consensus.errors import NothingToCompute, RunRunning
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.consensus.queries.agreement import agreement_page
from guildmark.consensus.queries.inputs import model_for, project_inputs
from guildmark.consensus.queries.report import report_page
from guildmark.consensus.queries.tasks import is_due
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.core.said import told
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.work.models import Task
from tests.factories import consensus, work
from tests.factories.consensus import box, document
from workers.tasks.consensus import refit as refit_task

pytestmark = pytest.mark.django_db


def _request(place: work.Workplace) -> ConsensusRun:
    return actions.request_run(actor_id=None, project_id=place.project.pk, now=clock.now())


def test_a_warm_fit_that_waits_becomes_the_cold_one_that_is_wanted() -> None:
    place = consensus.labelled(items=3)
    warm = actions.request_warm_run(project_id=place.project.pk, now=clock.now())

    cold = _request(place)

    assert (cold.pk, cold.is_provisional) == (warm.pk, False)
    with pytest.raises(RunRunning):
        actions.request_warm_run(project_id=place.project.pk, now=clock.now())
    ConsensusRun.objects.update(is_provisional=True, state=Operation.State.RUNNING)
    with pytest.raises(RunRunning):
        _request(place)


def test_a_fit_judges_everything_measures_agreement_and_says_so() -> None:
    place = consensus.labelled(items=32)

    run = consensus.fitted(place)

    assert (run.state, run.is_provisional) == (Operation.State.DONE, False)
    assert run.parameters == {
        "method": "auto",
        "calibration_method": "auto",
        "target_confidence": 0.95,
        "shape_kept_from": 0.5,
        "disputed_below": 0.5,
        "gold_iou": 0.5,
    }
    assert (run.task_count, run.submission_count) == (32, 96)
    assert run.progress_done == run.progress_total > 32
    assert ConsensusResult.objects.filter(run=run, is_current=True).count() == 32
    assert set(Task.objects.values_list("state", flat=True)) == {Task.State.RESOLVED}
    assert run.agreement is not None
    f1 = run.agreement["f1_50"]
    assert f1["value"] == pytest.approx((1 + 0.8 + 0.8) / 3)
    assert f1["lower"] <= f1["value"] <= f1["upper"]
    assert run.agreement["labels"][0]["key"] == "coin"
    assert run.agreement["alpha"]["undefined_reason"] == "All answers are the same label."
    assert Event.objects.filter(name="consensus_run.finished").count() == 1


def test_a_fit_of_more_shapes_than_can_be_compared_fails_and_names_the_task(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = consensus.labelled(items=2)
    monkeypatch.setattr("concord.shapes.pairs.MOST_PAIRS", 2)

    run = consensus.fitted(place)

    first = Task.objects.order_by("pk")[0]
    assert (run.state, run.error_code) == (Operation.State.FAILED, "too_many_shapes")
    run.refresh_from_db()
    assert run.error_detail == (
        f"In task {first.pk} more shapes lie on one another, or hang together in a chain, than can "
        "be compared. Open that task and cancel it, or reject its answers that have the most "
        "shapes, then press “Compute again”."
    )
    with translation.override("es"):
        assert told(run.error_detail) == (
            f"En la tarea {first.pk} hay más figuras unas sobre otras, o unidas en cadena, de las "
            "que se pueden comparar. Abre esa tarea y cancélala, o rechaza sus respuestas con más "
            "figuras, y pulsa después «Calcular de nuevo»."
        )


def test_the_same_answers_give_the_same_model_and_no_new_versions() -> None:
    place = consensus.labelled(items=12)

    first, second = consensus.fitted(place), consensus.fitted(place)

    assert json.dumps(first.model) == json.dumps(second.model)
    assert (first.agreement, first.report) == (second.agreement, second.report)
    assert first.inputs_sha256 == second.inputs_sha256
    assert ConsensusResult.objects.filter(is_current=True).count() == 12
    assert set(ConsensusResult.objects.values_list("version", flat=True)) == {1}


def test_a_fit_after_single_labels_makes_new_versions_and_keeps_the_old() -> None:
    place = consensus.refreshed(consensus.labelled(items=12))
    before = list(ConsensusResult.objects.order_by("pk").values_list("pk", "document"))

    consensus.fitted(place)

    old = ConsensusResult.objects.filter(version=1).order_by("pk")
    assert list(old.values_list("pk", "document")) == before
    assert ConsensusResult.objects.filter(version=2, is_current=True).count() == 12


def _warm(place: work.Workplace) -> ConsensusRun:
    run = actions.request_warm_run(project_id=place.project.pk, now=clock.now())
    refit(run_id=run.pk, clock=clock.now)
    run.refresh_from_db()
    return run


def test_a_warm_fit_touches_nothing_that_stays() -> None:
    place = consensus.labelled(items=12)
    cold = consensus.fitted(place)

    warm = _warm(place)

    assert (warm.state, warm.is_provisional) == (Operation.State.DONE, True)
    assert warm.inputs_sha256 == cold.inputs_sha256
    assert ConsensusResult.objects.filter(run=cold, is_provisional=False).count() == 12
    assert not ConsensusResult.objects.filter(run=warm).exists()


def test_what_a_warm_fit_changes_is_provisional_until_a_cold_one() -> None:
    place = consensus.labelled(items=12)
    consensus.fitted(place)
    work.add_items(place, 12)
    consensus.labelled(place=place, says=lambda person, item: document(box(20, 30 + 9 * person)))

    warm = _warm(place)
    touched = ConsensusResult.objects.filter(run=warm, is_current=True)
    assert touched.count() >= 12
    assert set(touched.values_list("is_provisional", flat=True)) == {True}
    cold = consensus.fitted(place)

    assert cold.task_count == 24
    assert not ConsensusResult.objects.filter(is_current=True, is_provisional=True).exists()


def test_the_night_publishes_what_is_provisional_and_then_leaves_it() -> None:
    place = consensus.refreshed(consensus.labelled(items=3))

    assert actions.request_nightly_runs(now=clock.now()) == 1
    refit(run_id=ConsensusRun.objects.get().pk, clock=clock.now)

    assert set(ConsensusResult.objects.filter(is_current=True).values_list("is_provisional")) == {
        (False,)
    }
    assert actions.request_nightly_runs(now=clock.now()) == 0
    assert ConsensusRun.objects.get(project=place.project).is_provisional is False


def test_a_release_waits_for_a_cold_fit_under_the_plan_of_today() -> None:
    place = consensus.labelled(items=3)
    first = consensus.fitted(place)
    asked_at = clock.now()

    same = fitted(project_id=place.project.pk, since=asked_at, clock=clock.now)
    Project.objects.update(consensus_method="majority")
    other = fitted(project_id=place.project.pk, since=asked_at, clock=clock.now)

    assert same == first
    assert other is not None
    assert (other.pk != first.pk, other.parameters["method"]) == (True, "majority")


def test_the_first_due_fit_is_cold_and_the_next_is_warm() -> None:
    place = consensus.refreshed(consensus.labelled(items=10))
    actions.request_due_runs(now=clock.now())
    refit(run_id=ConsensusRun.objects.get().pk, clock=clock.now)
    work.add_items(place, 10)
    consensus.refreshed(consensus.labelled(place=place))

    assert actions.request_due_runs(now=clock.now() + timedelta(minutes=5)) == 1

    kinds = ConsensusRun.objects.order_by("pk").values_list("is_provisional", flat=True)
    assert list(kinds) == [False, True]


def test_below_thirty_images_there_is_no_number_but_a_reason() -> None:
    run = consensus.fitted(consensus.labelled(items=5))

    assert run.agreement is not None
    assert run.agreement["mean_iou"]["value"] is None
    assert "30" in run.agreement["mean_iou"]["undefined_reason"]


def test_one_fit_at_a_time_and_the_refusal_names_the_live_one() -> None:
    place = consensus.labelled(items=1)
    live = _request(place)

    with pytest.raises(RunRunning) as refused:
        _request(place)

    assert refused.value.existing_id == live.pk


def test_nothing_complete_is_nothing_to_compute() -> None:
    place = work.workplace(items=1)

    with pytest.raises(NothingToCompute):
        _request(place)


def test_a_fit_runs_once_however_often_it_is_called() -> None:
    place = consensus.labelled(items=3)
    run = _request(place)

    for _ in range(3):
        refit(run_id=run.pk, clock=clock.now)

    run.refresh_from_db()
    assert (run.state, run.attempt) == (Operation.State.DONE, 1)
    assert Event.objects.filter(name="consensus_run.finished").count() == 1


def test_what_a_lost_worker_left_running_is_taken_over() -> None:
    place = consensus.labelled(items=3)
    run = _request(place)
    ConsensusRun.objects.filter(pk=run.pk).update(
        state=Operation.State.RUNNING, attempt=1, heartbeat_at=clock.now()
    )

    refit(run_id=run.pk, clock=clock.now)

    run.refresh_from_db()
    assert (run.state, run.attempt) == (Operation.State.DONE, 2)


def test_a_fit_that_takes_too_long_is_ended_at_once_and_not_begun_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def overlong(*_: object) -> None:
        raise SoftTimeLimitExceeded

    place = consensus.labelled(items=1)
    run = _request(place)
    monkeypatch.setattr("guildmark.consensus.actions.running._refit", overlong)

    for _ in range(2):
        refit_task(consensus_run_id=run.pk)

    run.refresh_from_db()
    assert (run.state, run.error_code, run.attempt) == (Operation.State.FAILED, "too_long", 1)
    assert str(run.error_detail).startswith("This fit took over 28 minutes and was ended.")


def test_a_cancelled_fit_ends_without_a_model() -> None:
    place = consensus.labelled(items=3)
    run = _request(place)
    ConsensusRun.objects.filter(pk=run.pk).update(is_cancel_requested=True)

    refit(run_id=run.pk, clock=clock.now)

    run.refresh_from_db()
    assert (run.state, run.model) == (Operation.State.CANCELLED, None)


def test_one_that_kills_its_workers_is_given_up() -> None:
    place = consensus.labelled(items=1)
    run = _request(place)
    ConsensusRun.objects.filter(pk=run.pk).update(state=Operation.State.RUNNING, attempt=8)

    refit(run_id=run.pk, clock=clock.now)

    run.refresh_from_db()
    assert (run.state, run.error_code) == (Operation.State.FAILED, "gave_up")


@pytest.mark.parametrize(
    ("new_tasks", "seen_tasks", "quiet_seconds", "expected"),
    [(9, 0, 5, False), (10, 0, 5, True), (9, 0, 90, True), (9, 200, 5, False),
     (19, 200, 5, False), (20, 200, 5, True), (0, 200, 900, False),
     (189, 10_000, 5, False), (190, 10_000, 5, True)],
)  # fmt: skip
def test_a_fit_is_due_after_ten_new_tasks_or_a_tenth_or_a_quiet_minute(
    new_tasks: int, seen_tasks: int, quiet_seconds: int, expected: bool
) -> None:
    assert is_due(new_tasks, seen_tasks, timedelta(seconds=quiet_seconds)) is expected


def test_the_beat_asks_for_a_fit_once_there_is_enough() -> None:
    place = consensus.refreshed(consensus.labelled(items=10))

    assert actions.request_due_runs(now=clock.now()) == 1
    assert actions.request_due_runs(now=clock.now()) == 0
    assert ConsensusRun.objects.get().project_id == place.project.pk


def test_a_warm_fit_of_many_tasks_measures_only_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(going_on, "MANY", 5)
    place = consensus.labelled(items=12)
    cold = consensus.fitted(place)

    soon = _warm(place)
    shown = agreement_page(place.project.pk)
    ConsensusRun.objects.update(finished_at=clock.now() - going_on.MEASURED_EVERY)
    later = _warm(place)

    assert (soon.state, soon.agreement, soon.report) == (Operation.State.DONE, None, None)
    assert soon.progress_done == soon.progress_total
    assert (shown["run_id"], shown["item_count"]) == (cold.pk, 12)
    assert report_page(place.project.pk).run == later
    assert (later.agreement, later.report) == (cold.agreement, cold.report)


def test_a_warm_fit_locks_only_the_tasks_it_changes() -> None:
    place = consensus.labelled(items=12)
    consensus.fitted(place)

    def locks() -> int:
        with CaptureQueriesContext(connection) as queries:
            _warm(place)
        return sum(
            "FOR NO KEY UPDATE" in one["sql"] for one in queries if "work_task" in one["sql"]
        )

    nothing_new = locks()
    work.add_items(place, 1)
    consensus.labelled(place=place)

    assert nothing_new == 0
    assert locks() > 0


def test_labels_made_many_at_a_time_are_those_made_one_by_one() -> None:
    place = consensus.labelled(items=60)
    cold = consensus.fitted(place)
    given = project_inputs(place.project.pk)
    model, run_id = model_for(given.schema, cold.pk)

    alone = [consolidate(task, given.schema, model, given.plan) for task in given.tasks.sample]

    assert run_id == cold.pk
    assert consolidate_all(given.tasks.sample, given.schema, model, given.plan) == alone
    kept = ConsensusResult.objects.filter(run=cold).order_by("task_id")
    assert [one.document for one in kept] == [one.document for one in alone]
