"""What somebody does who asks what a release changed."""

from playwright.sync_api import expect

from tests.e2e.visitor import Visitor


def find_difference(visitor: Visitor, *, removed: int, same: int, shapes: int) -> None:
    """On the page of the newer release: pictures went with so many shapes, and nothing else."""
    card = visitor.by("region", "What changed")
    expect(card).to_contain_text("Pictures removed")
    counts = {
        "Pictures removed": removed, "Pictures added": 0, "Pictures changed": 0,
        "Shapes removed": 0, "Shapes added": 0, "Shapes moved": 0,
    }  # fmt: skip
    for name, count in counts.items():
        figure = card.locator("dl > div").filter(has_text=name)
        expect(figure.locator("dd").first).to_have_text(str(count))
    expect(card).to_contain_text(f"{same} the same")
    rows = card.get_by_role("table", name="Shapes by label").get_by_role("row").all()[1:]
    columns = zip(*(row.get_by_role("cell").all_inner_texts() for row in rows), strict=True)
    before, after = (sum(map(int, column)) for column in columns)
    assert before - after == shapes
    visitor.look("release-difference")
