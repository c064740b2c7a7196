"""What goes out comes back the same, for thousands of generated releases.

The lossless lines are held against what was written; COCO against what it can say of a shape.
"""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.documents import Document, Shape
from concord.formats import Head, ReleasedItem, read_jsonl
from concord.formats.reading import read_coco
from tests.unit.concord.exporting import exported
from tests.unit.concord.test_export_formats import HEAD, ITEMS

pytestmark = pytest.mark.slow
MANY = settings(max_examples=10_000, deadline=None)
WIDTH, HEIGHT = 640, 480
COCO_HEAD = Head(
    {
        "version": 1,
        "labels": [
            {"key": "a", "name": "A, any / all", "color": "#30C7D2", "kind": "box"},
            {"key": "b", "name": "=B", "color": "#A0DB2C", "kind": "polygon"},
        ],
        "questions": [],
    },
    {"project": "Round trips", "version": "1.0"},
)
#: Quarters of a pixel: sums of them are exact, as a picture's coordinates are.
_X, _Y = (st.integers(0, 4 * side - 4).map(lambda n: n / 4) for side in (WIDTH, HEIGHT))


@st.composite
def _boxes(draw: st.DrawFn) -> Shape:
    x, y = draw(_X), draw(_Y)
    width = draw(st.integers(1, int(4 * (WIDTH - x)))) / 4
    height = draw(st.integers(1, int(4 * (HEIGHT - y)))) / 4
    return Shape("s", "box", "a", {"x": x, "y": y, "width": width, "height": height}, {})


@st.composite
def _triangles(draw: st.DrawFn) -> Shape:
    """Two corners on a row, one below it: never without an area, never across itself."""
    left, right = sorted(draw(st.lists(_X, min_size=2, max_size=2, unique=True)))
    top, bottom = sorted(draw(st.lists(_Y, min_size=2, max_size=2, unique=True)))
    points = [[left, top], [right, top], [draw(_X), bottom]]
    return Shape("s", "polygon", "b", {"points": points, "holes": []}, {})


COCO_ITEMS = st.lists(st.lists(_boxes() | _triangles(), max_size=4), max_size=4).map(
    lambda found: [
        ReleasedItem(
            str(number),
            f"images/{number:06d}.jpg",
            WIDTH,
            HEIGHT,
            None,
            Document(not shapes, tuple(shapes), {}),
        )
        for number, shapes in enumerate(found, start=1)
    ]
)


@MANY
@given(items=st.lists(ITEMS, max_size=2))
def test_the_lossless_lines_come_back_as_they_were(items: list[ReleasedItem]) -> None:
    (content,) = exported("jsonl", HEAD, items).values()

    head, read = read_jsonl(io.BytesIO(content))

    assert (head, list(read)) == (HEAD, items)


@MANY
@given(items=COCO_ITEMS)
def test_coco_comes_back_with_every_label_and_coordinate(items: list[ReleasedItem]) -> None:
    (content,) = exported("coco", COCO_HEAD, items).values()

    read = read_coco(content)

    names = {"a": "A, any / all", "b": "=B"}
    assert read.refusals == ()
    assert [(image.file_name, _said(image.shapes)) for image in read.images] == [
        (item.file_name, _said(item.document.shapes, names)) for item in items
    ]


def _said(shapes: object, names: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    return [
        (
            shape.kind,
            names[shape.label] if names else shape.label,
            json.dumps(dict(shape.geometry), sort_keys=True, default=list),
        )
        for shape in shapes  # type: ignore[attr-defined]  # of two classes that agree
    ]
