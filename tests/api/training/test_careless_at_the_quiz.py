"""What a careless or hostile person does at the quiz, as their browser sends it: nothing is lost,
nothing is won, and a sentence says where they stand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.response import Response

from guildmark.core.clock import now
from guildmark.projects.models import Project
from guildmark.training.models import Attempt
from tests.conftest import SignIn
from tests.factories.accounts import person
from tests.factories.projects import box, document
from tests.factories.training import TWO_COINS, project_with_quiz, ready_for_quiz, start
from tests.factories.training import answer as answer_all

pytestmark = pytest.mark.django_db

NOTHING = document()
ONE_COIN = document(box(4, 4, 12, 10))


def _seen(attempt: dict[str, Any]) -> tuple[int, str, list[int]]:
    """What a page of the quiz rests on: which attempt, until when, which questions in order."""
    return attempt["id"], attempt["expires_at"], [one["id"] for one in attempt["questions"]]


def _step(client: Any, project: Project) -> dict[str, Any]:
    """The quiz on the person's way. Any: the client of a test."""
    steps = client.get(f"/api/v1/projects/{project.pk}/way").json()["steps"]
    found: dict[str, Any] = next(one for one in steps if one["key"] == "quiz")
    return found


def test_a_page_that_is_loaded_again_goes_on_where_it_was(api: SignIn) -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada, now=now())
    client = api(ada)
    attempts = f"/api/v1/projects/{project.pk}/attempts"
    started = client.post(attempts, {}, HTTP_IDEMPOTENCY_KEY="first").json()
    answers = f"/api/v1/attempts/{started['id']}/answers"
    whole, begun = [one["id"] for one in started["questions"]]
    client.put(f"{answers}/{whole}", {"document": TWO_COINS})
    client.put(f"{answers}/{begun}", {"document": ONE_COIN, "is_draft": True})

    again = client.get(f"/api/v1/attempts/{started['id']}").json()
    anew = client.post(attempts, {}, HTTP_IDEMPOTENCY_KEY="second").json()

    assert [_seen(one) for one in (again, anew)] == [_seen(started)] * 2
    for page in (again, anew):
        shown = {one["id"]: (one["document"], one["draft"]) for one in page["questions"]}
        assert shown == {whole: (TWO_COINS, None), begun: (None, ONE_COIN)}
    assert Attempt.objects.count() == 1


def test_what_a_second_tab_still_sends_after_the_first_handed_in_changes_nothing(
    api: SignIn,
) -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada, now=now())
    first, second = api(ada), api(ada)
    started = first.post(f"/api/v1/projects/{project.pk}/attempts", {}).json()
    place, question = f"/api/v1/attempts/{started['id']}", started["questions"][0]["id"]
    for one in started["questions"]:
        first.put(f"{place}/answers/{one['id']}", {"document": TWO_COINS})
    result = first.post(f"{place}/submit").json()

    late = [
        second.put(f"{place}/answers/{question}", {"document": NOTHING, **more})
        for more in ({}, {"is_draft": True})
    ]
    handed_in_again = second.post(f"{place}/submit").json()
    back = second.get(place).json()

    assert [(one.status_code, one.json()["code"]) for one in late] == [(409, "attempt_over")] * 2
    assert {one.json()["title"] for one in late} == {"This attempt is over"}
    assert result["state"] == "passed"
    assert handed_in_again == back == result


def test_who_fails_goes_back_and_starts_again_at_once_finds_the_result_and_a_wait(
    api: SignIn,
) -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada, now=now())
    client = api(ada)
    attempts = f"/api/v1/projects/{project.pk}/attempts"
    started = client.post(attempts, {}, HTTP_IDEMPOTENCY_KEY="start").json()
    client.post(f"/api/v1/attempts/{started['id']}/submit")

    # The browser repeats what it sent, then the person presses the button anew.
    repeated = client.post(attempts, {}, HTTP_IDEMPOTENCY_KEY="start").json()
    anew = client.post(attempts, {}, HTTP_IDEMPOTENCY_KEY="anew")
    back = client.get(f"/api/v1/attempts/{started['id']}").json()

    assert repeated["id"] == started["id"]
    assert (anew.status_code, anew.json()["code"]) == (409, "wait")
    assert back["state"] == "failed"
    assert _step(client, project)["detail"] == "The next attempt is possible after a pause."
    assert Attempt.objects.count() == 1


def test_answers_after_the_time_are_refused_and_what_was_there_counts(api: SignIn) -> None:
    project, ada = project_with_quiz(time_limit_seconds=600), person()
    began_at = now() - timedelta(hours=1)
    ready_for_quiz(project, ada, now=began_at)
    sitting = start(project, ada, now=began_at)
    answer_all(sitting, now=began_at)
    question = sitting.answers.order_by("position")[0].question_id
    client = api(ada)
    place = f"/api/v1/attempts/{sitting.pk}"

    late = [
        client.put(f"{place}/answers/{question}", {"document": NOTHING}),
        client.put(f"{place}/answers/{question}", {"document": NOTHING, "is_draft": True}),
        client.post(f"{place}/submit"),
    ]
    waiting = _step(client, project)["detail"]
    client.post(f"/api/v1/projects/{project.pk}/attempts", {})
    sitting.refresh_from_db()

    assert [one.json()["code"] for one in late] == ["attempt_over"] * 3
    assert waiting.startswith("The time of your quiz is over.")
    assert sitting.state == Attempt.State.PASSED
    assert sitting.submitted_at == sitting.expires_at


def test_a_stranger_neither_sees_nor_answers_nor_ends_somebodys_quiz(api: SignIn) -> None:
    project, ada, eve = project_with_quiz(), person(), person()
    for someone in (ada, eve):
        ready_for_quiz(project, someone, now=now())
    started = api(ada).post(f"/api/v1/projects/{project.pk}/attempts", {}).json()
    place, question = f"/api/v1/attempts/{started['id']}", started["questions"][0]["id"]
    client = api(eve)
    sends: list[Callable[[], Response]] = [
        lambda: client.get(place),
        lambda: client.put(f"{place}/answers/{question}", {"document": NOTHING}),
        lambda: client.post(f"{place}/submit"),
    ]

    assert [send().status_code for send in sends] == [404] * 3
    assert Attempt.objects.get().state == Attempt.State.STARTED


def test_a_bank_smaller_than_the_quiz_is_said_before_and_when_it_is_started(api: SignIn) -> None:
    project, ada = project_with_quiz(1), person()
    ready_for_quiz(project, ada, now=now())
    client = api(ada)

    step = _step(client, project)
    refused = client.post(f"/api/v1/projects/{project.pk}/attempts", {})

    assert (step["state"], step["detail"]) == (
        "blocked",
        "The quiz of this project is not ready yet.",
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "quiz_incomplete")
    assert "needs more questions" in refused.json()["title"]
    assert not Attempt.objects.exists()
