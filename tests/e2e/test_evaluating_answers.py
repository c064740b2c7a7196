"""A model that counts and chooses, held against known answers, on the page of its evaluation."""

import json
from typing import Any

from tests.e2e.conftest import MARK, Enter
from tests.e2e.machine import Machine
from tests.e2e.manager import PASSWORD
from tests.e2e.pictures import picture_of
from tests.e2e.site import lay_ground
from tests.service.running import comes_true

MODEL = "counter-1"
WITHIN_SECONDS = 40.0
PICTURES = tuple(picture_of(f"counted-{n}.png", seed=200 + n, card_count=n % 5) for n in range(12))
KINDS = ("ticket", "card", "coin")
STATES = ("tidy", "mixed", "untidy")


def _options(keys: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"key": key, "name": key.title()} for key in keys]


SCHEMA = {
    "version": 1,
    "labels": [],
    "questions": [
        {"key": "many", "text": "How many are there?", "type": "number", "required": True,
         "tolerance": {"value": 1, "is_relative": False}},
        {"key": "kinds", "text": "Which kinds?", "type": "choices", "required": False,
         "options": _options(KINDS)},
        {"key": "state", "text": "How tidy is it?", "type": "choice", "required": True,
         "options": _options(STATES), "is_ordered": True,
         "tolerance": {"value": 1, "is_relative": False}},
    ],
}  # fmt: skip


def _known(count: int) -> dict[str, Any]:
    kinds = [key for key, least in (("ticket", 1), ("card", 2)) if count >= least]
    return {"many": count, "kinds": kinds, "state": STATES[min(count // 2, 2)]}


def _said(number: int, count: int) -> dict[str, Any]:
    """A model that counts too many now and then, sees coins, and leaves one picture out."""
    known = _known(count)
    more = (0, 1, 0, 3)[number % 4]
    return {
        "many": count + more,
        "kinds": [*known["kinds"], "coin"] if more else known["kinds"],
        "state": STATES[min(count // 2 + (number % 3), 2)],
    }


def test_a_model_that_counts_and_chooses_is_read_on_a_page(enter: Enter) -> None:
    """How many numbers are near enough, each option by itself, and options with an order."""
    manager = enter()
    office = Machine(manager.page.request)
    office.sign_up(f"counts-{MARK}@example.org", PASSWORD)
    ground = lay_ground(office, f"Counted {MARK}", PICTURES)
    office.ask("POST", f"{ground.path}/schema-versions", {"definition": SCHEMA})
    counts = {one.name: len(one.cards) for one in PICTURES}
    for item_id, picture in ground.known.items():
        if picture.name in counts:
            answers = _known(len(picture.cards))
            document = {"version": 1, "is_nothing_here": False, "shapes": [], "answers": answers}
            gold = {"item_id": item_id, "reference": document, "is_hidden": True, "explanation": ""}
            office.ask("POST", f"{ground.path}/gold-items", gold)
    rows = [
        {"file_name": one.name, "answers": _said(number, counts[one.name])}
        for number, one in enumerate(PICTURES[1:])
    ]

    manager.go(f"/p/{ground.project_id}/gold")
    manager.sees("No model has been held against the known answers yet")
    content = "\n".join(json.dumps(row) for row in rows).encode()
    manager.page.get_by_label("File of predictions").set_input_files(
        {"name": f"{MODEL}.jsonl", "mimeType": "application/jsonl", "buffer": content}
    )
    manager.press("Evaluate", role="button")
    found = f"{ground.path}/gold-evaluations"
    assert comes_true(lambda: _state(office, found) == "done", WITHIN_SECONDS)
    manager.by("link", MODEL).click()
    manager.sees("How many are there?")
    manager.sees("Right is what is no more than 1 off.")
    manager.sees("All options right")
    manager.sees("At most 1 step off")
    manager.sees("most wrong answers first")
    manager.sees("How many are there? Said nothing, the label is 0")
    manager.press("counted-4.png")
    manager.sees("Which kinds? Said Ticket, Card and Coin, the label is Ticket and Card")

    manager.look("evaluation-answers")
    (report,) = (
        office.ask("GET", f"/api/v1/evaluations/{one}")["report"] for one in _ids(office, found)
    )
    (numbers,), (several,), (state,) = (report[key] for key in ("numbers", "several", "questions"))
    assert (numbers["images"], numbers["missing"]) == (12, 1)
    assert 0 < several["exact"]["value"] < several["options"][1]["recall"]["value"] <= 1
    assert state["accuracy"]["value"] < state["within"]["value"] < 1
    assert manager.faults == []


def _ids(office: Machine, path: str) -> list[int]:
    return [row["id"] for row in office.ask("GET", path)["results"]]


def _state(office: Machine, path: str) -> str:
    """Of the newest evaluation; empty without one."""
    rows = office.ask("GET", path)["results"]
    state: str = rows[0]["state"] if rows else ""
    return state
