"""The quiz as the browser sees it: never the known answer before the end."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.core.clock import now
from guildmark.training.models import Attempt
from tests.conftest import SignIn
from tests.factories.accounts import person
from tests.factories.projects import document
from tests.factories.training import (
    TWO_COINS,
    comprehension_question,
    project_with_quiz,
    ready_for_quiz,
    start,
)
from tests.factories.training import answer as answer_all

pytestmark = pytest.mark.django_db


def _strings(value: Any) -> set[str]:
    """Every key and every text in some JSON."""
    if isinstance(value, dict):
        return set(value) | {text for one in value.values() for text in _strings(one)}
    if isinstance(value, list):
        return {text for one in value for text in _strings(one)}
    return {str(value)}


def test_a_quiz_is_sat_over_http(api: SignIn) -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada, now=now())
    client = api(ada)

    started = client.post(
        f"/api/v1/projects/{project.pk}/attempts", {}, HTTP_IDEMPOTENCY_KEY="start"
    ).json()
    for question in started["questions"]:
        answered = client.put(
            f"/api/v1/attempts/{started['id']}/answers/{question['id']}", {"document": TWO_COINS}
        )
        assert answered.json() == {"is_answered": True}
    result = client.post(f"/api/v1/attempts/{started['id']}/submit").json()
    way = client.get(f"/api/v1/projects/{project.pk}/way").json()

    assert started["result"] is None
    assert started["rules"]["scored_decisions"] == 4
    assert [question["is_answered"] for question in started["questions"]] == [False, False]
    assert result["state"] == "passed"
    assert {key: result["result"][key] for key in ("is_passed", "f1", "scored_decisions")} == {
        "is_passed": True,
        "f1": 1.0,
        "scored_decisions": 4,
    }
    assert way["qualification"]["state"] == "granted"
    assert way["steps"][-1] == {
        "key": "work",
        "state": "current",
        "detail": "You can start.",
        "available_at": None,
        "pause_seconds": None,
    }


def test_the_known_answer_is_not_told_before_the_end(api: SignIn) -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada, now=now())
    client = api(ada)

    started = client.post(f"/api/v1/projects/{project.pk}/attempts", {}).json()
    submitted = client.post(f"/api/v1/attempts/{started['id']}/submit").json()

    secret = {"reference", "explanation", TWO_COINS["shapes"][0]["id"]}
    assert secret & _strings(started) == set()
    assert secret <= _strings(submitted)


def test_a_wrong_box_is_refused_with_its_place(api: SignIn) -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada, now=now())
    client = api(ada)
    started = client.post(f"/api/v1/projects/{project.pk}/attempts", {}).json()
    question = started["questions"][0]["id"]

    answer = client.put(
        f"/api/v1/attempts/{started['id']}/answers/{question}",
        {"document": {**document(), "shapes": [{}]}},
    )

    assert answer.status_code == 422
    assert answer.json()["code"] == "wrong_document"
    assert answer.json()["errors"]


def test_too_early_is_said_with_the_moment_from_which_it_is_possible(api: SignIn) -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada, now=now())
    client = api(ada)
    started = client.post(f"/api/v1/projects/{project.pk}/attempts", {}).json()
    client.post(f"/api/v1/attempts/{started['id']}/submit")

    answer = client.post(f"/api/v1/projects/{project.pk}/attempts", {})

    assert answer.status_code == 409
    assert answer.json()["code"] == "wait"
    assert [error["path"] for error in answer.json()["errors"]] == ["available_at"]
    steps = client.get(f"/api/v1/projects/{project.pk}/way").json()["steps"]
    (pause,) = [step["pause_seconds"] for step in steps if step["key"] == "quiz"]
    assert 86_000 < pause <= 86_400
    assert Attempt.objects.count() == 1


def test_people_see_the_questions_on_the_guideline_without_the_right_answer(api: SignIn) -> None:
    project, ada = project_with_quiz(), person()
    question = comprehension_question(project)

    asked = api(ada).get(f"/api/v1/projects/{project.pk}/comprehension").json()

    assert asked == [
        {
            "id": question.pk,
            "text": "Is a shadow part of a coin?",
            "options": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}],
            "is_several": False,
        }
    ]


def test_what_a_refused_start_finds_over_is_scored_and_stays_so(api: SignIn) -> None:
    """The key's transaction is taken back with the refusal: the result is not."""
    project, ada = project_with_quiz(time_limit_seconds=600), person()
    began_at = now() - timedelta(days=2)
    ready_for_quiz(project, ada, now=began_at)
    sitting = start(project, ada, now=began_at)
    answer_all(sitting, now=began_at)

    answer = api(ada).post(
        f"/api/v1/projects/{project.pk}/attempts", {}, HTTP_IDEMPOTENCY_KEY="anew"
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "already_qualified")
    sitting.refresh_from_db()
    assert sitting.state == Attempt.State.PASSED
