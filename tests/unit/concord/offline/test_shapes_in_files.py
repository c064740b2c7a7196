"""The engines on files of boxes and polygons, as a person calls them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from concord.offline.errors import UnreadableInput
from concord.offline.outlines import read_drawings
from tests.unit.concord.offline.running import consolidate, consolidated, drawn


def test_boxes_keep_every_image_and_every_cluster(tmp_path: Path) -> None:
    box = {"label": "car", "bbox": [10, 10, 40, 30]}
    flat = {"label": "car", "bbox": [10, 10, 0, 30]}
    alone = {"label": "bus", "bbox": [200, 200, 50, 50]}

    done, images = consolidated(
        tmp_path,
        "boxes",
        [
            drawn("one", "ann", box, flat),
            drawn("one", "bob", flat),
            drawn("one", "bob", box),
            drawn("one", "cyd", box, alone),
            drawn("none", "ann"),
        ],
    )

    assert images["none"] == []
    first, second = images["one"]
    assert (first["label"], first["bbox"], first["support"]) == ("car", [10, 10, 40, 30], 3)
    assert (second["label"], second["support"]) == ("bus", 1)
    assert 1 > float(str(first["confidence"])) > 0.5 > float(str(second["confidence"])) > 0
    assert "1 shape without any area was left out" in done.stdout


def test_the_report_on_shapes_says_how_good_everybody_is(tmp_path: Path) -> None:
    box = {"label": "car", "bbox": [10, 10, 40, 30]}
    far = {"label": "car", "bbox": [300, 300, 40, 30]}
    lines = [
        drawn(f"i{number}", name, *shapes)
        for number in range(40)
        for name, shapes in (("ann", [box]), ("bob", [box]), ("cyd", [box, far]), ("dan", []))
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")

    done = consolidate(
        tmp_path, "--kind", "boxes", "--annotations", "in.jsonl", "--out", "out.jsonl",
        "--method", "majority",
    )  # fmt: skip

    rows = [line.split() for line in done.stdout.splitlines()]
    names = ("ann", "cyd", "dan")
    people = {row[0]: [float(one) for one in row[5:]] for row in rows if {*row} & {*names}}
    assert (people["ann"][0] > 0.9, people["dan"][0] < 0.2) == (True, True)
    assert people["cyd"][1] > 2 * people["ann"][1]
    assert people["ann"][2] > people["cyd"][2] > people["dan"][2]
    assert "Krippendorff's alpha of what is drawn: " in done.stdout
    assert done.stdout.endswith("Not used: --labels, --gold and --method are of classes.\n")


def test_polygons_of_several_people_become_one(tmp_path: Path) -> None:
    square = {"label": "roof", "polygon": [[10, 10], [60, 10], [60, 60], [10, 60], [10, 10]]}

    _, images = consolidated(
        tmp_path, "polygons", [drawn("one", name, square) for name in ("ann", "bob", "cyd")]
    )

    (found,) = images["one"]
    assert found["support"] == 3
    assert found["label"] == "roof"
    xs = [point[0] for point in found["polygon"]]  # type: ignore[attr-defined]  # JSON
    assert (min(xs), max(xs)) == pytest.approx((10, 60), abs=1)


def test_a_ring_that_crosses_itself_is_still_a_shape(tmp_path: Path) -> None:
    bow = {"label": "tie", "polygon": [[0, 0], [40, 40], [40, 0], [0, 40]]}
    line = {"label": "tie", "polygon": [[0, 0], [10, 10], [40, 40]]}

    done, images = consolidated(tmp_path, "polygons", [drawn("one", "ann", bow, line)])

    assert len(images["one"]) == 1
    assert "1 shape without any area was left out" in done.stdout


def test_a_line_that_is_no_drawing_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        drawn("one", "ann") + "\n" + '{"image": "one", "annotator": "bob"}\n'
    )

    done = consolidate(
        tmp_path, "--kind", "boxes", "--annotations", "in.jsonl", "--out", "out.jsonl"
    )

    assert done.returncode == 1
    assert "in.jsonl, line 2" in done.stderr


def test_an_image_that_is_no_number_is_refused(tmp_path: Path) -> None:
    """Python reads NaN; written out again it would be no JSON."""
    (tmp_path / "in.jsonl").write_text('{"image": NaN, "annotator": "ann", "shapes": []}\n')

    done = consolidate(
        tmp_path, "--kind", "boxes", "--annotations", "in.jsonl", "--out", "out.jsonl"
    )

    assert done.returncode == 1
    assert '"image" must be a text or a number' in done.stderr


def test_numbers_may_be_written_as_texts(tmp_path: Path) -> None:
    box = {"label": "a", "bbox": ["+1.5", " 2", "3e1", "40."]}

    _, images = consolidated(tmp_path, "boxes", [drawn("one", "ann", box)])

    assert images["one"][0]["bbox"] == [1.5, 2, 30, 40]


def test_images_and_labels_that_are_numbers_stay_numbers(tmp_path: Path) -> None:
    lines = ['{"image": 7, "annotator": 1, "shapes": [{"label": 3, "bbox": [1, 1, 9, 9]}]}']

    consolidated(tmp_path, "boxes", [*lines, drawn("7", "2")])

    row = json.loads((tmp_path / "out.jsonl").read_text())
    assert row["image"] == 7
    assert row["shapes"][0]["label"] == 3


@pytest.mark.parametrize(
    ("kind", "shape", "says"),
    [
        ("boxes", '{"label": "a", "bbox": "1234"}', '"bbox" must be a list'),
        ("boxes", '{"label": "a", "bbox": [1, 2, 3]}', "four numbers"),
        ("boxes", '{"label": "a", "bbox": [1, 2, NaN, 4]}', "coordinates lie between"),
        ("boxes", '{"label": "a", "bbox": ["1", "2", "nan", "4"]}', "coordinates are numbers"),
        ("boxes", '{"label": "a", "bbox": ["1", "2", "1_0", "4"]}', "coordinates are numbers"),
        ("boxes", '{"label": "a", "bbox": ["1", "2", "\\u0663", "4"]}', "coordinates are numbers"),
        ("boxes", '{"label": "a", "bbox": ["1", "2", "1e999", "4"]}', "coordinates lie between"),
        ("boxes", '{"label": "a", "bbox": ["1", "2", "3 px", "4"]}', "coordinates are numbers"),
        ("boxes", '{"label": "a", "bbox": [1, 2, 3, 1e200]}', "coordinates lie between"),
        ("boxes", '{"label": "a", "bbox": [1, 2, 3, 1' + "0" * 400 + "]}", "coordinates lie"),
        ("boxes", '{"label": "a", "bbox": [1, 2, -3, 4]}', "no negative width"),
        ("boxes", '{"label": null, "bbox": [1, 2, 3, 4]}', '"label" must be a text or a number'),
        ("boxes", '{"label": "\\ud800", "bbox": [1, 2, 3, 4]}', "surrogates"),
        ("boxes", '{"bbox": [1, 2, 3, 4]}', '"label" must be'),
        ("boxes", "[1, 2, 3, 4]", "a shape must be an object"),
        ("polygons", '{"label": "a", "polygon": [0, 0, 5, 0, 5, 5]}', "a point is two numbers"),
        ("polygons", '{"label": "a", "polygon": [[0, 0, 0], [5, 0, 0]]}', "a point is two"),
    ],
)
def test_a_shape_that_is_none_is_refused_in_a_sentence(
    tmp_path: Path, kind: str, shape: str, says: str
) -> None:
    (tmp_path / "in.jsonl").write_text(f'{{"image": 1, "annotator": 1, "shapes": [{shape}]}}\n')

    done = consolidate(tmp_path, "--kind", kind, "--annotations", "in.jsonl", "--out", "o.jsonl")

    assert done.returncode == 1
    assert done.stderr.startswith("guildmark: in.jsonl, line 1: not in the form expected: ")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_an_outline_that_is_a_tangle_is_refused_with_its_line(tmp_path: Path) -> None:
    tangle = np.random.default_rng(0).random((2_000, 2)) * 1_000
    lines = [drawn("one", who, {"label": "a", "polygon": tangle.tolist()}) for who in "ab"]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))

    with pytest.raises(UnreadableInput, match=r"line 1: .*may cross itself at most 100,000 times"):
        read_drawings(tmp_path / "in.jsonl", "polygons")


@pytest.mark.parametrize(("scale", "shift"), [(1.0, -500.0), (1e-3, 0.0), (1e-3, -1.0)])
@pytest.mark.parametrize("kind", ["boxes", "polygons"])
def test_shapes_may_lie_anywhere_and_be_of_any_size(
    tmp_path: Path, kind: str, scale: float, shift: float
) -> None:
    """Pictures whose middle is 0, and shares of a picture instead of pixels."""
    spans = [(20, 20, 80, 60), (22, 19, 79, 61), (20, 21, 83, 59)]
    place = [[scale * side + shift for side in span] for span in spans]
    lines = [
        drawn("one", str(who), {"label": "a", **_rectangle(kind, *corners)})
        for who, corners in enumerate(place)
    ]

    _, images = consolidated(tmp_path, kind, lines)

    (found,) = images["one"]
    wanted = [scale * side + shift for side in (20, 20, 80, 60)]
    assert _corners(found) == pytest.approx(wanted, abs=2 * scale)


def test_a_box_too_small_for_its_place_is_written_as_it_was_drawn(tmp_path: Path) -> None:
    far, thin = {"label": "a", "bbox": [9e7, 5, 1e-9, 4]}, {"label": "a", "bbox": [0, 0, 1e-9, 4]}
    left = {"label": "b", "bbox": [-9e7, 0, 5, 5]}

    _, images = consolidated(
        tmp_path,
        "boxes",
        [drawn("one", who, far, thin, left) for who in ("ann", "bob")],
    )

    assert sorted(one["bbox"] for one in images["one"]) == [  # type: ignore[type-var]  # JSON
        [-9e7, 0, 5, 5],
        [0, 0, 1e-9, 4], [0, 0, 1e-9, 4],
        [9e7, 5, 1e-9, 4], [9e7, 5, 1e-9, 4],
    ]  # fmt: skip


def _rectangle(
    kind: str, left: float, top: float, right: float, bottom: float
) -> dict[str, object]:
    if kind == "boxes":
        return {"bbox": [left, top, right - left, bottom - top]}
    return {"polygon": [[left, top], [right, top], [right, bottom], [left, bottom]]}


def _corners(shape: dict[str, Any]) -> list[float]:  # JSON
    if "bbox" in shape:
        x, y, width, height = shape["bbox"]
        return [x, y, x + width, y + height]
    xs, ys = zip(*shape["polygon"], strict=True)
    return [min(xs), min(ys), max(xs), max(ys)]


def test_a_ring_that_goes_back_on_itself_encloses_nothing(tmp_path: Path) -> None:
    spike = {"label": "a", "polygon": [[0, 0], [10, 0], [10, 10], [10, 0]]}

    done, images = consolidated(tmp_path, "polygons", [drawn("one", "ann", spike)])

    assert images["one"] == []
    assert "1 shape without any area was left out" in done.stdout


def test_more_shapes_on_one_spot_than_can_be_compared_are_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("concord.shapes.pairs.MOST_PAIRS", 2)
    box = {"label": "a", "bbox": [1, 1, 9, 9]}
    lines = [drawn("\x1bone", who, box) for who in ("ann", "bob", "cyd")]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))

    done = consolidate(tmp_path, "--kind", "boxes", "--annotations", "in.jsonl", "--out", "o.jsonl")

    assert done.returncode == 1
    assert done.stderr.startswith("guildmark: in.jsonl: Image \\x1bone: more shapes lie on one")
    assert not (tmp_path / "o.jsonl").exists()


def test_a_thousand_shapes_on_an_image_are_a_thousand(tmp_path: Path) -> None:
    places = [(50 * (number % 40), 50 * (number // 40)) for number in range(1_000)]
    lines = [
        drawn("one", who, *({"label": "a", "bbox": [x + off, y, 30, 30]} for x, y in places))
        for off, who in enumerate(("ann", "bob", "cyd"))
    ]

    _, images = consolidated(tmp_path, "boxes", lines)

    assert [shape["support"] for shape in images["one"]] == [3] * 1_000
