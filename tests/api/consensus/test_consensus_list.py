"""The labels of a project, found by state, by label and by what of them is in doubt."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.consensus.models import ConsensusResult, DoubtOf
from guildmark.consensus.queries.weakest import weakest
from guildmark.work.models import Task
from tests.conftest import SignIn
from tests.factories import consensus, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
Json = dict[str, Any]  # a confidence: `Any` stands for its values


@pytest.fixture
def place() -> Workplace:
    """Three pictures with a label: sure of all but the name of a coin, disputed; tied; certain."""
    made = consensus.refreshed(consensus.labelled(place=work.workplace(items=3)))
    named, tied, sure = ConsensusResult.objects.filter(project=made.project).order_by("task_id")
    Task.objects.filter(pk=named.task_id).update(state=Task.State.DISPUTED)
    _says(named, 0.4, {"exists": 0.9, "class": 0.4})
    _says(tied, 0.5, {"exists": 0.7, "class": 0.5, "is_tie": True})
    _says(sure, 1.0, {"exists": 1.0, "class": 1.0})
    document = {**sure.document, "answers": {"state": "worn"}}
    ConsensusResult.objects.filter(pk=sure.pk).update(document=document)
    return made


def _says(result: ConsensusResult, lowest: float, sure: Json) -> None:
    shapes = {
        key: {**one, "is_tie": False, "attributes": {}, **sure}
        for key, one in result.confidence["shapes"].items()
    }
    result.confidence = {**result.confidence, "shapes": shapes}
    result.lowest_confidence, result.left_out = lowest, []
    result.save()


def _found(api: SignIn, place: Workplace, **asked: Any) -> list[int]:
    """The places of the results found, in the order of tasks; Any: parameters of a query."""
    answer = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/consensus", asked)
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert body["count"] == len(body["results"])
    tasks = list(
        Task.objects.filter(project=place.project).order_by("pk").values_list("pk", flat=True)
    )
    return [tasks.index(one["task_id"]) for one in body["results"]]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [0, 1, 2]),
        ({"order": "confidence"}, [0, 1, 2]),
        ({"state": "disputed"}, [0]),
        ({"state": "resolved"}, [1, 2]),
        ({"state": "triage"}, []),
        ({"label": "coin"}, [0, 1, 2]),
        ({"label": "state=worn"}, [2]),
        ({"label": "co"}, []),
        ({"doubt": "shape_label"}, [0]),
        ({"doubt": "tie"}, [1]),
        ({"doubt": "left_out"}, []),
        ({"doubt": "tie", "label": "coin", "state": "resolved", "order": "confidence"}, [1]),
        ({"doubt": "tie", "state": "disputed"}, []),
    ],
)
def test_labels_are_found_by_state_label_and_doubt(
    api: SignIn, place: Workplace, asked: Json, expected: list[int]
) -> None:
    assert _found(api, place, **asked) == expected


def test_each_says_what_of_it_is_in_doubt(api: SignIn, place: Workplace) -> None:
    found = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/consensus").json()

    assert [one["doubt"] for one in found["results"]] == ["shape_label", "tie", "none"]


def test_the_doubt_is_computed_of_the_results_of_the_page_alone(
    api: SignIn, place: Workplace
) -> None:
    manager, url = api(place.manager), f"/api/v1/projects/{place.project.pk}/consensus"

    with CaptureQueriesContext(connection) as asked:
        found = manager.get(url, {"page": 2, "page_size": 1}).json()

    (told,) = (one["sql"] for one in asked if "consensus_doubt_of" in one["sql"])
    second = ConsensusResult.objects.filter(project=place.project).order_by("task_id")[1]
    assert [one["doubt"] for one in found["results"]] == ["tie"]
    assert f'"id" IN ({second.pk})' in told


def test_a_state_is_looked_for_among_the_tasks_of_the_project(
    api: SignIn, place: Workplace
) -> None:
    """Else a state that few have is looked for in every result."""
    manager, url = api(place.manager), f"/api/v1/projects/{place.project.pk}/consensus"

    with CaptureQueriesContext(connection) as asked:
        manager.get(url, {"state": "disputed"})

    searches = [one["sql"] for one in asked if '"work_task"."state" IN' in one["sql"]]
    assert len(searches) == 2  # the count and the page
    assert all(f'"work_task"."project_id" = {place.project.pk}' in one for one in searches)


@pytest.mark.parametrize(
    "asked", [{"state": "not_asked"}, {"doubt": "none"}, {"order": "doubt"}, {"label": "x" * 131}]
)
def test_what_nothing_can_be_found_by_is_refused(
    api: SignIn, place: Workplace, asked: Json
) -> None:
    answer = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/consensus", asked)

    assert answer.status_code == 422


def test_labels_of_before_and_of_other_projects_are_not_found(
    api: SignIn, place: Workplace
) -> None:
    other = consensus.refreshed(consensus.labelled(place=work.workplace(items=1)))
    ConsensusResult.objects.filter(project=place.project, lowest_confidence=0.5).update(
        is_current=False
    )

    assert _found(api, place, label="coin") == [0, 2]
    assert _found(api, place, doubt="tie") == []
    assert _found(api, other, label="coin") == [0]


_SHAPE = {"exists": 0.9, "class": 0.8, "is_tie": False, "posterior": {}}
_ANSWER = {"probability": 0.6, "is_tie": False, "value": "worn", "posterior": {}}
_LIKE = {"probability": 0.5, "is_tie": False, "is_decided": True, "calibration": {}}


@pytest.mark.parametrize(
    ("shape", "answers", "left_out"),
    [
        (_SHAPE, {}, []),
        ({**_SHAPE, "exists": 0.7}, {}, []),
        (_SHAPE, {}, [0.3]),
        (_SHAPE, {"state": _ANSWER}, [0.3]),
        ({**_SHAPE, "attributes": {"worn": _LIKE}}, {"state": _ANSWER}, []),
        ({**_SHAPE, "attributes": {"worn": {**_LIKE, "is_decided": False}}}, {}, []),
    ],
)
def test_the_database_finds_the_doubt_that_the_page_names(
    place: Workplace, shape: Json, answers: Json, left_out: list[float]
) -> None:
    result = ConsensusResult.objects.filter(project=place.project).earliest("pk")
    key = result.document["shapes"][0]["id"]
    result.document = {**result.document, "shapes": result.document["shapes"][:1]}
    result.confidence = {"shapes": {key: {"drawn_by": 1, "of": 3, **shape}}, "answers": answers}
    result.left_out = [
        {"shape": result.document["shapes"][0], "exists": one, "drawn_by": 1} for one in left_out
    ]
    result.save()

    rows = ConsensusResult.objects.annotate(doubt=DoubtOf("confidence", "left_out"))
    found = rows.values_list("doubt", flat=True).get(pk=result.pk)

    assert found == weakest(result).what
