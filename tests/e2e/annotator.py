"""What a new annotator does in the browser, from the sign-up to the first tasks."""

import re
from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.e2e.manager import PASSWORD, PICTURES, WRONG, Made
from tests.e2e.pictures import Picture
from tests.e2e.stage import Stage
from tests.e2e.visitor import DESKTOP, PHONE, Visitor

ATTEMPT = re.compile(r"/api/v1/attempts/\d+(\?language=.*)?$")


def arrive(annotator: Visitor, email: str, made: Made) -> None:
    """Sign up on a phone, see the project nearly open, say what it asks for, join."""
    annotator.sign_up(email, PASSWORD)
    annotator.sees("Nearly yours")
    annotator.look("home-nearly")
    annotator.by("link", f"Answer, 1 min: {made.project}").click()
    annotator.sees("Who may take part")
    annotator.look("training-criteria")
    annotator.press("Go to your profile", role="link")
    annotator.choose("Which country do you live in?", "Portugal")
    annotator.press("Save Country")
    expect(annotator.by("button", "Delete this answer: Country")).to_be_visible()
    annotator.look("profile")
    annotator.go("/home")
    annotator.by("link", f"Join: {made.project}").click()
    annotator.look_here("training-join")
    annotator.press(f"Join {made.community}")


def learn(annotator: Visitor) -> None:
    """Read the guideline, answer the question: wrong first, then right."""
    annotator.sees("Cards on a table")
    annotator.sees(WRONG)
    annotator.look("training-guideline")
    annotator.press("I have read it")
    annotator.page.get_by_label("Only red cards").check()
    annotator.press("Check my answers")
    annotator.sees("Some are not right yet.")
    annotator.look("training-comprehension")
    annotator.page.get_by_label("Every card").check()
    annotator.press("Check my answers")


def pass_quiz(annotator: Visitor, known: dict[int, Picture]) -> None:
    """Draw every card of every question, at a desk."""
    annotator.page.set_viewport_size(DESKTOP)
    annotator.look_here("training-quiz")
    with annotator.page.expect_response(re.compile("/attempts$")) as started:
        annotator.press("Start the quiz")
    asked_anew: list[Route] = []

    def hold(route: Route) -> None:
        asked_anew.append(route)

    questions = started.value.json()["questions"]
    stage = Stage(annotator.page)
    for number, question in enumerate(questions, start=1):
        stage.wait(f"Picture {number} of {len(questions)}")
        stage.draw_all(known[question["item"]["id"]].cards)
        if number == 1:
            annotator.look_here("quiz-desktop")
            # What the page asks anew after each answer does not come before the last picture.
            annotator.page.route(ATTEMPT, hold)
        if number == len(questions):
            assert asked_anew
            annotator.page.unroute(ATTEMPT)  # it goes on its way
        annotator.by("button", "Next" if number < len(questions) else "Hand in").click()
    annotator.sees("You passed the quiz")
    annotator.look("quiz-result")


def claim_by(annotator: Visitor, act: Callable[[], None]) -> Picture | None:
    """Do what ends in a new task; its picture, once it is on the stage, or None."""
    name = claimed_name(annotator, act)
    return None if name is None else PICTURES[name]


def claimed_name(annotator: Visitor, act: Callable[[], None]) -> str | None:
    """Do what ends in a new task; the name of its item, once it is on the stage, or None."""
    with annotator.page.expect_response(re.compile("/next$")) as claimed:
        act()
    answer = claimed.value.json()
    if answer["outcome"] == "empty":
        return None
    name: str = answer["assignment"]["item"]["name"]
    Stage(annotator.page).wait(f"Picture {name}")
    return name


def is_enough(done: list[str]) -> bool:
    """Two drawn, one with nothing on it, one skipped."""
    return done.count("drawn") > 1 and {"nothing", "skipped"} <= {*done}


def work(annotator: Visitor, picture: Picture | None) -> list[str]:
    """Go on until two were drawn, one had nothing on it and one was skipped; what was done.

    The order of tasks is the queue's: the last one may come last. What is held goes back.
    """
    done: list[str] = []
    while picture is not None and not is_enough(done):
        if not picture.cards:
            say_nothing_here(annotator)
            done.append("nothing")
        elif done.count("drawn") < 2 or "skipped" in done:
            draw(annotator, picture, is_first="drawn" not in done)
            done.append("drawn")
        else:
            picture = claim_by(annotator, lambda: skip(annotator))
            done.append("skipped")
            continue
        picture = claim_by(annotator, annotator.by("button", "Submit").first.click)
        annotator.page.set_viewport_size(DESKTOP)
    if picture is not None:
        give_back(annotator)
    return done


def draw(annotator: Visitor, picture: Picture, *, is_first: bool) -> None:
    """Every card with its attribute; pressed too early, Submit goes to what is missing."""
    stage = Stage(annotator.page)
    for card in picture.cards:
        stage.draw(card)
        if card.kind != "Ticket":
            continue
        if is_first:
            annotator.by("button", "Submit").first.click()
            annotator.sees("Ticket: answer “Side”")
            annotator.look_here("workspace-desktop")
        stage.answer("Side", "Front")


def say_nothing_here(annotator: Visitor) -> None:
    """The explicit empty answer, on a phone."""
    annotator.page.set_viewport_size(PHONE)
    annotator.press("Nothing here")
    pressed = annotator.page.get_by_role("button", name="Nothing here", pressed=True)
    expect(pressed).to_be_visible()
    annotator.look_here("workspace-phone")


def skip(annotator: Visitor) -> None:
    """Pass a task on, with a reason."""
    annotator.by("button", "Skip").first.click()
    annotator.sees("Why do you skip it?")
    annotator.look_here("workspace-skip-desktop")
    dialog = annotator.page.get_by_role("dialog")
    dialog.get_by_label("What should the manager know?").fill("Two cards lie on each other.")
    dialog.get_by_role("button", name="Skip", exact=True).click()


def give_back(annotator: Visitor) -> None:
    """Hand the held task to somebody else and go home."""
    annotator.press("More")
    annotator.press("Give the task back", role="menuitem")
    annotator.page.wait_for_url("**/home")
