"""Tasks whose answer is known: mixed in, never adjacent, never twice, never told."""

from itertools import pairwise

import pytest
from django.db import connection

from guildmark.accounts.models import User
from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.errors import GoldExists
from guildmark.work.models import Assignment, Seat, Task
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db


def add_gold(place: Workplace, number: int, *, is_visible: bool = False) -> list[Task]:
    return [
        actions.add_gold_task(
            actor_id=place.manager.pk,
            project_id=place.project.pk,
            item_id=item.pk,
            is_visible=is_visible,
            now=NOW,
        )
        for item in work.add_items(place, number)
    ]


def walk(user: User, place: Workplace, *, tasks: int) -> list[bool]:
    """Which of so many tasks were gold."""
    are_gold = []
    for _ in range(tasks):
        held = work.claim(user, place)
        work.submit(user, held)
        are_gold.append(Task.objects.get(pk=held.task_id).is_gold)
    return are_gold


def test_gold_comes_at_its_rate_never_adjacent_and_uses_no_overlap() -> None:
    place = work.workplace(items=150)
    work.open_batch(place, overlap=1, gold_share=0.1)
    add_gold(place, 60)
    anna = work.annotator(place)

    are_gold = walk(anna, place, tasks=150)

    adjacent = [pair for pair in pairwise(are_gold) if all(pair)]
    assert adjacent == []
    assert 5 <= sum(are_gold[:20]) <= 9  # 35 % of the first 20
    assert 5 <= sum(are_gold[20:60]) <= 12  # 20 % to 60
    assert 4 <= sum(are_gold[60:150]) <= 16  # 10 % to 200
    golds = Task.objects.filter(is_gold=True)
    assert {(t.open_slots, t.leased, t.counted, t.target) for t in golds} == {(0, 0, 0, 0)}
    assert Assignment.objects.filter(task__is_gold=True).count() == sum(are_gold)


def test_gold_looks_like_any_other_task() -> None:
    place = work.workplace(items=30)
    work.open_batch(place, gold_share=0.5, price_minor=9)
    add_gold(place, 10)
    anna = work.annotator(place)
    leases = []
    for _ in range(10):
        leases.append(work.claim(anna, place))
        work.submit(anna, leases[-1])

    kinds = {Task.objects.get(pk=held.task_id).is_gold for held in leases}

    assert kinds == {True, False}
    assert {(held.amount_minor, held.step, held.schema_version_id) for held in leases} == {
        (9, "draw", leases[0].schema_version_id)
    }


def test_when_gold_runs_out_the_queue_goes_on_and_it_is_told_once() -> None:
    place = work.workplace(items=30)
    work.open_batch(place, gold_share=0.5)
    add_gold(place, 2)
    anna = work.annotator(place)

    are_gold = walk(anna, place, tasks=25)

    assert sum(are_gold) == 2
    told = Event.objects.get(name="gold.ran_out")
    assert told.payload == {"project_id": place.project.pk, "annotator_id": anna.pk}


def test_gold_added_later_reaches_those_who_had_all() -> None:
    place = work.workplace(items=60)
    work.open_batch(place, gold_share=0.5)
    add_gold(place, 1)
    anna = work.annotator(place)
    first = walk(anna, place, tasks=12)

    add_gold(place, 1)
    second = walk(anna, place, tasks=12)

    assert (sum(first), sum(second)) == (1, 1)


def test_no_share_means_no_gold() -> None:
    place = work.workplace(items=20)
    work.open_batch(place, gold_share=0.0)
    add_gold(place, 5)
    anna = work.annotator(place)

    assert sum(walk(anna, place, tasks=20)) == 0


def test_retired_gold_is_not_given_and_reactivated_gold_is() -> None:
    place = work.workplace(items=40)
    work.open_batch(place, gold_share=0.5)
    (gold,) = add_gold(place, 1)
    anna = work.annotator(place)
    retire = [
        actions.retire_gold_task(actor_id=place.manager.pk, task_id=gold.pk, now=NOW)
        for _ in range(2)
    ]
    without = walk(anna, place, tasks=10)

    actions.reactivate_gold_task(actor_id=place.manager.pk, task_id=gold.pk, now=NOW)

    assert retire == [True, False]
    assert sum(without) == 0
    assert sum(walk(anna, place, tasks=10)) == 1


def test_an_item_is_gold_once_in_a_project() -> None:
    place = work.workplace()
    (gold,) = add_gold(place, 1)

    with pytest.raises(GoldExists):
        actions.add_gold_task(
            actor_id=place.manager.pk, project_id=place.project.pk, item_id=gold.item_id, now=NOW
        )


