"""What we export is read by somebody else: every object is compared with where it was drawn."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from concord.documents import Shape
from concord.formats import EXPORTERS
from concord.formats.csv import safe_cell
from tests.referees.asking import ask
from tests.referees.conftest import Served
from tests.referees.golden_exports import rows, write_all, write_linked
from tests.unit.concord.golden import DEFINITION, GOLDEN, TWO_PARTS

pytestmark = pytest.mark.slow
NAMES = [PurePosixPath(item.file_name).name for item in GOLDEN]
LABELS = {label["key"]: label["name"] for label in DEFINITION["labels"]}
Row = tuple[Any, ...]  # a label, and left, top, right, bottom in pixels

#: How many objects of each picture of the golden set come back, in its order. Where a format or
#: its reader has fewer or more than there are, docs/formats.md says why.
EXPECTED = {
    "pycocotools coco": [1, 1, 1, 2, 2, 1, 0, 1, 4, 2000],
    "datumaro coco": [1, 1, 1, 2, 2, 1, 0, 1, 4, 2000],
    "datumaro coco_panoptic": [1, 1, 1, 2, 1, 1, 0, 1, 1, 2000],
    "datumaro voc": [1, 1, 1, 2, 2, 1, 0, 1, 3, 2000],
    "datumaro cvat": [1, 1, 1, 2, 2, 1, 0, 1, 5, 2000],
    "datumaro datumaro": [1, 1, 1, 2, 2, 1, 0, 1, 4, 2000],
    "datumaro yolo_detect": [1, 1, 1, 2, 2, 1, 0, 1, 2, 2000],
    "supervision coco": [1, 1, 1, 2, 2, 1, 0, 1, 4, 2000],
    "supervision yolo_detect": [1, 1, 1, 2, 2, 1, 0, 1, 2, 2000],
    "supervision yolo_segment": [1, 1, 1, 2, 2, 1, 0, 1, 1, 2000],
    "supervision yolo_obb": [0, 0, 0, 2, 2, 1, 0, 1, 0, 2000],
    "supervision voc": [1, 1, 1, 2, 2, 1, 0, 1, 3, 2000],
    "supervision voc_zero_based": [1, 1, 1, 2, 2, 1, 0, 1, 3, 2000],
    "datasets huggingface": [1, 1, 1, 2, 2, 1, 0, 1, 4, 2000],
    "datasets huggingface_parquet": [1, 1, 1, 2, 2, 1, 0, 1, 4, 2000],
    "webdataset webdataset": [0, 0, 0, 2, 2, 0, 0, 1, 0, 2000],
}
#: Their files hold the pictures themselves: with links, labels alone are in them.
HOLDING = {"datasets huggingface_parquet", "webdataset webdataset"}
#: Read beside the golden set.
BESIDE = {"datumaro cityscapes_streets", "mlcroissant cityscapes_streets", "pyarrow tables"}
#: How far a side may lie from where it was drawn, in pixels: what the format writes, or its reader.
WHOLE_PIXELS, DIGITS = 1.0, 0.011
#: Boxes end at the picture's edges there.
CUT = {
    "datumaro coco_panoptic",
    "datumaro voc",
    "datumaro yolo_detect",
    "supervision voc",
    "supervision voc_zero_based",
    "supervision yolo_detect",
    "supervision yolo_segment",
}
#: An outline ends where the edge cuts it: its lowest corner lay outside.
OUTLINED, CUT_BELOW = {"datumaro coco_panoptic", "supervision yolo_segment"}, 46.928
SKELETON_POINTS = 2
#: Objects of which each is paired with one that is best for all together.
FEW = 20
ALLOWED = dict.fromkeys(EXPECTED, DIGITS) | {
    "datumaro coco_panoptic": WHOLE_PIXELS,
    "datumaro voc": 2 * WHOLE_PIXELS,  # it takes numbers that count from 1 as they are
    "supervision coco": WHOLE_PIXELS,
    "supervision voc": WHOLE_PIXELS,
    # It takes one away from every edge, as VOC counts: not what this variant is for.
    "supervision voc_zero_based": 2 * WHOLE_PIXELS,
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What every referee says, read in their own Python."""
    folder = tmp_path_factory.mktemp("golden")
    write_all(folder)
    return ask(str(folder))


