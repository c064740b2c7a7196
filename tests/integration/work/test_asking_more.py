"""A complete task that is not sure enough asks further people, one at a time."""

from copy import copy
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from guildmark.accounts.models import User
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.core.errors import WrongInput
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.work import actions
from guildmark.work.models import Assignment, Batch, Subject, Submission, Task
from guildmark.work.queries.leases import Lease
from tests.at_once import all_at_once
from tests.factories import verdicts, work
from tests.factories.work import NOW
from tests.integration.work.test_concurrency import the_books_agree

pytestmark = pytest.mark.django_db


def _complete(place: work.Workplace) -> Task:
    """Everybody who was asked first has answered."""
    for _ in range(2):
        someone = work.annotator(place)
        work.submit(someone, work.claim(someone, place))
    return Task.objects.get(project=place.project)


def _ask(task: Task) -> bool:
    return actions.ask_more(task_id=task.pk, slots=1, reason="too_unsure", now=NOW)


def test_an_adaptive_batch_reserves_and_offers_the_least_overlap_first() -> None:
    place = work.workplace(items=3)

    batch = work.open_batch(place, is_adaptive=True, overlap_min=2, overlap_max=5)

    assert set(Task.objects.values_list("target", "open_slots")) == {(2, 2)}
    assert batch.reserved_minor == 3 * 2 * 5


def test_overlaps_out_of_order_are_refused_only_where_they_are_used() -> None:
    place = work.workplace(items=2)

    with pytest.raises(WrongInput):
        work.draft_batch(place, is_adaptive=True, overlap=6, overlap_max=5)

    assert work.draft_batch(place, overlap=6, overlap_max=5).overlap == 6


def test_one_more_is_asked_once_reserved_and_offered_before_what_nobody_has_seen() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    work.add_items(place, 1)
    batch.refresh_from_db()
    before = batch.reserved_minor

    asked = [_ask(task) for _ in range(2)]

    task.refresh_from_db()
    batch.refresh_from_db()
    assert asked == [True, False]
    assert (task.state, task.target, task.open_slots, task.is_reentered) == ("open", 3, 1, True)
    assert batch.reserved_minor == before + 5
    assert Event.objects.filter(name="task.extended").count() == 1
    third = work.annotator(place)
    assert work.submit(third, work.claim(third, place)).counts
    task.refresh_from_db()
    assert (task.state, task.counted) == ("saturated", 3)
    assert _ask(task)


def test_who_comes_while_others_are_compared_is_told_to_look_again() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    third = work.annotator(place)
    had = User.objects.filter(assignments__task=task)[0]

    found = actions.claim_next(user_id=third.pk, project_id=place.project.pk, now=NOW)

    assert isinstance(found, actions.Empty)
    assert (found.reason, found.retry_after_seconds) == ("comparing", 15)
    assert work.why_empty(had, place) == "nothing_left"
    assert _ask(task)
    assert work.claim(third, place).task_id == task.pk


def test_what_workers_are_behind_with_is_waited_for_and_what_they_cannot_judge_for_a_day() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    third = work.annotator(place)

    found = [
        work.why_empty(third, place, now=NOW + timedelta(hours=hours)) for hours in (0.1, 23, 25)
    ]
    with transaction.atomic():
        actions.note_judged(Task.objects.select_for_update(no_key=True).get(pk=task.pk))

    assert found == ["comparing", "comparing", "nothing_left"]
    assert work.why_empty(third, place) == "nothing_left"


def test_an_answer_that_counts_again_and_was_the_last_one_wanted_is_waited_for() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    answer = Assignment.objects.filter(task=task).order_by("pk")[0]
    later = NOW + timedelta(hours=2)
    actions.void_submissions(
        actor_id=None, annotator_id=answer.annotator_id, project_id=place.project.pk, since=None,
        reason="Tried.", now=later,
    )  # fmt: skip

    actions.reinstate_assignment(actor_id=None, assignment_id=answer.pk, now=later)

    assert work.why_empty(work.annotator(place), place, now=later) == "comparing"


def test_one_that_is_forgotten_behind_very_many_newer_answers_is_waited_for() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    someone = User.objects.filter(assignments__task=task)[0]
    many = compared(place, batch, had_by=someone, count=300)
    Task.objects.filter(pk__in=many).update(state=Task.State.RESOLVED)
    Submission.objects.filter(task=task).update(submitted_at=NOW - timedelta(minutes=1))

    assert work.why_empty(work.annotator(place), place) == "comparing"


