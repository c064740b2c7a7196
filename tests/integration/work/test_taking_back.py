"""Staff take a lease back: who had it is told why, and somebody else is asked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from guildmark.core.errors import NotFound, Refusal, WrongInput
from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.errors import AlreadySubmitted, LeaseOver, TakenBack
from guildmark.work.models import Assignment, Batch, Draft, Progress, Task
from guildmark.work.queries.leases import Lease, answer_frame
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
WHY = "It is the wrong picture."


def take_back(place: Workplace, held: Lease, *, note: str = WHY) -> None:
    actions.take_back(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        assignment_id=held.assignment_id,
        note=note,
        now=NOW,
    )


def slots(held: Lease) -> tuple[Any, ...]:
    task = Task.objects.get(pk=held.task_id)
    return task.state, task.open_slots, task.leased, task.skip_count, task.lapse_count


def place_with_one() -> Workplace:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    return place


def test_somebody_else_gets_what_was_taken_back_and_nothing_is_counted_against_it() -> None:
    place = place_with_one()
    anna, ben = work.annotator(place), work.annotator(place)
    held = work.claim(anna, place)
    assert slots(held) == ("saturated", 0, 1, 0, 0)

    take_back(place, held)

    assert slots(held) == ("open", 1, 0, 0, 0)
    assert work.why_empty(anna, place) == "nothing_left"
    assert work.claim(ben, place).task_id == held.task_id


def test_who_had_it_is_told_why_whatever_they_do_next_and_their_draft_is_kept() -> None:
    place = place_with_one()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    own: dict[str, Any] = {"user_id": anna.pk, "assignment_id": held.assignment_id, "now": NOW}
    actions.save_draft(**own, revision=0, document=work.boxes(2))
    answer_frame(user_id=anna.pk, assignment_id=held.assignment_id)

    take_back(place, held)

    tries: list[Callable[[], object]] = [
        lambda: actions.save_draft(**own, revision=1, document=work.boxes(3)),
        lambda: actions.heartbeat(**own),
        lambda: actions.skip(**own, reason="other", note=""),
        lambda: actions.submit(**own, document=work.boxes(2), seconds_spent=5.0),
    ]
    for one in tries:
        with pytest.raises(TakenBack) as refused:
            one()
        assert refused.value.title == "This task was taken back"
        assert WHY in refused.value.detail
    assert Draft.objects.get(assignment=held.assignment_id).document == work.boxes(2)


def test_the_trail_says_who_took_it_and_not_that_its_person_gave_it_back() -> None:
    place = place_with_one()
    anna = work.annotator(place)
    held = work.claim(anna, place)

    take_back(place, held)

    found = Event.objects.filter(name__startswith="assignment.").values_list("name", "actor_id")
    assert list(found) == [("assignment.taken_back", place.manager.pk)]
    assert Event.objects.get(name="assignment.taken_back").payload["reason"] == WHY


def test_what_came_back_to_its_author_is_paid_although_it_is_taken() -> None:
    place = place_with_one()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    work.submit(anna, held)
    batch = Batch.objects.get(project=place.project)
    reserved = batch.reserved_minor
    actions.return_assignment(
        assignment_id=held.assignment_id, reason_code="careless", note="", marks=[],
        actor_id=place.manager.pk, now=NOW,
    )  # fmt: skip
    assert work.claim(anna, place).assignment_id == held.assignment_id

    take_back(place, held)

    batch.refresh_from_db()
    assert Assignment.objects.get(pk=held.assignment_id).state == "spare"
    assert slots(held)[:3] == ("open", 1, 0)
    assert batch.reserved_minor == reserved + batch.price_minor  # of who comes next
    with pytest.raises(TakenBack):
        actions.submit(
            user_id=anna.pk, assignment_id=held.assignment_id, document=work.boxes(1),
            seconds_spent=1.0, now=NOW,
        )  # fmt: skip


def test_what_was_fetched_ahead_is_no_part_of_the_share_of_who_had_it() -> None:
    place = work.workplace(items=3)
    work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    work.claim(anna, place)
    ahead = work.prefetch(anna, place)

    take_back(place, ahead)

    assert Progress.objects.get(annotator=anna).taken == 1
    assert work.prefetch(anna, place).task_id != ahead.task_id


def test_a_check_is_taken_back_like_any_other_task() -> None:
    place = work.workplace(items=4)
    gold, *rest = place.dataset.items.order_by("pk")
    work.open_batch(place, overlap=1, gold_share=0.5, item_ids=[item.pk for item in rest])
    actions.add_gold_task(
        actor_id=place.manager.pk, project_id=place.project.pk, item_id=gold.pk, now=NOW
    )
    anna = work.annotator(place)
    held = work.claim(anna, place)
    while held.item.id != gold.pk:
        work.submit(anna, held)
        held = work.claim(anna, place)

    take_back(place, held)

    assert Assignment.objects.get(pk=held.assignment_id).state == "released"
    assert slots(held)[:3] == ("open", 0, 0)


@pytest.mark.parametrize("how", ["submitted", "skipped", "taken"])
def test_what_is_over_is_not_taken(how: str) -> None:
    place = place_with_one()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    if how == "submitted":
        work.submit(anna, held)
    elif how == "skipped":
        actions.skip(
            user_id=anna.pk, assignment_id=held.assignment_id, reason="other", note="", now=NOW
        )
    else:
        take_back(place, held)
    before = slots(held)

    with pytest.raises(LeaseOver):
        take_back(place, held)

    assert slots(held) == before


def test_it_takes_words_and_the_right_project() -> None:
    place, other = place_with_one(), place_with_one()
    held = work.claim(work.annotator(place), place)
    before = slots(held)

    refused: list[type[Refusal]] = []
    for where, note in ((place, "  "), (other, WHY)):
        with pytest.raises(Refusal) as refusal:
            take_back(where, held, note=note)
        refused.append(refusal.type)

    assert refused == [WrongInput, NotFound]
    assert slots(held) == before


def test_an_answer_that_was_handed_in_stays_answered() -> None:
    place = place_with_one()
    anna = work.annotator(place)
    held = work.claim(anna, place)
    work.submit(anna, held)
    with pytest.raises(LeaseOver):
        take_back(place, held)

    with pytest.raises(AlreadySubmitted):
        work.submit(anna, held, now=NOW + timedelta(minutes=1))