def test_no_referee_refuses_an_export(found: Mapping[str, Any]) -> None:
    assert {name: said["failed"] for name, said in found.items() if "failed" in said} == {}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_object_that_the_format_holds_comes_back(found: Mapping[str, Any], name: str) -> None:
    objects = found[name]["objects"]

    assert [len(objects[picture]) for picture in NAMES] == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_object_is_called_what_it_was_and_lies_where_it_was_drawn(
    found: Mapping[str, Any], name: str
) -> None:
    for picture, item in zip(NAMES, GOLDEN, strict=True):
        size = item.width_px, item.height_px
        drawn = [row for shape in item.document.shapes for row in _rows(shape, name, size)]
        back = [(LABELS.get(label, label), *box) for label, *box in found[name]["objects"][picture]]
        assert _farthest(drawn, back) <= ALLOWED[name], (picture, drawn[:5], back[:5])


def _rows(shape: Shape, name: str, size: tuple[int, int]) -> Iterable[Row]:
    label = LABELS[shape.label]
    if name == "datumaro cvat" and shape.kind == "keypoints":  # every point is an object there
        marked = _corners(shape)
        for x, y in [*marked, *[(0, 0)] * (SKELETON_POINTS - len(marked))]:
            yield "", x, y, x, y
        return
    corners = np.array(_corners(shape), dtype=np.float64)
    if name == "supervision yolo_segment" and shape.kind == "mask":
        corners = np.array([(80.0, 26.0), (90.0, 30.0)])  # the larger of the two parts
    if name in CUT:
        corners = corners.clip((0, 0), size)
    if name in OUTLINED and shape.kind == "rotated_box":
        corners = corners.clip(max=(size[0], CUT_BELOW))
    yield (label, *corners.min(axis=0).tolist(), *corners.max(axis=0).tolist())


def _corners(shape: Shape) -> list[Any]:  # of (x, y)
    """Places whose upright box is the shape's, by what its kind says; nothing of ours is called."""
    one: Any = shape.geometry
    if shape.kind in ("polygon", "polyline"):
        return [tuple(point) for point in one["points"]]
    if shape.kind == "keypoints":
        return [(point["x"], point["y"]) for point in one["points"].values()]
    if shape.kind == "ellipse":  # upright in the golden set
        radii = one["radius_x"], one["radius_y"]
        return [
            (one["center_x"] + sign * radii[0], one["center_y"] + sign * radii[1])
            for sign in (-1, 1)
        ]
    if shape.kind == "rotated_box":
        angle = np.deg2rad(one["angle_deg"])
        along = np.array([np.cos(angle), np.sin(angle)]) * one["width"] / 2
        across = np.array([-np.sin(angle), np.cos(angle)]) * one["height"] / 2
        center = np.array([one["center_x"], one["center_y"]])
        return [tuple(center + a * along + b * across) for a in (-1, 1) for b in (-1, 1)]
    return [(one["x"], one["y"]), (one["x"] + one["width"], one["y"] + one["height"])]


def _farthest(drawn: list[Row], back: list[Row]) -> float:
    """The largest distance of a side, each object from one of its own name that is no other's.

    Infinite where an object came back that nobody drew.
    """
    if not back:
        return 0.0
    if len(back) > len(drawn):
        return float("inf")
    sides = [np.array([row[1:] for row in rows], dtype=np.float64) for rows in (back, drawn)]
    far: NDArray[np.float64] = cdist(sides[0], sides[1], "chebyshev")
    names = [np.array([row[0] for row in rows]) for rows in (back, drawn)]
    far[names[0][:, None] != names[1][None, :]] = 1e9
    if len(back) > FEW:  # a grid, in which the nearest one is nobody else's
        assert len(set(far.argmin(axis=1).tolist())) == len(back)
        return float(far.min(axis=1).max())
    return float(far[linear_sum_assignment(far)].max())


def test_pixels_of_rings_parts_and_crowds_are_those_of_the_masks(
    found: Mapping[str, Any],
) -> None:
    wanted = [[1200], [TWO_PARTS.sum()], [TWO_PARTS.sum()]]

    for name in ("pycocotools coco", "datumaro coco_panoptic", "datumaro cvat"):
        assert [found[name]["areas"][picture] for picture in NAMES[:3]] == wanted, name


