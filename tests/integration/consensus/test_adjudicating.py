"""A reviewer settles what people disagree about."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from guildmark.accounts.models import User
from guildmark.consensus import actions
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.running import refit
from guildmark.consensus.errors import AdjudicationTaken, NotDisputed, ResultMoved
from guildmark.consensus.models import Adjudication, ConsensusResult
from guildmark.core import clock
from guildmark.core.errors import WrongInput
from guildmark.events.models import Event
from guildmark.work import actions as work_actions
from guildmark.work.errors import InvalidDocument, TaskConflict, TookPart, WrongObjection
from guildmark.work.models import Assignment, Submission, Task
from tests.at_once import all_at_once
from tests.factories import accounts, consensus, work
from tests.factories.consensus import box, document
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
Mark = dict[str, float | str]  # JSON: x, y, text
ACCEPT = actions.Settlement(way="accept", reason_code="class_differs", note="A coin.")


def _disputed() -> tuple[Workplace, Task, User]:
    place = consensus.disputed()
    task = Task.objects.get(project=place.project)
    assert task.state == Task.State.DISPUTED
    return place, task, accounts.staff(place.organisation, "reviewer")


def _settle(task: Task, reviewer: User, settlement: actions.Settlement = ACCEPT) -> ConsensusResult:
    return actions.settle(actor_id=reviewer.pk, task_id=task.pk, settlement=settlement, now=NOW)


def test_what_a_reviewer_settles_is_in_force_says_who_and_resolves_the_task() -> None:
    _, task, reviewer = _disputed()
    before = ConsensusResult.objects.get(task=task)

    settled = _settle(task, reviewer)

    task.refresh_from_db()
    assert task.state == Task.State.RESOLVED
    assert (settled.version, settled.is_current, settled.is_final) == (2, True, True)
    assert (settled.method, settled.adjudicated_by_id) == ("adjudicated", reviewer.pk)
    assert settled.document == before.document
    assert settled.provenance == before.provenance
    assert settled.confidence["adjudication"]["by"] == reviewer.pseudonym
    event = Event.objects.get(name="task.adjudicated")
    assert (event.actor_id, event.payload["result_id"]) == (reviewer.pk, settled.pk)
    kept = Adjudication.objects.get()
    assert (kept.outcome, kept.way, kept.reason_code, kept.note, kept.result_id) == (
        "settled", "accept", "class_differs", "A coin.", settled.pk,
    )  # fmt: skip


def test_no_fit_replaces_it_cold_or_warm() -> None:
    place, task, reviewer = _disputed()
    settled = _settle(task, reviewer)

    consensus.fitted(place)
    warm = actions.request_warm_run(project_id=place.project.pk, now=clock.now())
    refit(run_id=warm.pk, clock=clock.now)
    assert refresh_task(task_id=task.pk, now=clock.now()) is None

    assert ConsensusResult.objects.get(task=task, is_current=True) == settled


def test_one_persons_answer_is_taken_with_its_provenance() -> None:
    _, task, reviewer = _disputed()
    answer = Submission.objects.filter(task=task).order_by("pk")[1]

    settled = _settle(
        task, reviewer, actions.Settlement("take", "class_differs", submission_id=answer.pk)
    )

    assert settled.document == answer.document
    assert settled.provenance == {
        "s0": [{"submission_id": answer.pk, "shape_id": "s0", "iou": 1.0}]
    }


def test_an_edited_label_names_what_it_was_made_of_and_what_the_reviewer_drew() -> None:
    _, task, reviewer = _disputed()
    first, second = Submission.objects.filter(task=task).order_by("pk")
    drawn = document(box(20, 30), box(300, 200))
    sources = {"s0": [actions.Source(one.pk, "s0") for one in (first, second)]}

    settled = _settle(
        task,
        reviewer,
        actions.Settlement("merge", "other", document=drawn, sources=sources),
    )

    assert settled.document == drawn
    assert [one["submission_id"] for one in settled.provenance["s0"]] == [first.pk, second.pk]
    assert [one["iou"] for one in settled.provenance["s0"]] == [1.0, 1.0]
    assert settled.provenance["s1"] == []
    assert settled.confidence["shapes"]["s0"]["drawn_by"] == 2


def test_what_a_reviewer_says_of_places_on_the_picture_stays_with_the_version() -> None:
    _, task, reviewer = _disputed()
    marks = [{"x": 20.0, "y": 30.5, "text": "The rim is worn here."}]

    settled = _settle(task, reviewer, replace(ACCEPT, marks=marks))

    settled.refresh_from_db()
    assert settled.confidence["adjudication"] == {
        "by": reviewer.pseudonym,
        "way": "accept",
        "reason": "class_differs",
        "note": "A coin.",
        "marks": marks,
    }


@pytest.mark.parametrize(
    "mark",
    [
        {"x": -1.0, "y": 5.0, "text": "Beside the picture."},
        {"x": 1e9, "y": 5.0, "text": "Beside the picture."},
        {"x": float("nan"), "y": 5.0, "text": "Nowhere."},
        {"x": 5.0, "y": 5.0, "text": "  "},
        {"x": 5.0, "y": 5.0, "text": "a\x00b"},
    ],
)
def test_a_mark_beside_the_picture_or_without_words_settles_nothing(mark: Mark) -> None:
    _, task, reviewer = _disputed()

    with pytest.raises(WrongInput) as refused:
        _settle(task, reviewer, replace(ACCEPT, marks=[mark]))

    assert [one.path for one in refused.value.errors] == ["/marks/0"]
    task.refresh_from_db()
    assert task.state == Task.State.DISPUTED


def test_what_does_not_fit_is_refused_and_changes_nothing() -> None:
    _, task, reviewer = _disputed()
    outside = document(box(900, 900))
    strange = {"s0": [actions.Source(1, "s0")]}

    with pytest.raises(InvalidDocument):
        _settle(task, reviewer, actions.Settlement("edit", "other", document=outside))
    with pytest.raises(WrongInput):
        _settle(
            task,
            reviewer,
            actions.Settlement("merge", "other", document=document(box(1, 1)), sources=strange),
        )
    with pytest.raises(WrongInput):
        _settle(task, reviewer, actions.Settlement("take", "other", submission_id=1))
    with pytest.raises(ResultMoved):
        _settle(task, reviewer, actions.Settlement("accept", "other", version=7))

    task.refresh_from_db()
    assert task.state == Task.State.DISPUTED
    assert not Assignment.objects.filter(annotator=reviewer).exists()


def test_who_drew_it_decides_nothing_and_who_decided_never_draws_it() -> None:
    place, task, reviewer = _disputed()
    drawer = Submission.objects.filter(task=task).earliest("pk").annotator

    with pytest.raises(TookPart):
        _settle(task, drawer)
    _settle(task, reviewer)
    actions.reopen(actor_id=place.manager.pk, task_id=task.pk, people=1, reason="Wrong.", now=NOW)

    work.annotator(place, user=reviewer)
    assert work.why_empty(reviewer, place) == "nothing_left"
    third = work.annotator(place)
    assert work.claim(third, place).task_id == task.pk


def test_the_second_reviewer_is_told_that_the_first_is_there() -> None:
    place, task, reviewer = _disputed()
    other = accounts.staff(place.organisation, "reviewer")
    held = actions.begin_adjudication(actor_id=reviewer.pk, task_id=task.pk, now=NOW)

    with pytest.raises(AdjudicationTaken, match="until 09:15"):
        actions.begin_adjudication(actor_id=other.pk, task_id=task.pk, now=NOW)
    later = NOW + timedelta(minutes=5)
    again = actions.begin_adjudication(actor_id=reviewer.pk, task_id=task.pk, now=later)

    assert (again.pk, again.expires_at) == (held.pk, later + timedelta(minutes=15))
    _settle(task, reviewer)
    with pytest.raises(NotDisputed, match="before you"):
        _settle(task, other)


def test_what_a_reviewer_left_lying_goes_to_the_next() -> None:
    place, task, reviewer = _disputed()
    other = accounts.staff(place.organisation, "reviewer")
    actions.begin_adjudication(actor_id=reviewer.pk, task_id=task.pk, now=NOW)
    late = NOW + timedelta(minutes=16)

    swept = [actions.expire_adjudications(now=late) for _ in range(2)]
    task.refresh_from_db()
    state = task.state
    actions.begin_adjudication(actor_id=other.pk, task_id=task.pk, now=late)

    assert (swept, state) == ([1, 0], Task.State.DISPUTED)
    assert list(Adjudication.objects.order_by("pk").values_list("outcome", flat=True)) == [
        "expired",
        "",
    ]


def test_no_fit_moves_a_task_that_a_reviewer_is_at() -> None:
    place, task, reviewer = _disputed()
    actions.begin_adjudication(actor_id=reviewer.pk, task_id=task.pk, now=NOW)
    consensus.aims_at(place, 0.5)

    consensus.fitted(place)

    task.refresh_from_db()
    assert task.state == Task.State.ADJUDICATING


def test_leaving_it_gives_it_back_at_once() -> None:
    _, task, reviewer = _disputed()
    actions.begin_adjudication(actor_id=reviewer.pk, task_id=task.pk, now=NOW)

    left = [actions.release(actor_id=reviewer.pk, task_id=task.pk, now=NOW) for _ in range(2)]

    task.refresh_from_db()
    assert left == [True, False]
    assert task.state == Task.State.DISPUTED


def test_further_people_are_asked_and_their_answers_are_judged() -> None:
    place, task, reviewer = _disputed()

    actions.ask_others(actor_id=reviewer.pk, task_id=task.pk, people=1, note="Who else?", now=NOW)
    third = work.annotator(place)
    consensus.answer_all(place, third, partial(consensus.differently, 0))
    refresh_task(task_id=task.pk, now=clock.now())

    task.refresh_from_db()
    assert (task.state, task.counted) == (Task.State.RESOLVED, 3)
    assert Adjudication.objects.get().outcome == "asked"


def test_an_answer_goes_back_to_its_author_and_the_task_waits_for_it() -> None:
    place, task, reviewer = _disputed()
    answer = Submission.objects.filter(task=task).earliest("pk")

    actions.return_to_author(
        actor_id=reviewer.pk,
        task_id=task.pk,
        submission_id=answer.pk,
        reason_code="wrong_label",
        note="It is a button.",
        marks=[{"x": 12.0, "y": 8.5, "text": "Two holes."}],
        now=NOW,
    )

    task.refresh_from_db()
    assert (task.state, task.leased, task.counted) == (Task.State.SATURATED, 1, 1)
    assert Adjudication.objects.get().outcome == "returned"
    held = work.claim(answer.annotator, place)
    assert held.task_id == task.pk
    assert held.sent_back is not None
    assert held.sent_back.marks == [{"x": 12.0, "y": 8.5, "text": "Two holes."}]


def test_marks_beside_the_picture_send_nothing_back() -> None:
    _, task, reviewer = _disputed()
    answer = Submission.objects.filter(task=task).earliest("pk")

    with pytest.raises(WrongObjection):
        actions.return_to_author(
            actor_id=reviewer.pk,
            task_id=task.pk,
            submission_id=answer.pk,
            reason_code="wrong_label",
            note="",
            marks=[{"x": -3.0, "y": 8.5, "text": "Here."}],
            now=NOW,
        )

    answer.assignment.refresh_from_db()
    assert answer.assignment.state == "submitted"


def test_a_picture_for_nobody_is_cancelled() -> None:
    _, task, reviewer = _disputed()

    actions.cancel(actor_id=reviewer.pk, task_id=task.pk, note="It is black.", now=NOW)

    task.refresh_from_db()
    assert task.state == Task.State.CANCELLED
    with pytest.raises(NotDisputed):
        _settle(task, reviewer)


def test_a_settled_task_that_is_opened_again_takes_what_people_say() -> None:
    place, task, reviewer = _disputed()
    settled = _settle(task, reviewer)
    actions.reopen(actor_id=place.manager.pk, task_id=task.pk, people=1, reason="Wrong.", now=NOW)
    with pytest.raises(TaskConflict):
        actions.reopen(
            actor_id=place.manager.pk, task_id=task.pk, people=1, reason="Wrong.", now=NOW
        )

    consensus.answer_all(place, work.annotator(place), partial(consensus.differently, 1))
    refresh_task(task_id=task.pk, now=clock.now())

    current = ConsensusResult.objects.get(task=task, is_current=True)
    assert (current.version, current.method == settled.method) == (3, False)


def test_a_resolved_task_opened_for_a_reviewer_waits_for_them_whatever_is_computed() -> None:
    place, task, reviewer = _disputed()
    _settle(task, reviewer)

    actions.reopen(
        actor_id=place.manager.pk, task_id=task.pk, people=0, reason="Look again.", now=NOW
    )
    consensus.fitted(place)

    task.refresh_from_db()
    assert task.state == Task.State.DISPUTED
    assert _settle(task, reviewer).version == 3


@pytest.mark.django_db(transaction=True)
def test_of_reviewers_who_settle_at_once_one_wins_and_a_claim_beside_them_keeps_the_books() -> None:
    place, task, _ = _disputed()
    reviewers = [accounts.staff(place.organisation, "reviewer") for _ in range(4)]
    refused: list[str] = []

    def settle(reviewer: User) -> None:
        try:
            _settle(task, reviewer)
        except (AdjudicationTaken, NotDisputed) as error:
            refused.append(error.code)

    def judge() -> None:
        refresh_task(task_id=task.pk, now=clock.now())

    def claim() -> None:
        someone = accounts.person()
        work.annotator(place, user=someone)
        work_actions.claim_next(user_id=someone.pk, project_id=place.project.pk, now=NOW)

    all_at_once([*[partial(settle, one) for one in reviewers], judge, claim])

    task.refresh_from_db()
    assert len(refused) == 3
    assert (task.state, task.target, task.counted) == (Task.State.RESOLVED, 2, 2)
    assert ConsensusResult.objects.filter(task=task, is_final=True).count() == 1
    assert Event.objects.filter(name="task.adjudicated").count() == 1
