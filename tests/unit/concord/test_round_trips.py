"""What goes out comes back the same, for thousands of generated releases.

The lossless lines are held against what was written; COCO against what it can say of a shape.
"""

import io
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from concord.documents import Document, Shape
from concord.formats import Head, ReleasedItem, read_jsonl
from concord.formats.reading import read_coco
from concord.geometry.rle import encode
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
            {
                "key": "m",
                "name": "M",
                "color": "#F5109B",
                "kind": "mask",
                "attributes": [
                    {"key": "crowd", "name": "Crowd", "type": "boolean", "required": False},
                    {"key": "words", "name": "Words", "type": "text", "required": False},
                ],
            },
            {
                "key": "k",
                "name": "K",
                "color": "#F5109B",
                "kind": "keypoints",
                "skeleton": {
                    "points": [{"key": key, "name": key} for key in ("nose", "tail", "ear")],
                    "edges": [["nose", "tail"]],
                },
            },
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


@st.composite
def _masks(draw: st.DrawFn) -> Shape:
    """Any pixels of a window: in parts, with holes, up to the picture's edges; a crowd or not."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    drawn = draw(st.lists(st.booleans(), min_size=rows * columns, max_size=rows * columns))
    pixels = np.array(drawn).reshape(rows, columns)
    pixels[draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))] = True
    # The smallest window, as whoever draws one gets it.
    inner = pixels[np.ix_(_span(np.any(pixels, axis=1)), _span(np.any(pixels, axis=0)))]
    height, width = inner.shape
    geometry = {
        "x": draw(st.integers(0, WIDTH - width)),
        "y": draw(st.integers(0, HEIGHT - height)),
        "width": width,
        "height": height,
        "counts": encode(inner),
    }
    attributes: dict[str, Any] = draw(
        st.fixed_dictionaries({}, optional={"crowd": st.booleans(), "words": st.text(max_size=5)})
    )
    return Shape("s", "mask", "m", geometry, attributes)


def _span(is_there: Any) -> NDArray[np.int64]:  # (n,) bool; NumPy's any() may be one value
    places = np.flatnonzero(is_there)
    return np.arange(places[0], places[-1] + 1)


@st.composite
def _keypoints(draw: st.DrawFn) -> Shape:
    """One point of the skeleton at least, in its order, each seen or hidden."""
    place = st.fixed_dictionaries({"x": _X, "y": _Y, "is_visible": st.booleans()})
    keys = draw(st.sets(st.sampled_from(["nose", "tail", "ear"]), min_size=1))
    points = {key: draw(place) for key in ("nose", "tail", "ear") if key in keys}
    return Shape("s", "keypoints", "k", {"points": points}, {})


_SHAPES = _boxes() | _triangles() | _masks() | _keypoints()
COCO_ITEMS = st.lists(st.lists(_SHAPES, max_size=4), max_size=4).map(
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

    names = {"a": "A, any / all", "b": "=B", "m": "M", "k": "K"}
    assert read.refusals == ()
    assert [(image.file_name, _said(image.shapes)) for image in read.images] == [
        (item.file_name, _said(item.document.shapes, names)) for item in items
    ]
    drawn = [shape for item in items for shape in item.document.shapes]
    back = [shape for image in read.images for shape in image.shapes]
    assert [one.is_crowd for one in back] == [one.attributes.get("crowd") is True for one in drawn]


def _said(shapes: object, names: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    return [
        (
            shape.kind,
            names[shape.label] if names else shape.label,
            json.dumps(dict(shape.geometry), sort_keys=True, default=list),
            json.dumps(dict(shape.attributes), sort_keys=True),
        )
        for shape in shapes  # type: ignore[attr-defined]  # of two classes that agree
    ]
