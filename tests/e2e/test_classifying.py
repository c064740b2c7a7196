"""A project of classes in the browser: its question, its quiz, answers, what several come to."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.e2e import annotator as annotating
from tests.e2e import manager as managing
from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.pictures import Picture, picture_of
from tests.e2e.site import Ground, lay_ground, open_batch, write_guideline
from tests.e2e.stage import Stage
from tests.e2e.visitor import PHONE, Visitor
from tests.service.running import comes_true

PROJECT = f"Tables {MARK}"
MODEL = "A first model"
QUESTION = "What lies on the table?"
SOME, NONE = "Cards", "Nothing at all"
ASKED = tuple(picture_of(f"asked-{n}.png", seed=100 + n, card_count=2 * n) for n in range(2))
WORK = tuple(picture_of(f"sorted-{n}.png", seed=110 + n, card_count=3 * (n % 2)) for n in range(3))
PICTURES = {one.name: one for one in (*ASKED, *WORK)}
#: Heavy work stands in line behind that of other journeys.
WITHIN_SECONDS = 120.0


def right(picture: Picture) -> str:
    """The class that a picture belongs to."""
    return SOME if picture.cards else NONE


@pytest.fixture(scope="module")
def manager(enter: Enter) -> Visitor:
    """Somebody with a new account."""
    visitor = enter()
    Machine(visitor.page.request).sign_up(f"sorter-{MARK}@example.org", PASSWORD)
    return visitor


@pytest.fixture(scope="module")
def ground(manager: Visitor) -> Ground:
    """A project whose schema is one question, with its first batch open.

    What only classes have is made on pages; of boxes all of it is, in another journey.
    """
    machine = Machine(manager.page.request)
    made = lay_ground(machine, PROJECT, tuple(PICTURES.values()))
    _ask_one_question(manager, made.project_id)
    write_guideline(machine, made, "Red and blue are *cards*. Grey alone is nothing.")
    _make_quiz(manager, made.project_id)
    work = [item_id for item_id, picture in made.known.items() if picture in WORK]
    open_batch(machine, made, work, overlap=3)
    _suggest_cards(manager, made.project_id)
    return made


@pytest.fixture(scope="module")
def project_id(ground: Ground) -> int:
    """Of the project in addresses."""
    return ground.project_id


@pytest.fixture(scope="module")
def known(ground: Ground) -> dict[int, Picture]:
    """The pictures by the number of their item."""
    return ground.known


@pytest.fixture(scope="module")
def answered(enter: Enter, project_id: int, known: dict[int, Picture]) -> Visitor:
    """Somebody new, who joined, passed the quiz and answered every task, on a phone at the end."""
    visitor = enter()
    visitor.sign_up(f"sorts-{MARK}@example.org", PASSWORD)
    visitor.by("link", f"Join: {PROJECT}").click()
    visitor.press(f"Join {PROJECT}")
    visitor.press("I have read it")
    _pass_quiz(visitor, known)
    _work(visitor)
    return visitor


def test_a_question_with_its_quiz_is_made_and_answered_on_pages(
    manager: Visitor, answered: Visitor, project_id: int
) -> None:
    """Every task is answered rightly, by mouse and by key, and nothing was drawn."""
    machine = Machine(manager.page.request)
    who = Machine(answered.page.request).ask("GET", "/api/v1/me")["pseudonym"]
    tasks = machine.ask("GET", f"/api/v1/projects/{project_id}/tasks")["results"]
    found = [machine.ask("GET", f"/api/v1/tasks/{one['id']}/consensus") for one in tasks]
    said = {
        one["item"]["name"]: [
            given["document"] for given in one["submissions"] if given["pseudonym"] == who
        ]
        for one in found
    }

    assert said == {picture.name: [_document(picture)] for picture in WORK}
    assert [who.faults for who in (manager, answered)] == [[], []]


@pytest.fixture(scope="module")
def crowd(playwright: Playwright, address: str, project_id: int, known: dict[int, Picture]) -> int:
    """How much two more people answered, through the API."""
    count = 0
    for number in range(2):
        machine = Machine(playwright.request.new_context(base_url=address))
        machine.sign_up(f"sorts-{number}-{MARK}@example.org", PASSWORD)
        machine.qualify(project_id, known, says=_document)
        count += machine.work(project_id, known, seed=number, says=_document)
        machine.requests.dispose()
    return count


def test_several_answers_become_one_class_with_how_sure_it_is(
    manager: Visitor, answered: Visitor, crowd: int, project_id: int
) -> None:
    """The list names the class of each picture; one picture shows who said what."""
    machine = Machine(manager.page.request)
    path = f"/api/v1/projects/{project_id}/consensus"

    def is_there() -> bool:
        found = machine.ask("GET", path)
        return bool(found["count"] == len(WORK))

    assert comes_true(is_there, WITHIN_SECONDS), machine.ask("GET", path)
    manager.go(f"/p/{project_id}/consensus")
    for picture in WORK:
        expect(manager.by("row", picture.name)).to_contain_text(right(picture))
    manager.look("consensus-classes")
    manager.press(WORK[0].name, role="link")
    manager.sees(QUESTION, role="heading")
    manager.look("consensus-class", is_whole=False)

    assert crowd >= len(WORK)
    assert manager.faults == []


def test_a_release_says_the_question_and_its_options_as_it_wants(
    manager: Visitor, crowd: int, project_id: int
) -> None:
    """One option has another name in the release; the project keeps its own."""
    manager.go(f"/p/{project_id}/releases")
    manager.press("Make a release")
    manager.sees("What it would hold")
    manager.fill(f"Name of {SOME} in the release", "Renamed")
    manager.look("release-form-questions")
    manager.press("Freeze these labels")
    manager.sees("Ready, not published")
    manager.page.get_by_role("table").get_by_role("link").first.click()
    expect(manager.by("row", "Renamed").first).to_be_visible()

    machine = Machine(manager.page.request)
    project = machine.ask("GET", f"/api/v1/projects/{project_id}")
    (asked,) = project["schema_version"]["definition"]["questions"]
    assert [one["name"] for one in asked["options"]] == [SOME, NONE]
    assert crowd >= len(WORK)
    assert manager.faults == []


# ------------------------------------------------------------ what the manager does


def _ask_one_question(manager: Visitor, project_id: int) -> None:
    """No label: a question, whose options are the classes."""
    manager.go(f"/p/{project_id}/schema")
    manager.press("Add a question")
    manager.fill("Question 1", QUESTION)
    managing.write_names(manager.page.locator("main"), "option", QUESTION, [SOME, NONE])
    manager.page.get_by_label("Must be answered").check()
    manager.press("Save as version 1")
    manager.sees("Version 1 is in force.")
    manager.look("schema-classes")


def _make_quiz(manager: Visitor, project_id: int) -> None:
    """A known class for two pictures, and a quiz of two decisions."""
    manager.go(f"/p/{project_id}/training")
    manager.press("Draw a right answer")
    for picture in ASKED:
        manager.press(f"Draw on {picture.name}")
        stage = Stage(manager.page)
        stage.wait()
        stage.answer(QUESTION, right(picture))
        manager.by("button", "Add to the quiz").click()
        expect(manager.by("row", picture.name)).to_be_visible()
    manager.fill("Scored decisions", str(len(ASKED)))
    manager.press("Save the rules")
    manager.sees("Saved")
    manager.look("training-classes")


# ------------------------------------------------------------ what annotators do


def _pass_quiz(visitor: Visitor, known: dict[int, Picture]) -> None:
    with visitor.page.expect_response(re.compile("/attempts$")) as started:
        visitor.press("Start the quiz")
    questions = started.value.json()["questions"]
    stage = Stage(visitor.page)
    for number, question in enumerate(questions, start=1):
        stage.wait(f"Picture {number} of {len(questions)}")
        stage.answer(QUESTION, right(known[question["item"]["id"]]))
        visitor.by("button", "Next" if number < len(questions) else "Hand in").click()
    visitor.sees("You passed the quiz")
    visitor.look("quiz-result-classes")


def _suggest_cards(manager: Visitor, project_id: int) -> None:
    """A model says of every picture that cards lie there, and everybody begins with it."""
    machine = Machine(manager.page.request)
    project = f"/api/v1/projects/{project_id}"
    said = {"what_lies_on_the_table": {"option": SOME, "score": 0.75}}
    lines = [json.dumps({"file_name": one.name, "answers": said}) for one in WORK]
    asked = {"purpose": "suggestion", "format": "jsonl", "source_name": MODEL, "mapping": "{}"}
    content = "\n".join(lines).encode()
    made = machine.upload(f"{project}/label-imports", "model.jsonl", content, **asked)
    machine.ask("PATCH", project, {"suggestion_share": 1})

    def is_kept() -> bool:
        found = machine.ask("GET", f"/api/v1/label-imports/{made['id']}")
        return bool(found["kept_count"] == len(WORK))

    assert comes_true(is_kept, WITHIN_SECONDS)


def _work(visitor: Visitor) -> None:
    """The first by its key, the others by pressing the class, the last two on a phone.

    Each begins with a model's answer, right or wrong, that is marked until the person's is given.
    """
    answer = _claimed(visitor, lambda: visitor.press("Start the first task", role="link"))
    is_first = True
    while answer is not None:
        group = visitor.page.get_by_role("radiogroup", name=QUESTION)
        waits = visitor.page.get_by_text(f"1 suggestion of {MODEL}")
        expect(waits).to_be_visible()
        expect(group.get_by_role("radio", name=SOME)).to_be_checked()
        if is_first:
            visitor.look_here("workspace-classes-suggested-desktop")
            visitor.page.keyboard.press("1" if answer == SOME else "2")
            visitor.look_here("workspace-classes-desktop")
        else:
            visitor.page.set_viewport_size(PHONE)
            visitor.look_here("workspace-classes-suggested-phone")
            group.get_by_text(answer, exact=True).click()
            visitor.look_here("workspace-classes-phone")
        expect(group.get_by_role("radio", name=answer)).to_be_checked()
        expect(waits).to_have_count(0)
        is_first = False
        answer = _claimed(visitor, visitor.by("button", "Submit").first.click)
    visitor.sees("Nothing is left to do here")


def _claimed(visitor: Visitor, act: Callable[[], None]) -> str | None:
    """Do what ends in a new task; the class it belongs to, or None."""
    name = annotating.claimed_name(visitor, act)
    return None if name is None else right(PICTURES[name])


def _document(picture: Picture) -> dict[str, Any]:
    answers = {"what_lies_on_the_table": "cards" if picture.cards else "nothing_at_all"}
    return {"version": 1, "is_nothing_here": False, "shapes": [], "answers": answers}
