"""Work that goes back to its author."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.core.errors import WrongInput
from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.errors import (
    CannotReturn,
    ReturnedOften,
    ReviewOwnWork,
    WorkReturned,
    WrongObjection,
    WrongVerdict,
)
from guildmark.work.judgement import Judgement
from guildmark.work.models import Assignment, Batch, Return, Submission, Task
from guildmark.work.queries.leases import Lease
from tests.at_once import all_at_once
from tests.factories import verdicts, work
from tests.factories.verdicts import MARK
from tests.factories.work import NOW, Workplace, boxes

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def _handed_in(*, overlap: int = 1, items: int = 1) -> tuple[Workplace, User, Assignment]:
    place = work.workplace(items=items)
    work.open_batch(place, overlap=overlap)
    author = work.annotator(place)
    held = work.claim(author, place)
    actions.submit(
        user_id=author.pk,
        assignment_id=held.assignment_id,
        document=boxes(2),
        seconds_spent=10.0,
        idempotency_key="first",
        now=NOW,
    )
    return place, author, Assignment.objects.get(pk=held.assignment_id)


def _return(
    place: Workplace,
    assignment: Assignment,
    *,
    code: str = "wrong_shape",
    note: str = "",
    marks: tuple[object, ...] = (MARK,),
) -> Return:
    return actions.return_assignment(
        assignment_id=assignment.pk,
        reason_code=code,
        note=note,
        marks=list(marks),  # type: ignore[arg-type]  # hostile ones too
        actor_id=place.manager.pk,
        now=NOW,
    )


def _slots(task: Task) -> tuple[str, int, int, int, int]:
    task.refresh_from_db()
    return task.state, task.open_slots, task.leased, task.counted, task.target


def test_it_keeps_its_slot_and_comes_first_in_its_authors_next_claim() -> None:
    place, author, assignment = _handed_in(items=2)

    _return(place, assignment)

    assert _slots(assignment.task) == ("saturated", 0, 1, 0, 1)
    held = work.claim(author, place, now=LATER)
    assert held.assignment_id == assignment.pk
    assert held.draft is not None
    assert held.draft.document == boxes(2)
    assert held.sent_back is not None
    assert (held.sent_back.number, held.sent_back.reason_code) == (1, "wrong_shape")
    assert _slots(assignment.task) == ("saturated", 0, 1, 0, 1)
    event = Event.objects.get(name="assignment.returned")
    assert (event.actor_id, event.payload["reason"]) == (place.manager.pk, "wrong_shape")


def test_the_new_answer_is_a_revision_and_the_old_one_stays_as_it_was() -> None:
    place, author, assignment = _handed_in()
    _return(place, assignment)
    work.submit(author, work.claim(author, place), number=3)

    answers = Submission.objects.order_by("revision")

    assert [(a.revision, a.is_current, a.counts, len(a.document["shapes"])) for a in answers] == [
        (1, False, False, 2), (2, True, True, 3),
    ]  # fmt: skip
    assert _slots(assignment.task) == ("saturated", 0, 0, 1, 1)


def test_a_replay_of_the_first_answer_is_no_second_one() -> None:
    place, author, assignment = _handed_in()
    _return(place, assignment)
    first = Submission.objects.get()
    again: dict[str, Any] = {  # keyword arguments
        "user_id": author.pk,
        "assignment_id": assignment.pk,
        "document": boxes(2),
        "seconds_spent": 10.0,
        "now": LATER,
    }

    assert actions.submit(**again, idempotency_key="first").submission_id == first.pk
    with pytest.raises(WorkReturned):
        actions.submit(**again, idempotency_key="second")
    work.claim(author, place, now=LATER)
    assert actions.submit(**again, idempotency_key="first").submission_id == first.pk

    assert Submission.objects.count() == 1


def test_a_resolved_task_waits_for_the_new_answer_and_its_batch_opens_again() -> None:
    place, _, assignment = _handed_in()
    actions.resolve_task(task_id=assignment.task_id, now=NOW)
    actions.settle_batches(now=NOW)
    assert Batch.objects.get().state == Batch.State.COMPLETE

    _return(place, assignment)

    assert _slots(assignment.task) == ("saturated", 0, 1, 0, 1)
    assert Batch.objects.get().state == Batch.State.OPEN


def test_an_author_who_does_not_come_back_gives_the_slot_to_others() -> None:
    place, author, assignment = _handed_in()
    _return(place, assignment)

    assert actions.expire_returned(now=NOW + timedelta(days=6)) == 0
    assert actions.expire_returned(now=NOW + timedelta(days=7)) == 1

    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.EXPIRED
    assert _slots(assignment.task) == ("open", 1, 0, 0, 1)
    assert work.why_empty(author, place, now=NOW + timedelta(days=7)) == "nothing_left"
    assert work.claim(work.annotator(place), place).item.id == assignment.item_id


def test_an_author_who_cannot_come_back_is_paid() -> None:
    place, author, assignment = _handed_in()
    _return(place, assignment)
    actions.set_standing(
        user_id=author.pk,
        project_id=place.project.pk,
        blocked_reason="A pause.",
        actor_id=None,
        now=NOW,
    )

    assert actions.expire_returned(now=LATER) == 1

    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.SPARE
    assert _slots(assignment.task) == ("open", 1, 0, 0, 1)


def test_skipping_what_came_back_gives_the_slot_to_others() -> None:
    place, author, assignment = _handed_in()
    _return(place, assignment)
    held = work.claim(author, place)

    actions.skip(
        user_id=author.pk, assignment_id=held.assignment_id, reason="other", note="", now=NOW
    )

    assert _slots(assignment.task) == ("open", 1, 0, 0, 1)


def test_it_goes_back_twice_at_most_and_only_while_it_waits() -> None:
    place, author, assignment = _handed_in()
    _return(place, assignment)
    with pytest.raises(CannotReturn):
        _return(place, assignment)
    work.submit(author, work.claim(author, place))
    _return(place, assignment)
    work.submit(author, work.claim(author, place))

    with pytest.raises(ReturnedOften):
        _return(place, assignment)

    assert Return.objects.count() == 2


def test_nobody_returns_their_own_work() -> None:
    _, author, assignment = _handed_in()

    with pytest.raises(ReviewOwnWork):
        actions.return_assignment(
            assignment_id=assignment.pk,
            reason_code="careless",
            note="",
            marks=[],
            actor_id=author.pk,
            now=NOW,
        )


@pytest.mark.parametrize(
    ("code", "note", "marks", "path"),
    [
        ("", "", (), "/reason_code"),
        ("bad_image", "", (), "/reason_code"),
        ("other", "  ", (), "/note"),
        ("careless", "x" * 501, (), "/note"),
        ("careless", "\x00", (), "/note"),
        ("careless", "", (MARK,) * 21, "/marks"),
        ("careless", "", ({**MARK, "x": float("nan")},), "/marks/0"),
        ("careless", "", ({**MARK, "x": -1},), "/marks/0"),
        ("careless", "", ({**MARK, "y": 481},), "/marks/0"),
        ("careless", "", ({**MARK, "x": True},), "/marks/0"),
        ("careless", "", ({**MARK, "text": " "},), "/marks/0"),
        ("careless", "", ({**MARK, "text": "x" * 201},), "/marks/0"),
        ("careless", "", ({**MARK, "more": 1},), "/marks/0"),
        ("careless", "", ("mark",), "/marks/0"),
    ],
)
def test_an_objection_its_author_could_not_act_on_is_refused(
    code: str, note: str, marks: tuple[object, ...], path: str
) -> None:
    place, _, assignment = _handed_in()

    with pytest.raises(WrongObjection) as refusal:
        _return(place, assignment, code=code, note=note, marks=marks)

    assert [error.path for error in refusal.value.errors] == [path]


@pytest.mark.parametrize(
    "judgement",
    [
        Judgement("accept", note="But look."),
        Judgement("reject"),
        Judgement("reject", "careless", "", [], boxes(1)),
        Judgement("fix", "careless"),
        Judgement("fix", "careless", "", [], boxes(2)),
    ],
)
def test_a_verdict_that_contradicts_itself_is_refused(judgement: Judgement) -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    user = work.annotator(place)
    held = work.claim(user, place)
    if judgement.document == boxes(2):
        judgement = Judgement("fix", "careless", "", [], held.subject)

    with pytest.raises(WrongVerdict):
        verdicts.give(user, held, judgement)

    assert Submission.objects.filter(task__step=Task.Step.VERIFY).count() == 0


def test_a_drawing_is_no_verdict_and_a_verdict_no_drawing() -> None:
    place = verdicts.verified_place(items=2)
    verdicts.drawn(place)
    verifier = work.annotator(place)
    judging = work.claim(verifier, place)
    drawer = work.annotator(place)
    drawing = work.claim(drawer, place)

    with pytest.raises(WrongInput):
        work.submit(verifier, judging)
    with pytest.raises(WrongInput):
        verdicts.give(drawer, drawing, verdicts.ACCEPT)


@pytest.mark.django_db(transaction=True)
def test_two_verifiers_at_once_have_a_slot_each_and_a_double_click_is_one_verdict() -> None:
    place = verdicts.verified_place(verdicts=2)
    verdicts.drawn(place)
    people = [work.annotator(place) for _ in range(4)]

    held: list[tuple[User, Lease]] = []

    def claim(user: User) -> None:
        found = actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=NOW)
        if isinstance(found, Lease):
            held.append((user, found))

    all_at_once([partial(claim, user) for user in people])
    assert len(held) == 2

    def give(user: User, one: Lease) -> None:
        verdicts.give(user, one, verdicts.ACCEPT, key="same")

    all_at_once([partial(give, user, one) for user, one in held * 2])

    verify = verdicts.verify_task(place)
    assert (verify.counted, verify.leased, verify.verdicts.count()) == (2, 0, 2)
    assert Event.objects.filter(name="verify.completed").count() == 1