def test_who_had_the_first_of_very_many_that_are_compared_is_not_sent_home() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    had = User.objects.filter(assignments__task=task)[0]
    many = compared(place, batch, had_by=had, count=300, is_unjudged=True)

    found = [work.why_empty(one, place) for one in (had, work.annotator(place))]
    Task.objects.filter(pk__in=[task.pk, *many]).update(state=Task.State.RESOLVED)

    assert found == ["comparing", "comparing"]
    assert work.why_empty(had, place) == "nothing_left"


@pytest.mark.parametrize(
    "stale",
    [
        {"changed_at": NOW - timedelta(hours=25)},
        {"state": Task.State.RESOLVED},
        {"leased": 1, "target": 3},
    ],
)
def test_very_many_marks_that_nothing_comes_of_hide_nothing_that_was_just_answered(
    stale: dict[str, Any],
) -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    had = User.objects.filter(assignments__task=task)[0]
    marked = [task.pk, *compared(place, batch, had_by=had, count=300, is_unjudged=True)]
    Task.objects.filter(pk__in=marked).update(**stale)
    before = work.why_empty(work.annotator(place), place)

    compared(place, batch, had_by=had, count=1, is_unjudged=True)

    found = [work.why_empty(one, place) for one in (had, work.annotator(place))]
    assert (before, found) == ("nothing_left", ["comparing", "comparing"])


def test_a_label_that_is_being_made_and_others_are_asked_about_is_waited_for() -> None:
    place = verdicts.verified_place(overlap=2)
    task = _complete(place)
    third = work.annotator(place)
    had = User.objects.filter(assignments__task=task)[0]

    found = actions.claim_next(user_id=third.pk, project_id=place.project.pk, now=NOW)
    of_who_drew = work.why_empty(had, place)
    rested = work.why_empty(third, place, now=NOW + timedelta(minutes=6))
    refresh_task(task_id=task.pk, now=NOW)

    assert isinstance(found, actions.Empty)
    assert (found.reason, found.retry_after_seconds) == ("comparing", 15)
    assert (of_who_drew, rested) == ("nothing_left", "comparing")
    assert work.claim(third, place).step == Task.Step.VERIFY


def test_so_it_is_where_people_are_asked_up_to_the_most() -> None:
    place = work.workplace(items=1)
    Project.objects.filter(pk=place.project.pk).update(
        flow=Project.Flow.DRAW_VERIFY, verdict_audit_share=0.0
    )
    work.open_batch(place, is_adaptive=True, overlap=2, overlap_max=2)
    _complete(place)

    assert work.why_empty(work.annotator(place), place) == "comparing"


def test_nobody_waits_for_a_label_that_is_judged_already_or_not_to_be_judged() -> None:
    place = verdicts.verified_place(verdicts=2)
    verdicts.drawn(place)
    first, second, third = (work.annotator(place) for _ in range(3))
    verdicts.judge(place, verdicts.ACCEPT, user=first)
    held = work.claim(second, place)
    waiting = work.why_empty(third, place)
    verdicts.give(second, held, verdicts.ACCEPT)

    judged = work.why_empty(third, place)
    actions.cancel_task(
        actor_id=place.manager.pk, task_id=verdicts.verify_task(place).pk, reason="No.", now=NOW
    )

    assert (waiting, judged) == ("all_leased", "nothing_left")
    assert work.why_empty(third, place) == "nothing_left"


def test_a_verdict_that_is_missing_is_waited_for_until_it_is_asked_for() -> None:
    """One was about a label of before: the worker who closes the round asks somebody else."""
    place = verdicts.verified_place(verdicts=2)
    (author,) = verdicts.drawn(place)
    verify = verdicts.verify_task(place)
    held = work.claim(work.annotator(place), place)
    verdicts.judge(place, verdicts.ACCEPT)
    Subject.objects.create(
        task=verify, number=2, document=work.boxes(1), result_version=1, inputs_sha256="new",
        verdicts_wanted=2, opened_at=NOW + timedelta(seconds=1),
    )  # fmt: skip
    verdicts.give(User.objects.get(assignments=held.assignment_id), held, verdicts.ACCEPT)
    another = work.annotator(place)

    before = [work.why_empty(one, place) for one in (another, author)]
    actions.close_round(verify_task_id=verify.pk, now=NOW)

    assert before == ["comparing", "nothing_left"]
    assert work.claim(another, place).task_id == verify.pk