def test_an_item_had_as_an_ordinary_task_is_not_given_as_gold() -> None:
    place = work.workplace(items=10)
    work.open_batch(place, gold_share=0.5)
    anna = work.annotator(place)
    had = work.claim(anna, place)
    work.submit(anna, had)
    actions.add_gold_task(
        actor_id=place.manager.pk, project_id=place.project.pk, item_id=had.item.id, now=NOW
    )

    assert sum(walk(anna, place, tasks=8)) == 0


def test_skipped_gold_is_not_followed_by_gold() -> None:
    place = work.workplace(items=60)
    work.open_batch(place, gold_share=0.5)
    add_gold(place, 20)
    anna = work.annotator(place)
    are_gold = []
    for _ in range(30):
        held = work.claim(anna, place)
        are_gold.append(Task.objects.get(pk=held.task_id).is_gold)
        actions.skip(
            user_id=anna.pk, assignment_id=held.assignment_id, reason="other", note="", now=NOW
        )

    assert sum(are_gold) > 5
    assert not any(a and b for a, b in pairwise(are_gold))


def test_everybody_meets_gold_in_an_order_of_their_own() -> None:
    place = work.workplace(items=60)
    work.open_batch(place, overlap=5, gold_share=0.5)
    add_gold(place, 12)
    orders = []
    for _ in range(3):
        someone = work.annotator(place)
        walk(someone, place, tasks=40)
        gold = Assignment.objects.filter(annotator=someone, task__is_gold=True).order_by("pk")
        orders.append(list(gold.values_list("task_id", flat=True)))

    assert min(len(order) for order in orders) >= 8
    assert all(len(set(order)) == len(order) for order in orders)
    assert len({tuple(order[:6]) for order in orders}) == 3


def test_a_bank_is_given_to_the_last_one_and_told_of_once() -> None:
    place = work.workplace(items=60)
    work.open_batch(place, gold_share=0.5)
    golds = add_gold(place, 20)
    anna = work.annotator(place)

    walk(anna, place, tasks=70)

    had = Assignment.objects.filter(annotator=anna, task__is_gold=True)
    assert set(had.values_list("task_id", flat=True)) == {gold.pk for gold in golds}
    assert Event.objects.filter(name="gold.ran_out").count() == 1


def test_gold_that_teaches_comes_at_the_beginning_more_than_later() -> None:
    shares = []
    with connection.cursor() as cursor:
        for claims in (0, 20, 60, 200):
            cursor.execute(
                "SELECT avg(work_gold_teaches(%s)::integer) FROM generate_series(1, 4000)",
                [claims],
            )
            shares.append(float(cursor.fetchone()[0]))

    assert shares == pytest.approx([0.5, 0.25, 0.1, 0.05], abs=0.04)


def test_gold_that_teaches_is_handed_out_like_any_other() -> None:
    place = work.workplace(items=40)
    work.open_batch(place, gold_share=0.5, price_minor=9)
    add_gold(place, 12)
    add_gold(place, 12, is_visible=True)
    anna = work.annotator(place)

    are_gold = walk(anna, place, tasks=40)

    had = Assignment.objects.filter(annotator=anna, task__is_gold=True).select_related("task")
    assert {one.task.is_visible_gold for one in had} == {True, False}
    assert {(one.amount_minor, one.task.step) for one in had} == {(9, "draw")}
    assert not any(one and other for one, other in pairwise(are_gold))


def test_more_checks_for_somebody_means_more_gold() -> None:
    place = work.workplace(items=100)
    work.open_batch(place, overlap=2, gold_share=0.05)
    add_gold(place, 60)
    usual, watched = work.annotator(place), work.annotator(place)
    for someone in (usual, watched):
        walk(someone, place, tasks=1)
    Seat.objects.filter(annotator=watched).update(gold_boost=3.0, gold_countdown=0)

    assert sum(walk(watched, place, tasks=60)) >= 2 * sum(walk(usual, place, tasks=60))


def test_gold_never_comes_after_the_last_ordinary_task() -> None:
    for _ in range(4):
        place = work.workplace(items=5)
        work.open_batch(place, gold_share=0.5)
        add_gold(place, 10)
        anna = work.annotator(place)
        are_gold = []
        while isinstance(
            held := actions.claim_next(user_id=anna.pk, project_id=place.project.pk, now=NOW),
            actions.Lease,
        ):
            work.submit(anna, held)
            are_gold.append(Task.objects.get(pk=held.task_id).is_gold)

        assert are_gold.count(False) == 5
        assert not are_gold[-1]
        assert work.why_empty(anna, place) == "nothing_left"
