"""A batch asks more people than it was opened with, or fewer, and the way back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.core.errors import Refusal, WrongInput
from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.actions import overlap as overlaps
from guildmark.work.errors import (
    BatchAsksNobody,
    BatchConflict,
    OverlapIsChanging,
    OverlapMoved,
    OverlapOfItself,
)
from guildmark.work.models import Assignment, Batch, OverlapChange, Task
from guildmark.work.queries.overlap import overlap_forecast
from tests.factories import verdicts, work
from tests.factories.work import NOW, Workplace
from workers.app import app
from workers.tasks import operations
from workers.tasks import work as worker

pytestmark = pytest.mark.django_db


def begun(batch: Batch, overlap: int) -> None:
    """A manager asks for it."""
    batch.refresh_from_db()
    actions.change_overlap(
        actor_id=batch.created_by_id, batch_id=batch.pk, before=batch.overlap, overlap=overlap,
        now=NOW,
    )  # fmt: skip


def asked(batch: Batch, overlap: int) -> None:
    """A manager asks for it, and the worker carries it out, twice."""
    begun(batch, overlap)
    event = Event.objects.filter(name="batch.overlap_changed").latest("pk")
    for _ in range(2):
        worker.change_overlap(event_id=event.pk, **event.payload)
    batch.refresh_from_db()


def answered(place: Workplace, *, each_by: int = 1) -> None:
    """So many people answer whatever there is for them, and all complete tasks are judged."""
    for _ in range(each_by):
        someone = work.annotator(place)
        while True:
            found = actions.claim_next(user_id=someone.pk, project_id=place.project.pk, now=NOW)
            if isinstance(found, actions.Empty):
                break
            work.submit(someone, found)
    judged()


def judged() -> None:
    for pk in Task.objects.filter(is_unjudged=True).values_list("pk", flat=True):
        refresh_task(task_id=pk, now=NOW)


def tasks_of(batch: Batch) -> list[tuple[Any, ...]]:
    rows = batch.tasks.order_by("pk")
    return list(rows.values_list("state", "open_slots", "leased", "counted", "target"))


def books(batch: Batch) -> tuple[int, int]:
    """What is reserved beside what was answered, in tasks; and what is open or leased."""
    batch.refresh_from_db()
    slots = [open_slots + leased for _, open_slots, leased, _, _ in tasks_of(batch)]
    paid = sum(counted for _, _, _, counted, _ in tasks_of(batch))
    return batch.reserved_minor // batch.price_minor - paid, sum(slots)


def test_all_that_was_resolved_is_asked_once_more_and_the_batch_opens_again() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, overlap=1)
    answered(place)
    actions.settle_batches(now=NOW)
    batch.refresh_from_db()
    assert (batch.state, tasks_of(batch)) == ("complete", [("resolved", 0, 0, 1, 1)] * 2)

    forecast = overlap_forecast(batch, overlap=3)
    asked(batch, 3)

    assert tasks_of(batch) == [("open", 2, 0, 1, 3)] * 2
    assert books(batch) == (4, 4)
    assert (batch.state, batch.overlap, batch.slots_made) == ("open", 3, 6)
    assert (forecast.tasks, forecast.labels_reopened, forecast.slots) == (2, 2, 4)
    assert forecast.cost_minor == 4 * batch.price_minor
    answered(place, each_by=2)
    assert tasks_of(batch) == [("resolved", 0, 0, 3, 3)] * 2
    results = [task.consensus_results.get(is_current=True) for task in batch.tasks.all()]
    assert [result.submission_count for result in results] == [3, 3]


def test_who_has_had_a_task_is_not_asked_again() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    work.submit(anna, work.claim(anna, place))
    judged()
    assert work.why_empty(anna, place) == "nothing_left"
    idle = work.annotator(place)
    assert work.why_empty(idle, place) == "nothing_left"

    asked(batch, 2)

    assert work.why_empty(anna, place) == "nothing_left"
    assert work.claim(idle, place).task_id == batch.tasks.get().pk


def test_the_way_back_of_a_mistake_makes_labels_as_they_were() -> None:
    place = work.workplace(items=3)
    batch = work.open_batch(place, overlap=1)
    answered(place)
    before = tasks_of(batch)
    asked(batch, 4)
    someone = work.annotator(place)
    work.submit(someone, work.claim(someone, place))
    held = work.claim(someone, place)

    forecast = overlap_forecast(batch, overlap=1)
    asked(batch, 1)
    judged()

    assert before == [("resolved", 0, 0, 1, 1)] * 3
    assert sorted(tasks_of(batch)) == [
        ("resolved", 0, 0, 1, 1), ("resolved", 0, 0, 2, 2), ("saturated", 0, 1, 1, 2),
    ]  # fmt: skip
    assert (forecast.tasks, forecast.slots) == (3, -7)
    assert books(batch) == (1, 1)
    assert work.submit(someone, held).counts
    assert work.why_empty(work.annotator(place), place) == "nothing_left"


def test_the_way_back_of_fewer_asks_nothing_that_has_its_answers() -> None:
    place = work.workplace(items=3)
    batch = work.open_batch(place, overlap=2)
    first, second = work.annotator(place), work.annotator(place)
    for someone in (first, second):
        work.submit(someone, work.claim(someone, place))
    begun_by_one = work.claim(first, place)
    work.submit(first, begun_by_one)
    judged()
    before = sorted(tasks_of(batch))

    asked(batch, 1)
    judged()
    between = sorted(tasks_of(batch))
    forecast = overlap_forecast(batch, overlap=2)
    asked(batch, 2)

    assert before == [("open", 1, 0, 1, 2), ("open", 2, 0, 0, 2), ("resolved", 0, 0, 2, 2)]
    assert between == [("open", 1, 0, 0, 1), ("resolved", 0, 0, 1, 1), ("resolved", 0, 0, 2, 2)]
    assert sorted(tasks_of(batch)) == before
    assert (forecast.tasks, forecast.labels_reopened, forecast.tasks_left) == (2, 1, 1)
    assert (forecast.slots, forecast.cost_minor) == (2, 2 * batch.price_minor)
    assert books(batch) == (3, 3)


def test_who_was_asked_on_about_is_asked_no_further_than_the_new_number() -> None:
    place = work.workplace(items=3)
    batch = work.open_batch(place, overlap=1)
    for task, target in zip(batch.tasks.order_by("pk"), (1, 2, 4), strict=True):
        slots = target
        Task.objects.filter(pk=task.pk).update(target=target, open_slots=slots)

    forecast = overlap_forecast(batch, overlap=3)
    asked(batch, 3)

    assert [target for *_, target in tasks_of(batch)] == [3, 3, 4]
    assert (forecast.tasks, forecast.slots, forecast.tasks_left) == (2, 3, 1)


def test_a_change_whose_worker_was_lost_is_rung_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=1)
    begun(batch, 2)
    change = OverlapChange.objects.get()
    rings: list[tuple[str, Any]] = []
    monkeypatch.setattr(app, "send_task", lambda name, kwargs: rings.append((name, kwargs)))
    monkeypatch.setattr(operations, "now", lambda: NOW + timedelta(minutes=4))
    operations.ring_quiet()
    assert rings == []

    monkeypatch.setattr(operations, "now", lambda: NOW + timedelta(minutes=6))
    operations.ring_quiet()
    worker.change_overlap(**rings[0][1])
    operations.ring_quiet()

    assert rings == [("work.change_overlap", {"overlap_change_id": change.pk})]
    assert tasks_of(batch) == [("open", 2, 0, 0, 2)]


def test_each_chunk_says_when_it_was_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlaps, "CHUNK", 1)
    place = work.workplace(items=2)
    batch = work.open_batch(place, overlap=1)
    begun(batch, 2)
    change = OverlapChange.objects.get()
    times = [NOW + timedelta(minutes=minute) for minute in (1, 2, 3)]

    actions.carry_out_overlap(overlap_change_id=change.pk, clock=iter(times).__next__)

    change.refresh_from_db()
    changed = batch.tasks.order_by("item").values_list("changed_at", flat=True)
    assert list(changed) == times[:2]
    assert (change.moved_at, change.finished_at) == (times[1], times[2])


def test_a_second_manager_is_told_that_another_was_quicker() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=1)
    asked(batch, 3)

    with pytest.raises(OverlapMoved):
        actions.change_overlap(
            actor_id=place.manager.pk, batch_id=batch.pk, before=1, overlap=5, now=NOW
        )

    assert OverlapChange.objects.count() == 1


def test_fewer_are_asked_where_slots_are_open_and_never_nobody() -> None:
    place = work.workplace(items=3)
    batch = work.open_batch(place, overlap=3)
    someone = work.annotator(place)
    work.submit(someone, work.claim(someone, place))
    held = work.claim(someone, place)

    asked(batch, 1)

    assert tasks_of(batch).count(("open", 1, 0, 0, 1)) == 1  # nobody had come
    assert tasks_of(batch).count(("saturated", 0, 1, 0, 1)) == 1
    assert tasks_of(batch).count(("saturated", 0, 0, 1, 1)) == 1
    assert books(batch) == (2, 2)
    judged()
    assert tasks_of(batch).count(("resolved", 0, 0, 1, 1)) == 1
    assert work.submit(someone, held).counts


def test_what_a_reviewer_settled_or_called_off_stays() -> None:
    place = work.workplace(items=4)
    batch = work.open_batch(place, overlap=1)
    answered(place)
    settled, off, triage, _ = batch.tasks.order_by("pk")
    Assignment.objects.filter(task=settled).update(reason=Assignment.DECIDED)
    Task.objects.filter(pk=off.pk).update(is_called_off=True)
    Task.objects.filter(pk=triage.pk).update(state="triage")

    forecast = overlap_forecast(batch, overlap=2)
    asked(batch, 2)

    states = [state for state, *_ in tasks_of(batch)]
    assert states == ["resolved", "resolved", "triage", "open"]
    assert (forecast.tasks, forecast.tasks_left, forecast.slots) == (1, 3, 1)


def test_a_label_that_others_are_judging_is_made_anew_first() -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    verify, batch = verdicts.verify_task(place), Batch.objects.get(project=place.project)
    assert (verify.state, verdicts.draw_task(place).state) == ("open", "saturated")
    forecast = overlap_forecast(batch, overlap=batch.overlap + 1)

    asked(batch, batch.overlap + 1)

    verify.refresh_from_db()
    draw = verdicts.draw_task(place)
    assert (verify.state, verify.open_slots) == ("resolved", 0)
    assert (draw.state, draw.open_slots) == ("open", 1)
    assert (forecast.is_verified, forecast.tasks, forecast.labels_reopened) == (True, 1, 1)


def test_a_worker_that_is_cut_off_goes_on_where_it_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlaps, "CHUNK", 2)
    place = work.workplace(items=5)
    batch = work.open_batch(place, overlap=1)
    begun(batch, 2)
    change = OverlapChange.objects.get()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT work_change_overlap(%s, 2, %s)", [change.pk, NOW])
    some = tasks_of(batch)

    for _ in range(2):
        actions.carry_out_overlap(overlap_change_id=change.pk, clock=lambda: NOW)

    change.refresh_from_db()
    assert some.count(("open", 2, 0, 0, 2)) == 2
    assert tasks_of(batch) == [("open", 2, 0, 0, 2)] * 5
    assert (change.task_count, change.slot_count) == (5, 5)
    assert books(batch) == (10, 10)


def test_it_ends_where_the_batch_is_finished_early_meanwhile() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, overlap=1)
    begun(batch, 2)
    actions.drain_batch(actor_id=place.manager.pk, batch_id=batch.pk, reason="", now=NOW)
    before = tasks_of(batch)

    actions.carry_out_overlap(overlap_change_id=OverlapChange.objects.get().pk, clock=lambda: NOW)

    assert tasks_of(batch) == before
    assert OverlapChange.objects.filter(finished_at=None).count() == 0


def test_a_draft_is_reserved_at_its_opening() -> None:
    place = work.workplace(items=2)
    batch = work.draft_batch(place, overlap=1)

    asked(batch, 3)
    actions.open_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)

    assert tasks_of(batch) == [("open", 3, 0, 0, 3)] * 2
    assert books(batch) == (6, 6)


def test_a_draft_is_not_opened_while_it_comes_to_ask_more() -> None:
    place = work.workplace(items=2)
    batch = work.draft_batch(place, overlap=1)
    begun(batch, 3)

    with pytest.raises(OverlapIsChanging):
        actions.open_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)

    batch.refresh_from_db()
    assert (batch.state, batch.reserved_minor) == ("draft", 0)


def refused(batch: Batch, overlap: int) -> type[Refusal]:
    with pytest.raises(Refusal) as refusal:
        begun(batch, overlap)
    return refusal.type


def test_it_is_refused_with_the_reason() -> None:
    place = work.workplace(items=1)
    adaptive = work.open_batch(place, is_adaptive=True)
    work.add_items(place, 1)
    batch = work.open_batch(place, overlap=1)

    found = [refused(batch, 0), refused(batch, 51), refused(adaptive, 4)]
    begun(batch, 2)
    found.append(refused(batch, 3))
    actions.carry_out_overlap(overlap_change_id=OverlapChange.objects.get().pk, clock=lambda: NOW)
    actions.drain_batch(actor_id=place.manager.pk, batch_id=batch.pk, reason="", now=NOW)
    found.append(refused(batch, 3))
    actions.settle_batches(now=NOW)
    found.append(refused(batch, 3))

    assert found == [
        WrongInput, WrongInput, OverlapOfItself, OverlapIsChanging, BatchConflict, BatchAsksNobody,
    ]  # fmt: skip


def test_nothing_happens_where_it_stays() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=2)

    begun(batch, 2)

    assert OverlapChange.objects.count() == 0
    assert not Event.objects.filter(name="batch.overlap_changed").exists()
