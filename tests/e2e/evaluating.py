"""What somebody does who holds a model against a release in the browser."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.e2e.machine import document_of
from tests.e2e.manager import PICTURES
from tests.e2e.visitor import Visitor

MODEL = "detector-3"


def predictions(names: list[str], *, worst: str) -> bytes:
    """A file of a model that is right but for one picture: one card missed, one made up."""
    return "\n".join(json.dumps(_row(name, is_worst=name == worst)) for name in names).encode()


def _row(name: str, *, is_worst: bool) -> dict[str, Any]:
    shapes = [
        {key: shape[key] for key in ("kind", "label", "geometry")} | {"score": 0.9}
        for shape in document_of(PICTURES[name].cards)["shapes"]
    ]
    if is_worst:
        nowhere = {"x": 1, "y": 1, "width": 12, "height": 12}
        shapes = [*shapes[1:], {"kind": "box", "label": "card", "geometry": nowhere, "score": 0.8}]
    return {"file_name": name, "shapes": shapes}


def evaluate(visitor: Visitor, project_id: int, content: bytes) -> None:
    """From the list of releases to the finished evaluation."""
    visitor.go(f"/p/{project_id}/releases")
    visitor.page.get_by_role("table").get_by_role("link").first.click()
    visitor.sees("No model has been evaluated yet")
    visitor.page.get_by_label("File of predictions").set_input_files(
        {"name": f"{MODEL}.jsonl", "mimeType": "application/jsonl", "buffer": content}
    )
    visitor.press("Evaluate", role="button")
    visitor.by("link", MODEL).click()
    visitor.sees("How good it is")


def find_worst(visitor: Visitor, worst: str) -> None:
    """The picture with most errors is first, drawn with both; the sliders count anew."""
    row = visitor.page.get_by_role("table", name="Worst pictures").get_by_role("row").nth(1)
    expect(row).to_contain_text(worst)
    visitor.sees("False negative: Ticket was not found")
    # The page begins where the best F1 is, which leaves the made-up card out.
    confidence = visitor.page.get_by_role("slider", name="Confidence", exact=True)
    confidence.press("Home")
    visitor.sees("False positive: Card, confidence 0.80")
    visitor.look("evaluation")
    visitor.choose("Kind of error", "False negatives")
    visitor.choose("Of", "Ticket")
    found = visitor.page.get_by_role("table", name="Worst pictures").get_by_role("row")
    expect(found).to_have_count(2)
    expect(found.nth(1)).to_contain_text(worst)
    visitor.choose("Of", "Card")
    visitor.sees("No picture is wrong in this way")
    visitor.choose("Kind of error", "Any")
    everything = visitor.page.get_by_role("table", name="What is right and wrong")
    errors = everything.get_by_role("row").nth(1).get_by_role("cell").nth(1)
    expect(errors).to_have_text("1")
    confidence.press("End")
    expect(errors).to_have_text("0")
    visitor.sees("False negative: Card was not found")
