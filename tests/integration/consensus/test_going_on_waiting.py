"""Warm fits of large projects settle what was asked on, as fits of everything do."""

from collections.abc import Collection

import pytest

from guildmark.consensus import actions
from guildmark.consensus.actions import going_on
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.running import refit
from guildmark.consensus.consolidation import TaskVotes
from guildmark.consensus.models import AnswerColumns, ConsensusResult, ConsensusRun
from guildmark.consensus.queries import inputs
from guildmark.core import clock
from guildmark.projects.models import Project as ProjectRow
from guildmark.work.models import Batch, Task
from tests.factories import consensus, work
from tests.load.fits_bench import LABELS, Project

pytestmark = pytest.mark.django_db

TASKS, NEW, FEW, ASKED_ON = 120, 12, 3, 8
#: Nobody is as sure of anything; then what would do is a tenth surer than the surest.
TARGET, SURER = 0.9999, 0.1


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(going_on, "MANY", 50)


class Place:
    """A large project of classes, and a batch that asks until it is sure; calibrated as stated."""

    def __init__(self) -> None:
        self.project = Project("classes", people=12)
        ProjectRow.objects.filter(pk=self.project.id).update(consensus_method="hierarchical")
        consensus.aims_at(self.project.place, TARGET)
        work.add_items(self.project.place, ASKED_ON)
        self.batch = work.open_batch(
            self.project.place, is_adaptive=True, overlap_max=4, audit_share=0.0
        )
        self.project.add(TASKS)
        consensus.calibrated(self.project.place)
        self.newcomers = [work.annotator(self.project.place) for _ in range(2)]

    def asked_on(self) -> set[int]:
        """Two newcomers answer the batch alike; nobody knows them yet: a third is asked."""
        for user in self.newcomers:
            consensus.answer_all(self.project.place, user, self.says, now=work.NOW)
        for task_id in self.ids():
            refresh_task(task_id=task_id, now=clock.now())
        found = ConsensusResult.objects.filter(task__batch=self.batch, is_current=True)
        surest = max(found.values_list("lowest_confidence", flat=True))
        consensus.aims_at(self.project.place, surest + SURER * (1.0 - surest))
        plan = inputs.project_plan(self.project.id).to_json()
        ConsensusRun.objects.filter(project_id=self.project.id).update(parameters=plan)
        return self.waiting()

    def says(self, item_id: int) -> dict[str, object]:
        """The same of whoever is asked."""
        return consensus.document(answers={"what": LABELS[item_id % len(LABELS)]})

    def ids(self) -> list[int]:
        """The tasks of the batch."""
        return list(Task.objects.filter(batch=self.batch).values_list("pk", flat=True))

    def waiting(self) -> set[int]:
        """Those that are asked on."""
        rows = Task.objects.filter(batch=self.batch, state=Task.State.OPEN, counted__gt=0)
        return set(rows.values_list("pk", flat=True))

    def meets(self, count: int) -> None:
        """The newcomers answer tasks that others answer too, and as well as these do."""
        people = [*self.newcomers, self.project.people[0]]
        for task_id in self.project.add(count, people=people):
            refresh_task(task_id=task_id, now=clock.now())

    def fit(self) -> ConsensusRun:
        """A warm one."""
        run = actions.request_warm_run(project_id=self.project.id, now=clock.now())
        refit(run_id=run.pk, clock=clock.now)
        run.refresh_from_db()
        assert run.state == "done", run.error_detail
        return run


def test_what_was_asked_on_before_is_settled_once_its_people_are_known() -> None:
    place = Place()
    waits = place.asked_on()
    first = place.fit()
    still = place.waiting()
    reserved = Batch.objects.get(pk=place.batch.pk).reserved_minor
    place.meets(NEW)

    second = place.fit()

    given_back = reserved - Batch.objects.get(pk=place.batch.pk).reserved_minor
    settled = still - place.waiting()
    assert (len(waits), len(still)) == (ASKED_ON, ASKED_ON)
    assert (first.inputs_sha256, second.inputs_sha256) == ("", "")  # both went on
    assert settled
    assert given_back == 5 * len(settled)
    assert first.task_count == TASKS  # what waits teaches nothing
    assert second.task_count == TASKS + NEW


def test_what_waits_is_not_read_again_unless_it_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place()
    place.asked_on()
    place.fit()
    looked: list[int] = []
    votes = inputs.votes_of_tasks

    def watched(task_ids: Collection[int]) -> dict[int, TaskVotes]:
        looked.extend(task_ids)
        return votes(task_ids)

    monkeypatch.setattr(inputs, "votes_of_tasks", watched)

    place.fit()

    assert not set(looked) & set(place.ids())


def test_what_somebody_was_at_during_one_fit_is_settled_by_the_next() -> None:
    place = Place()
    waits = place.asked_on()
    place.fit()
    place.meets(FEW)
    waiting = Task.objects.filter(pk__in=waits)
    waiting.update(open_slots=0, leased=1, is_open=False)  # somebody is at each of them
    place.fit()
    during = set(waiting.filter(counted=2, leased=1).values_list("pk", flat=True))
    waiting.update(open_slots=1, leased=0, is_open=True)
    place.project.add(1)

    last = place.fit()

    assert last.inputs_sha256 == ""  # it went on
    assert during == waits
    assert len(place.waiting()) < ASKED_ON


def test_a_whole_fit_settles_no_more_than_one_that_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = Place()
    place.asked_on()
    place.meets(FEW)
    for _ in range(4):  # what is settled teaches the next, which may settle more
        went_on = place.fit()
    left = place.waiting()
    monkeypatch.setattr(going_on, "MOST_NEW", -1.0)

    whole = place.fit()

    assert (went_on.inputs_sha256 == "", whole.inputs_sha256 == "") == (True, False)
    assert place.waiting() == left


def test_what_was_settled_teaches_the_next_fit_and_is_not_read_again() -> None:
    place = Place()
    place.asked_on()
    place.meets(FEW)
    place.fit()
    kept = AnswerColumns.objects.filter(project_id=place.project.id).latest("run_id")
    left = place.waiting()
    settled = ASKED_ON - len(left)
    place.project.add(1)

    last = place.fit()

    # What is settled only now is read now; how many that are hangs on the numbers of the items.
    more = len(left - place.waiting())
    assert settled > 0
    assert kept.touched_count == FEW + settled
    assert last.task_count == TASKS + FEW + settled + 1
    assert AnswerColumns.objects.get(run=last).touched_count == 1 + more
