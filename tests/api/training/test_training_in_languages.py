"""Questions, options and explanations in other languages: read in one's own, judged by keys."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.accounts.models import User
from guildmark.core.clock import now
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.training import actions, queries
from tests.conftest import SignIn
from tests.factories import training
from tests.factories.accounts import person
from tests.factories.communities import member
from tests.factories.projects import active_project

pytestmark = pytest.mark.django_db
SPANISH = {
    "Is a shadow part of a coin?": "¿La sombra es parte de la moneda?",
    "Yes": "Sí",
    "No": "No",
    "The guideline says so in its first section.": "Lo dice la guía en su primera sección.",
    "Which is it?": "¿Cuál es?",
    "A": "La primera",
    "B": "La segunda",
    "It is the first.": "Es la primera.",
    "Two coins, side by side.": "Dos monedas, una al lado de la otra.",
}


def _owner(of: Project) -> User:
    return of.organisation.staff.get(role="owner").user


def _school() -> Project:
    """One question on the guideline, one to practise on, a quiz of five questions in words."""
    made = active_project()
    training.plan(made, scored_decisions=5)
    training.comprehension_question(made)
    training.practice_item(made)
    for _ in range(5):
        training.written_question(made)
    return made


def _translate(of: Project, words: dict[str, str] = SPANISH) -> None:
    actions.save_training_translation(
        actor_id=_owner(of).pk, project_id=of.pk, language="es", words=words, now=now()
    )


def test_a_manager_puts_training_into_a_language_and_sees_what_is_out_of_date(api: SignIn) -> None:
    school = _school()
    client = api(_owner(school))
    url = f"/api/v1/projects/{school.pk}/training-translations/es"

    before = client.get(url).json()
    saved = client.put(url, {"revision": "", "words": {**SPANISH, "Nowhere": "x", "A": " "}})
    late = client.put(url, {"revision": "", "words": SPANISH})
    question = queries.comprehension_questions(school.pk).get()
    actions.update_comprehension_question(
        actor_id=_owner(school).pk,
        question_id=question.pk,
        changes={"text": "Is its shadow part of a coin?"},
        now=now(),
    )
    after = client.get(url).json()

    assert [one["kind"] for one in before["wordings"]] == ["comprehension", "practice"] + 5 * [
        "quiz"
    ]
    assert before["wordings"][0]["words"] == list(SPANISH)[:4]
    assert (before["revision"], before["lacking"]) == ("", [*list(SPANISH)[:4], *_rest()])
    assert saved.json()["words"] == {key: SPANISH[key] for key in SPANISH if key != "A"}
    assert saved.json()["lacking"] == ["A"]
    assert (late.status_code, late.json()["code"]) == (409, "guideline_translation_changed")
    assert after["lacking"] == ["Is its shadow part of a coin?", "A"]
    # Nobody translated anything since: whoever is writing is not told that somebody did.
    assert (after["words"], after["revision"]) == (saved.json()["words"], saved.json()["revision"])
    noted = Event.objects.filter(name="training_translation.saved")
    assert [one.payload["language"] for one in noted] == ["es"]


def _rest() -> list[str]:
    """As they are read: practice, then the quiz."""
    return ["Two coins, side by side.", "Which is it?", "A", "B", "It is the first."]


def test_the_same_words_are_no_change_and_no_language_is_refused(api: SignIn) -> None:
    school = _school()
    client = api(_owner(school))
    place = f"/api/v1/projects/{school.pk}/training-translations"

    first = client.put(f"{place}/es", {"words": SPANISH}).json()
    again = client.put(f"{place}/es", {"revision": "", "words": SPANISH})
    wrong = [client.get(f"{place}/{language}").status_code for language in ("ESP", "e1", "es-es")]

    assert (again.status_code, again.json()) == (200, first)
    assert Event.objects.filter(name="training_translation.saved").count() == 1
    assert wrong == [404, 404, 404]
    too_long = client.put(f"{place}/es", {"words": {"x" * 601: "y"}})
    assert too_long.status_code == 422


def test_who_reads_spanish_is_asked_in_it_and_judged_by_keys(api: SignIn) -> None:
    school, ada = _school(), person()
    _translate(school, {key: SPANISH[key] for key in SPANISH if key != "B"})
    member(school.community, user=ada)
    training.read(school, ada, now=now())
    client = api(ada)
    place = f"/api/v1/projects/{school.pk}"

    asked = client.get(f"{place}/comprehension?language=es").json()
    wrong = client.post(
        f"{place}/comprehension?language=es", {"answers": {str(asked[0]["id"]): ["no"]}}
    ).json()
    right = client.post(
        f"{place}/comprehension?language=es", {"answers": {str(asked[0]["id"]): ["yes"]}}
    ).json()
    stand = client.get(f"{place}/practice?language=es").json()["items"][0]
    tried = client.post(
        f"/api/v1/practice-items/{stand['id']}/tries?language=es",
        {"document": training.TWO_COINS},
    ).json()
    started = client.post(f"{place}/attempts?language=es", {}).json()
    attempt = f"/api/v1/attempts/{started['id']}"
    for question in started["questions"]:
        client.put(f"{attempt}/answers/{question['id']}", {"said": "a"})
    result = client.post(f"{attempt}/submit?language=es").json()

    assert asked[0]["text"] == "¿La sombra es parte de la moneda?"
    assert [option["text"] for option in asked[0]["options"]] == ["Sí", "No"]
    assert wrong["results"][0]["explanation"] == "Lo dice la guía en su primera sección."
    assert right["is_passed"]
    assert (stand["explanation"], tried["explanation"]) == (
        "",
        "Dos monedas, una al lado de la otra.",
    )
    assert {_said(one["asked"]) for one in started["questions"]} == {
        ("¿Cuál es?", ("a", "La primera"), ("b", "B"))
    }
    assert result["state"] == "passed"
    assert {one["explanation"] for one in result["result"]["questions"]} == {"Es la primera."}


def test_the_way_tells_the_languages_that_training_is_put_into(api: SignIn) -> None:
    school, ada = _school(), person()
    member(school.community, user=ada)
    _translate(_school())
    client, url = api(ada), f"/api/v1/projects/{school.pk}/way"

    before = client.get(url).json()["languages"]
    _translate(school)
    after = client.get(url).json()["languages"]
    _translate(school, {})
    nothing_said = client.get(url).json()["languages"]
    _translate(school, {"Is a shadow part of a coin?": "¿La sombra es parte de la moneda?"})
    actions.update_comprehension_question(
        actor_id=_owner(school).pk,
        question_id=queries.comprehension_questions(school.pk).get().pk,
        changes={"text": "Is its shadow part of a coin?"},
        now=now(),
    )
    nothing_that_is_asked = client.get(url).json()["languages"]

    assert (before, after, nothing_said, nothing_that_is_asked) == ([], ["es"], [], [])


def _said(asked: dict[str, Any]) -> tuple[Any, ...]:
    return (asked["text"], *((one["key"], one["text"]) for one in asked["options"]))


def test_who_asks_for_a_kind_of_a_language_reads_the_nearest(api: SignIn) -> None:
    school, ada = _school(), person()
    _translate(school)
    member(school.community, user=ada)
    training.read(school, ada, now=now())

    asked = api(ada).get(f"/api/v1/projects/{school.pk}/comprehension?language=es-MX").json()

    assert asked[0]["text"] == "¿La sombra es parte de la moneda?"


@pytest.mark.parametrize("language", ["", "de", "es-es", "%0a", "e' or 1=1"])
def test_without_a_translation_everybody_reads_what_was_written(api: SignIn, language: str) -> None:
    school, ada = _school(), person()
    _translate(school)
    member(school.community, user=ada)
    training.read(school, ada, now=now())

    asked = api(ada).get(f"/api/v1/projects/{school.pk}/comprehension?language={language}").json()

    assert asked[0]["text"] == "Is a shadow part of a coin?"


def test_a_language_costs_one_statement_however_much_is_asked(
    api: SignIn,
) -> None:
    school, ada = _school(), person()
    _translate(school)
    training.ready_for_quiz(school, ada, now=now())
    practised = queries.practice(user_id=ada.pk, project_id=school.pk).items
    actions.try_practice(
        user_id=ada.pk,
        practice_item_id=practised[0].practice_item.pk,
        document=training.TWO_COINS,
        now=now(),
    )
    attempt = training.start(school, ada, now=now())
    client = api(ada)

    def statements(query: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            client.get(f"/api/v1/attempts/{attempt.pk}{query}")
        return len(counted)

    assert statements("?language=es") == statements("") + 1
