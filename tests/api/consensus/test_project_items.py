"""The items of a project, chosen by what became of them."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.consensus.models import ConsensusResult
from guildmark.work.models import Task
from tests.conftest import SignIn
from tests.factories import consensus, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """Two pictures that have a label, of which one is disputed by now, and one nobody was asked."""
    made = consensus.refreshed(consensus.labelled(place=work.workplace(items=2)))
    first = Task.objects.filter(project=made.project).order_by("item_id")[0]
    Task.objects.filter(pk=first.pk).update(state=Task.State.DISPUTED)
    ConsensusResult.objects.filter(task=first).update(lowest_confidence=0.3)
    work.add_items(made, 1)
    return made


def _found(api: SignIn, place: Workplace, **asked: Any) -> list[int]:
    """The places of the items found among all; Any: parameters of a query."""
    answer = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/items", asked)
    assert answer.status_code == 200, answer.content
    dataset = place.project.dataset
    assert dataset is not None
    ids = list(dataset.items.order_by("pk").values_list("pk", flat=True))
    body = answer.json()
    assert body["count"] == len(body["results"])
    return [ids.index(one["id"]) for one in body["results"]]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [0, 1, 2]),
        ({"state": "disputed"}, [0]),
        ({"state": "resolved"}, [1]),
        ({"state": "not_asked"}, [2]),
        ({"state": "asked"}, []),
        ({"label": "coin"}, [0, 1]),
        ({"label": "co"}, []),
        ({"sure_below": 0.5}, [0]),
        ({"sure_at_least": 0.5}, [1]),
        ({"label": "coin", "sure_below": 0.5, "state": "resolved"}, []),
        ({"state": "not_asked", "sort": "-id", "use": "used"}, [2]),
    ],
)
def test_items_are_found_by_state_label_and_confidence(
    api: SignIn, place: Workplace, asked: dict[str, Any], expected: list[int]
) -> None:
    assert _found(api, place, **asked) == expected


def test_a_cancelled_task_asks_nobody(api: SignIn, place: Workplace) -> None:
    Task.objects.filter(project=place.project, state="resolved").update(state="cancelled")

    assert _found(api, place, state="not_asked") == [1, 2]


def test_results_of_before_and_of_other_projects_do_not_count(
    api: SignIn, place: Workplace
) -> None:
    other = replace(work.workplace(organisation=place.organisation), manager=place.manager)
    other.project.dataset = place.dataset
    other.project.save(update_fields=["dataset"])
    ConsensusResult.objects.filter(lowest_confidence=0.3).update(is_current=False)

    assert _found(api, place, label="coin") == [1]
    assert _found(api, other, label="coin") == []
    assert _found(api, other, state="not_asked") == [0, 1, 2]


def test_more_items_take_no_more_questions_to_the_database(api: SignIn, place: Workplace) -> None:
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            _found(api, place, state="not_asked", label="")
        return len(asked)

    few = questions()
    work.add_items(place, 3)

    assert questions() == few


@pytest.mark.parametrize(
    "asked", [{}, {"label": "coin"}, {"sure_below": 0.9}, {"state": "resolved"}]
)
def test_more_items_that_are_found_take_no_more_questions(
    api: SignIn, asked: dict[str, Any]
) -> None:
    def questions(place: Workplace, count: int) -> int:
        ConsensusResult.objects.filter(project=place.project).update(lowest_confidence=0.3)
        with CaptureQueriesContext(connection) as met:
            assert len(_found(api, place, **asked)) == count
        return len(met)

    one = consensus.refreshed(consensus.labelled(items=1))
    three = consensus.refreshed(consensus.labelled(items=3))

    assert questions(one, 1) == questions(three, 3)


def test_items_say_how_far_they_are_and_which_labels_they_have(
    api: SignIn, place: Workplace
) -> None:
    found = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/items").json()

    assert [(one["state"], one["labels"]) for one in found["results"]] == [
        ("disputed", ["coin"]),
        ("resolved", ["coin"]),
        ("not_asked", []),
    ]


def test_answers_to_questions_are_found_like_labels(api: SignIn, place: Workplace) -> None:
    result = ConsensusResult.objects.order_by("task__item_id").last()
    assert result is not None
    result.document = {
        **result.document,
        "answers": {"light": "night", "seen": ["moon", "stars"], "is_sharp": True, "count": 3},
    }
    result.save(update_fields=["document"])

    for label in ("light=night", "seen=stars", "is_sharp=true"):
        assert _found(api, place, label=label) == [1]
    for label in ("light=day", "count=3"):
        assert _found(api, place, label=label) == []


def test_what_is_found_follows_results_that_are_replaced_or_go(
    api: SignIn, place: Workplace
) -> None:
    ConsensusResult.objects.filter(lowest_confidence=0.3).delete()
    result = ConsensusResult.objects.get()
    result.is_current = False
    result.save(update_fields=["is_current"])

    assert _found(api, place, label="coin") == []

    ConsensusResult.objects.update(is_current=True)

    assert _found(api, place, label="coin") == [1]


def test_a_project_without_a_dataset_has_no_items(api: SignIn, place: Workplace) -> None:
    place.project.dataset = None
    place.project.save(update_fields=["dataset"])

    answer = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/items")

    assert answer.json()["results"] == []


def test_bounds_beyond_0_to_1_are_refused(api: SignIn, place: Workplace) -> None:
    answer = api(place.manager).get(
        f"/api/v1/projects/{place.project.pk}/items", {"sure_below": "1.5"}
    )

    assert answer.status_code == 422


def test_the_longest_key_of_a_label_can_be_looked_for(api: SignIn, place: Workplace) -> None:
    """A key of a schema has up to 63 characters."""
    assert _found(api, place, label="a" * 63) == []