def compared(
    place: work.Workplace, batch: Batch, *, had_by: User, count: int, is_unjudged: bool = False
) -> list[int]:
    """So many complete tasks, written at once; the person has had all but the last.

    Somebody else has answered that one, before.
    """
    tasks = Task.objects.bulk_create(
        Task(
            organisation_id=place.organisation.pk,
            project=place.project,
            batch=batch,
            item=item,
            state=Task.State.SATURATED,
            position=1000 + number,
            is_open=False,
            open_slots=0,
            counted=2,
            target=2,
            changed_at=NOW,
            is_unjudged=is_unjudged,
        )
        for number, item in enumerate(work.add_items(place, count))
    )
    own = Assignment.objects.filter(annotator=had_by).order_by("pk")[0]
    others = Assignment.objects.filter(task=own.task_id).exclude(annotator=had_by)[0]
    had = [_same(own if task != tasks[-1] else others, task) for task in tasks]
    Assignment.objects.bulk_create(had)
    answer = Submission.objects.get(assignment=own)
    Submission.objects.bulk_create(_same_answer(answer, one) for one in reversed(had))
    return [task.pk for task in tasks]


def _same(one: Assignment, task: Task) -> Assignment:
    """What somebody had, of another task."""
    other = copy(one)
    other.pk, other.task_id, other.item_id = None, task.pk, task.item_id
    other._state.adding = True
    return other


def _same_answer(one: Submission, of: Assignment) -> Submission:
    """What somebody said, of another task."""
    other = copy(one)
    other.pk, other.assignment_id, other.task_id = None, of.pk, of.task_id
    other.annotator_id = of.annotator_id
    other._state.adding = True
    return other


@pytest.mark.parametrize("asked", [{"is_adaptive": True, "overlap_max": 2}, {"overlap": 2}])
def test_nobody_waits_for_what_is_asked_of_nobody_more(asked: dict[str, Any]) -> None:
    place = work.workplace(items=1)
    work.open_batch(place, **({"overlap": 2} | asked))
    _complete(place)

    assert work.why_empty(work.annotator(place), place) == "nothing_left"


def test_a_draining_batch_asks_nobody_more() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    actions.drain_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)

    assert not _ask(task)


def test_stopping_early_releases_what_is_open_and_its_budget() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    batch.refresh_from_db()
    before = batch.reserved_minor
    actions.ask_more(task_id=task.pk, slots=2, reason="too_few", now=NOW)

    stopped = actions.resolve_task(task_id=task.pk, now=NOW)

    task.refresh_from_db()
    batch.refresh_from_db()
    assert stopped
    assert (task.state, task.target, task.open_slots) == ("resolved", 2, 0)
    assert batch.reserved_minor == before


def test_a_reopened_task_opens_its_complete_batch_again() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    task = _complete(place)
    actions.resolve_task(task_id=task.pk, now=NOW)
    actions.settle_batches(now=NOW)
    batch.refresh_from_db()
    was = batch.state

    actions.reopen_task(
        actor_id=place.manager.pk, task_id=task.pk, slots=1, reason="Wrong.", now=NOW
    )

    batch.refresh_from_db()
    assert (was, batch.state) == (Batch.State.COMPLETE, Batch.State.OPEN)
    fourth = work.annotator(place)
    assert work.claim(fourth, place).task_id == task.pk


@pytest.mark.django_db(transaction=True)
def test_asking_more_races_with_claims_answers_and_itself_without_a_slot_too_many() -> None:
    place = work.workplace(items=6)
    batch = work.open_batch(place, is_adaptive=True, overlap_max=4)
    people = [work.annotator(place) for _ in range(5)]
    pks = list(Task.objects.order_by("pk").values_list("pk", flat=True))

    def answer(user: User) -> None:
        for _ in range(12):
            held = actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=NOW)
            if isinstance(held, Lease):
                work.submit(user, held)

    def judge() -> None:
        """As consensus does: the task is locked, read, and asked on."""
        for pk in [*pks, *pks]:
            with transaction.atomic():
                task = Task.objects.select_for_update(no_key=True).get(pk=pk)
                if task.counted < 4:
                    _ask(task)

    all_at_once([*[partial(answer, user) for user in people], judge, judge, judge])
    for _ in range(2):
        judge()
        for user in people:
            answer(user)

    the_books_agree(place)
    assert set(Task.objects.values_list("counted", "target")) == {(4, 4)}
    assert Submission.objects.filter(counts=False).count() == 0
    assert Assignment.objects.count() == 24
    batch.refresh_from_db()
    assert batch.reserved_minor == 24 * 5
    assert Event.objects.filter(name="task.extended").count() == 12