def test_classes_of_pixels_come_back_in_their_colours(found: Mapping[str, Any]) -> None:
    said = found["datumaro png_semantic"]
    areas = {
        picture: {
            row[0]: area
            for row, area in zip(said["objects"][picture], said["areas"][picture], strict=True)
        }
        for picture in NAMES
    }

    assert areas[NAMES[0]] == {"nothing": 8000 - 1200, LABELS["ring"]: 1200}
    assert areas[NAMES[1]] == {"nothing": 8000 - TWO_PARTS.sum(), LABELS["group"]: TWO_PARTS.sum()}
    # The others share a colour, so their names cannot come back.
    assert [areas[NAMES[place]].get("nothing", 0) for place in (3, 6, 9)] == [7998, 8000, 0]


def test_cityscapes_has_its_own_numbers_for_its_own_labels(found: Mapping[str, Any]) -> None:
    said = found["datumaro cityscapes_streets"]

    # Its reader looks for classes alone: an object's number is 1,000 times that and more.
    assert said["objects"]["guildmark_000001_000000_leftImg8bit.png"] == [
        ["road", 0, 50, 100, 80],
        ["sky", 10, 0, 90, 20],
    ]
    assert said["areas"]["guildmark_000001_000000_leftImg8bit.png"] == [3000 - 200, 1600]


def test_libraries_of_pictures_load_every_one_upright(found: Mapping[str, Any]) -> None:
    sizes = [[60, 90], [100, 80]]

    for name in ("datasets huggingface", "datasets huggingface_parquet", "webdataset webdataset"):
        assert (found[name]["items"], found[name]["sizes"]) == (10, sizes), name
    assert found["datasets huggingface_parquet"]["splits"] == {
        "train": 3,
        "validation": 4,
        "test": 3,
    }
    assert found["datasets imagefolder"]["items"] == 2
    shapes = found["webdataset webdataset"]["shapes"]
    assert [shapes[name] for name in NAMES] == [len(item.document.shapes) for item in GOLDEN]


def test_tables_of_every_type_come_back_row_by_row(found: Mapping[str, Any]) -> None:
    assert found["pyarrow tables"]["rows"] == rows()


def test_croissant_is_valid_in_every_export_and_lists_every_picture(
    found: Mapping[str, Any],
) -> None:
    said = {name: one for name, one in found.items() if name.startswith("mlcroissant ")}
    street = said.pop("mlcroissant cityscapes_streets")

    assert (street["errors"], street["items"]) == ([], 1)
    assert said.keys() == {f"mlcroissant {key}" for key in EXPORTERS}
    assert all((one["errors"], one["items"]) == ([], 10) for one in said.values()), said


def test_licences_of_pictures_come_back_from_metadata_tables_and_coco(
    found: Mapping[str, Any],
) -> None:
    own = [item.origin.licence if item.origin else "" for item in GOLDEN]
    said = [one for name, one in found.items() if name.startswith("mlcroissant ")]

    assert found["pycocotools coco"]["licences"] == dict(zip(NAMES, own, strict=True))
    cells = [safe_cell(licence) for licence in own]  # no formulas where spreadsheets may open it
    assert [one["rows"] for one in said if one["items"] == len(GOLDEN)] == [cells] * len(EXPORTERS)
    address = "https://creativecommons.org/licenses/by/4.0/"
    rest = "All rights reserved by the organisation."
    assert {tuple(one["licences"]) for one in said if one["items"] == len(GOLDEN)} == {
        (address, "=Own terms, é", rest)
    }


@pytest.mark.django_db(transaction=True)
def test_every_format_with_links_says_the_same_as_with_pictures_once_a_key_fetched_them(
    found: Mapping[str, Any], served: Served, tmp_path: Path
) -> None:
    write_all(tmp_path / "pictured")
    write_linked(tmp_path / "linked", served.links, EXPORTERS)

    said = dict(ask(str(tmp_path / "linked"), str(tmp_path / "pictured"), served.key))

    assert said.pop("fetched") == dict.fromkeys(EXPORTERS, served.hashes)
    assert said.keys() == found.keys() - BESIDE
    assert {name for name, one in said.items() if one != found[name]} <= HOLDING
