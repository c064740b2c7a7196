"""A project's limit of money: what somebody would ask beyond it is refused."""

from typing import Any

import pytest

from guildmark.projects.models import Project
from guildmark.work import actions
from guildmark.work.errors import BudgetSpent
from guildmark.work.models import Batch, OverlapChange, Task
from guildmark.work.queries.batches import queue
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with a picture."""
    return work.workplace(items=1)


def _limit(place: Workplace, budget_minor: int | None) -> None:
    Project.objects.filter(pk=place.project.pk).update(budget_minor=budget_minor)


def _left(place: Workplace) -> int | None:
    return queue(project_id=place.project.pk, now=NOW).budget_left_minor


def _answered(place: Workplace) -> Task:
    """A task that one person was asked about, for 5 cents, and has answered."""
    batch = work.open_batch(place, overlap=1, price_minor=5)
    user = work.annotator(place)
    work.submit(user, work.claim(user, place))
    return batch.tasks.get()


def test_a_batch_opens_up_to_the_budget_and_not_beyond_it(place: Workplace) -> None:
    _limit(place, 20)
    work.open_batch(place, overlap=3, price_minor=5)
    (more,) = work.add_items(place, 1)
    second = work.draft_batch(place, overlap=3, price_minor=5, item_ids=[more.pk])
    opened: dict[str, Any] = {"actor_id": place.manager.pk, "batch_id": second.pk, "now": NOW}

    with pytest.raises(BudgetSpent) as refused:
        actions.open_batch(**opened)

    assert refused.value.detail == (
        "It would reserve 0.15 EUR, and 0.05 EUR of the budget are left. Raise the budget under "
        "Settings, or ask for less."
    )
    assert (Batch.objects.get(pk=second.pk).state, _left(place)) == ("draft", 5)
    _limit(place, 30)
    assert actions.open_batch(**opened).state == "open"
    assert _left(place) == 0


def test_without_a_budget_nothing_is_refused_and_nothing_said_to_be_left(place: Workplace) -> None:
    assert work.open_batch(place, price_minor=100_000).state == "open"
    assert _left(place) is None


def test_more_people_are_asked_within_the_budget_alone(place: Workplace) -> None:
    batch = work.open_batch(place, overlap=3, price_minor=5)
    _limit(place, 19)
    change: dict[str, Any] = {
        "actor_id": place.manager.pk,
        "batch_id": batch.pk,
        "before": 3,
        "now": NOW,
    }

    with pytest.raises(BudgetSpent):
        actions.change_overlap(**change, overlap=4)

    assert actions.change_overlap(**change, overlap=2).overlap == 2


def test_what_a_worker_has_still_to_reserve_is_not_given_out_twice(place: Workplace) -> None:
    first = work.open_batch(place, overlap=1, price_minor=5)
    work.add_items(place, 1)
    second = work.open_batch(place, overlap=1, price_minor=5)
    _limit(place, 15)
    change: dict[str, Any] = {
        "actor_id": place.manager.pk,
        "before": 1,
        "overlap": 2,
        "now": NOW,
    }
    actions.change_overlap(batch_id=first.pk, **change)

    for _ in range(2):  # before the worker, and after
        assert _left(place) == 0
        with pytest.raises(BudgetSpent):
            actions.change_overlap(batch_id=second.pk, **change)
        under_way = OverlapChange.objects.get()
        actions.carry_out_overlap(overlap_change_id=under_way.pk, clock=lambda: NOW)


def test_what_is_not_sure_is_not_asked_on_by_itself_without_money(place: Workplace) -> None:
    task = _answered(place)
    _limit(place, 5)
    asked: dict[str, Any] = {"task_id": task.pk, "slots": 1, "reason": "too_unsure", "now": NOW}

    assert not actions.ask_more(**asked)

    _limit(place, 10)
    assert actions.ask_more(**asked)


def test_a_task_is_opened_again_for_a_reviewer_but_not_for_people_without_money(
    place: Workplace,
) -> None:
    task = _answered(place)
    actions.resolve_task(task_id=task.pk, now=NOW)
    _limit(place, 5)
    again: dict[str, Any] = {
        "actor_id": place.manager.pk,
        "task_id": task.pk,
        "reason": "Look.",
        "now": NOW,
    }

    with pytest.raises(BudgetSpent):
        actions.reopen_task(**again, slots=1)

    assert actions.reopen_task(**again, slots=0).state == "disputed"
