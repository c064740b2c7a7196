"""What becomes of an answer."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.core.errors import NotFound, WrongInput
from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.errors import AlreadySubmitted, AssignmentOver, InvalidDocument, NotEligible
from guildmark.work.models import Assignment, Draft, Submission, Task
from tests.factories import work
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_an_answer_is_stored_counted_and_told() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    held = work.claim(anna, place)

    done = work.submit(anna, held, number=2)

    stored = Submission.objects.get()
    assert (stored.document, stored.counts, stored.seconds_spent) == (work.boxes(2), True, 10.0)
    assert stored.organisation_id == place.organisation.pk
    assert Assignment.objects.get().state == "submitted"
    assert Event.objects.get(name="submission.made").payload == {
        "submission_id": done.submission_id,
        "task_id": held.task_id,
        "assignment_id": held.assignment_id,
        "project_id": place.project.pk,
        "batch_id": batch.pk,
        "annotator_id": anna.pk,
        "is_complete": True,
        "is_gold": False,
    }


def test_the_relay_is_given_only_answers_that_somebody_waits_for() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=2)
    for _ in range(2):
        anna = work.annotator(place)
        work.submit(anna, work.claim(anna, place))

    first, last = Event.objects.filter(name="submission.made").order_by("pk")

    assert first.sent_at == first.settled_at == first.occurred_at
    assert (last.sent_at, last.settled_at) == (None, None)


def test_only_the_last_answer_wanted_completes_a_task() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=2)
    for _ in range(2):
        someone = work.annotator(place)
        work.submit(someone, work.claim(someone, place))

    made = Event.objects.filter(name="submission.made").order_by("pk")

    assert [event.payload["is_complete"] for event in made] == [False, True]


def test_the_same_key_gets_the_stored_answer_and_another_is_refused() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    answer: dict[str, Any] = {
        "user_id": anna.pk,
        "assignment_id": held.assignment_id,
        "document": work.boxes(1),
        "seconds_spent": 3,
        "now": NOW,
    }
    first = actions.submit(**answer, idempotency_key="a")

    again = actions.submit(**answer, idempotency_key="a")

    assert again == first
    with pytest.raises(AlreadySubmitted):
        actions.submit(**answer, idempotency_key="b")
    with pytest.raises(AlreadySubmitted):
        actions.submit(**answer)
    assert Submission.objects.count() == 1
    assert Event.objects.filter(name="submission.made").count() == 1


def test_a_late_answer_counts_when_its_slot_is_free() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    actions.expire_leases(now=LATER)

    done = work.submit(anna, held, now=LATER)

    task = Task.objects.get()
    assert done.state == "submitted"
    assert (task.state, task.open_slots, task.leased, task.counted) == ("saturated", 0, 0, 1)


def test_a_late_answer_is_kept_and_paid_as_a_spare_when_its_slot_is_taken() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    anna, ben = work.annotator(place), work.annotator(place)
    held = work.claim(anna, place)
    actions.expire_leases(now=LATER)
    work.submit(ben, work.claim(ben, place, now=LATER), now=LATER)

    done = work.submit(anna, held, now=LATER)

    task = Task.objects.get()
    assert (done.counts, done.state) == (False, "spare")
    assert Assignment.objects.get(annotator=anna).amount_minor == 5
    assert (task.leased, task.counted, task.target) == (0, 1, 1)


def test_an_answer_after_the_end_but_before_the_sweep_counts() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    held = work.claim(anna, place)

    done = work.submit(anna, held, now=LATER)

    assert done.counts
    assert actions.expire_leases(now=LATER) == 0


def test_an_answer_to_a_cancelled_task_is_a_spare() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=2)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    actions.cancel_task(actor_id=None, task_id=held.task_id, reason="Broken.", now=NOW)

    done = work.submit(anna, held)

    task = Task.objects.get()
    batch.refresh_from_db()
    assert done.state == "spare"
    assert (task.state, task.target, task.leased, task.counted) == ("cancelled", 0, 0, 0)
    assert batch.reserved_minor == batch.price_minor  # it is paid


@pytest.mark.parametrize("end", ["skip", "release"])
def test_a_task_given_back_takes_no_answer(end: str) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    why = {"reason": "other", "note": ""} if end == "skip" else {}
    getattr(actions, end)(user_id=anna.pk, assignment_id=held.assignment_id, now=NOW, **why)

    with pytest.raises(AssignmentOver):
        work.submit(anna, held)
    with pytest.raises(AssignmentOver):
        getattr(actions, end)(user_id=anna.pk, assignment_id=held.assignment_id, now=NOW, **why)


def test_somebody_elses_assignment_does_not_exist() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    held = work.claim(work.annotator(place), place)
    ben = work.annotator(place)
    mine: dict[str, Any] = {"user_id": ben.pk, "assignment_id": held.assignment_id, "now": NOW}

    with pytest.raises(NotFound):
        work.submit(ben, held)
    with pytest.raises(NotFound):
        actions.heartbeat(**mine)
    with pytest.raises(NotFound):
        actions.save_draft(revision=0, document=work.boxes(1), **mine)
    with pytest.raises(NotFound):
        actions.release(**mine)
    assert Task.objects.get().leased == 1


def test_a_wrong_answer_says_where_and_changes_nothing() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    document = work.boxes(2)
    document["shapes"][0]["geometry"]["x"] = 639.0
    document["shapes"][1]["label"] = "dragon"

    with pytest.raises(InvalidDocument) as refusal:
        actions.submit(
            user_id=anna.pk,
            assignment_id=held.assignment_id,
            document=document,
            seconds_spent=1,
            now=NOW,
        )

    places = [error.path.split("/")[3] for error in refusal.value.errors]
    assert places == ["0", "1"]
    assert not Submission.objects.exists()
    assert Assignment.objects.get().state == "leased"


def test_a_block_between_claim_and_submit_is_met_at_submit() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    actions.set_standing(
        user_id=anna.pk, project_id=place.project.pk, blocked_reason="Stop.",
        actor_id=None, now=NOW,
    )  # fmt: skip

    with pytest.raises(NotEligible, match="Stop"):
        work.submit(anna, held)
    assert not Submission.objects.exists()


def test_how_an_answer_came_about_is_kept_with_it() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    course = [{"shape_id": "s1", "at_ms": 900}, {"shape_id": "s0", "at_ms": 4100}]

    work.submit(anna, held, number=2, course=course)

    assert Submission.objects.get().course == course


@pytest.mark.parametrize(
    ("course", "at"),
    [
        ([{"shape_id": "s9", "at_ms": 1}], "/course/0/shape_id"),
        ([{"shape_id": "s1", "at_ms": 1}] * 2, "/course/1/shape_id"),
        ([{"shape_id": "s1", "at_ms": 2}, {"shape_id": "s0", "at_ms": 1}], "/course/1/at_ms"),
    ],
)
def test_moments_of_other_shapes_or_out_of_order_are_refused(
    course: list[dict[str, Any]], at: str
) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)

    with pytest.raises(WrongInput) as refused:
        work.submit(anna, held, number=2, course=course)

    assert [problem.path for problem in refused.value.errors] == [at]
    assert not Submission.objects.exists()


def test_a_draft_is_gone_once_the_answer_is_there() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    actions.save_draft(
        user_id=anna.pk,
        assignment_id=held.assignment_id,
        revision=0,
        document=work.boxes(1),
        now=NOW,
    )

    work.submit(anna, held)

    assert not Draft.objects.exists()
