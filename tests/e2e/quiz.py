"""The quiz and what comes of it, as both sides go through it."""

import re

from playwright.sync_api import expect

from tests.e2e.stage import Stage
from tests.e2e.visitor import Visitor, seen


def start(learner: Visitor, project_id: int) -> list[int]:
    """Sit down to the quiz; the items it asks about."""
    learner.go(f"/training/{project_id}")
    with learner.page.expect_response(re.compile("/attempts$")) as started:
        learner.press("Start the quiz")
    questions = started.value.json()["questions"]
    Stage(learner.page).wait(f"Picture 1 of {len(questions)}")
    return [question["item"]["id"] for question in questions]


def fails_and_waits(learner: Visitor, project_id: int) -> None:
    """Handed in empty; the page says how long to wait, and opens the quiz by itself."""
    start(learner, project_id)
    learner.press("Finish")
    learner.press("Hand it in")
    learner.sees("Not passed this time")
    learner.look("quiz-failed", is_whole=False)
    learner.press("Back to the training", role="link")
    learner.sees("Next try")
    seen(learner.by("button", "Start the quiz"))


def publishes_a_major_version(manager: Visitor, project_id: int) -> None:
    """The new text, a question on what it changes, and its publication."""
    manager.go(f"/p/{project_id}/guideline")
    manager.press("Start a major change")
    manager.fill("Text, in Markdown", "Box every card, but for coasters.")
    manager.press("Save the draft")
    manager.sees("Saved")
    manager.go(f"/p/{project_id}/training")
    manager.press("Add a question in words")
    about = manager.page.get_by_label("About the change of major version")
    form = manager.page.locator("form").filter(has=about)
    form.get_by_label("Question", exact=True).fill("Is a coaster a card?")
    form.get_by_label(re.compile("^Options, one a line")).fill("Yes\n* No")
    about.fill("2")
    form.get_by_role("button", name="Add a question").click()
    expect(manager.by("row", "Is a coaster a card?")).to_contain_text("change of 2.0")
    manager.go(f"/p/{project_id}/guideline")
    manager.press("Publish")
    manager.page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    manager.sees("Version 2.0 is in force.")


def passes_the_short_quiz(learner: Visitor, project_id: int) -> None:
    """What is new is read, and asked about alone."""
    learner.go(f"/training/{project_id}")
    learner.press("I have read it")
    learner.sees("only on what the new guideline changed")
    learner.press("Start the quiz")
    learner.page.get_by_label("No", exact=True).check()
    learner.look("quiz-in-words", is_whole=False)
    learner.by("button", "Hand in").click()
    learner.sees("You passed the quiz")
