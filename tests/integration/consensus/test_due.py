"""When the next fit of a project is asked for, and when there is nothing to learn from."""

from datetime import timedelta
from functools import partial

import pytest

from guildmark.consensus import actions
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.running import refit
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.consensus.queries.report import report_page
from guildmark.consensus.queries.tasks import due_projects, unpublished_projects
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.work import actions as work_actions
from guildmark.work.models import Task
from tests.factories import consensus, work
from tests.factories.consensus import box, document, jittered
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
#: Long enough for anything new to be due.
LATER = timedelta(minutes=5)


def _due(after: timedelta = LATER) -> int:
    """How many fits are asked for then."""
    return actions.request_due_runs(now=clock.now() + after)


def _fitted_with_one_more(*, is_adaptive: bool) -> tuple[Workplace, Task]:
    """A fitted project, and a task after it that two people have answered, judged."""
    place = consensus.labelled(items=12)
    consensus.calibrated(place)
    consensus.aims_at(place, 0.999)
    work.add_items(place, 1)
    batch = work.open_batch(place, overlap=2, is_adaptive=is_adaptive, overlap_max=4)
    for person in (0, 1):
        consensus.answer_all(place, work.annotator(place), partial(jittered, person))
    task = Task.objects.get(batch=batch)
    assert refresh_task(task_id=task.pk, now=clock.now()) is not None
    task.refresh_from_db()
    return place, task


def _is_judged(task: Task) -> bool:
    return ConsensusResult.objects.filter(task=task, is_current=True).exists()


def test_a_complete_task_after_the_last_fit_makes_one_due_and_the_fit_sees_it() -> None:
    _, task = _fitted_with_one_more(is_adaptive=False)

    assert _due() == 1
    refit(run_id=ConsensusRun.objects.latest("pk").pk, clock=clock.now)

    assert _is_judged(task)
    assert _due() == 0


def test_a_task_that_others_are_asked_about_makes_no_fit_due() -> None:
    place, task = _fitted_with_one_more(is_adaptive=True)

    assert (task.state, task.open_slots, _is_judged(task)) == ("open", 1, True)
    assert _due() == 0
    assert unpublished_projects() == []
    assert report_page(place.project.pk).counts["provisional_count"] == 0


def test_a_judged_task_that_is_called_off_makes_no_fit_due() -> None:
    place, task = _fitted_with_one_more(is_adaptive=False)
    before = (unpublished_projects(), report_page(place.project.pk).counts["provisional_count"])

    work_actions.cancel_task(
        actor_id=place.manager.pk, task_id=task.pk, reason="no use", now=clock.now()
    )

    assert before == ([place.project.pk], 1)
    assert _is_judged(task)
    assert _due() == 0
    assert unpublished_projects() == []
    assert report_page(place.project.pk).counts["provisional_count"] == 0


def test_labels_that_came_in_as_the_truth_make_no_fit_due() -> None:
    place = consensus.labelled(items=12)
    consensus.fitted(place)
    batch = work_actions.make_known_batch(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        name="elsewhere.json",
        now=clock.now(),
    )
    for item in work.add_items(place, 12):
        actions.put_known_label(
            actor_id=place.manager.pk,
            project_id=place.project.pk,
            batch_id=lambda: batch.pk,
            item_id=item.pk,
            document=document(box(20, 30)),
            source="elsewhere.json",
            now=clock.now(),
        )

    assert ConsensusResult.objects.filter(method=ConsensusResult.IMPORTED).count() == 12
    assert _due() == 0


def test_while_labels_go_on_coming_the_next_fit_waits_longer_than_the_last_one_took() -> None:
    place = consensus.labelled(items=12)
    run = consensus.fitted(place)
    of_the_fit = ConsensusResult.objects.latest("pk").pk
    work.add_items(place, 12)
    consensus.refreshed(consensus.labelled(place=place))
    ended = clock.now()
    waits = []

    for minutes in (1, 1 / 6, 5):
        began = ended - timedelta(minutes=minutes)
        ConsensusRun.objects.filter(pk=run.pk).update(started_at=began, finished_at=ended)
        ConsensusResult.objects.filter(pk__lte=of_the_fit).update(computed_at=began)
        of_now = ConsensusResult.objects.filter(pk__gt=of_the_fit)
        for seconds in range(0, 900, 5):
            moment = ended + timedelta(seconds=seconds)
            of_now.update(computed_at=moment)
            if due_projects(now=moment):
                waits.append(seconds)
                break

    assert waits == [540, 90, 600]


def test_what_was_judged_while_a_fit_ran_is_not_forgotten() -> None:
    place = consensus.labelled(items=12)
    consensus.fitted(place)
    label = ConsensusResult.objects.latest("pk")
    ConsensusResult.objects.filter(pk=label.pk).update(run=None)

    assert _due() == 1


@pytest.mark.parametrize("state", [Operation.State.FAILED, Operation.State.CANCELLED])
def test_after_a_fit_that_came_to_nothing_the_next_waits_longer_each_time(state: str) -> None:
    consensus.refreshed(consensus.labelled(items=12))
    ended = clock.now()
    waits = []

    for _ in range(3):
        assert _due(timedelta(days=2)) == 1
        ConsensusRun.objects.filter(state=Operation.State.QUEUED).update(
            state=state, finished_at=ended
        )
        waits.append(
            next(n for n in range(0, 300, 5) if due_projects(now=ended + timedelta(minutes=n)))
        )

    assert waits == [15, 30, 60]


def test_after_many_fits_in_vain_one_a_day_is_tried() -> None:
    place = consensus.refreshed(consensus.labelled(items=12))
    ConsensusRun.objects.bulk_create(
        ConsensusRun(
            project=place.project,
            method="",
            state=Operation.State.FAILED,
            created_at=clock.now(),
            finished_at=clock.now(),
        )
        for _ in range(70)
    )

    assert _due(timedelta(hours=23)) == 0
    assert _due(timedelta(hours=25)) == 1
