"""What we export is read by somebody else: counts and places are compared, not only read."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pytest

from deploy.local import packages
from tests.referees.golden_exports import write_all
from tests.unit.concord.golden import GOLDEN, TWO_PARTS

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements-referees.txt"
ENVIRONMENT = ROOT / ".venv-referees"
NAMES = [PurePosixPath(item.file_name).name for item in GOLDEN]
PICTURE, EMPTY = "000005_all edges.jpg", "000007_empty.jpg"

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
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What every referee says, read in their own Python."""
    folder = tmp_path_factory.mktemp("golden")
    write_all(folder)
    finished = subprocess.run(
        [_python(), str(ROOT / "tests" / "referees" / "reading.py"), str(folder)],
        env={
            **os.environ,
            "PYTHONPATH": "",
            "HF_HUB_OFFLINE": "1",
            "HF_HOME": str(folder / "home"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr[-2000:]
    said: Mapping[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return said


def _python() -> Path:
    """The referees' environment, made when its requirements have changed."""
    stamp, wanted = ENVIRONMENT / ".guildmark-referees", packages.fingerprint(REQUIREMENTS)
    python = ENVIRONMENT / "bin" / "python"
    if not stamp.exists() or stamp.read_text() != wanted:
        packages.make_environment(ENVIRONMENT)
        packages.install(python, REQUIREMENTS)
        stamp.write_text(wanted)
    return python


def test_no_referee_refuses_an_export(found: Mapping[str, Any]) -> None:
    assert {name: said["failed"] for name, said in found.items() if "failed" in said} == {}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_object_that_the_format_holds_comes_back(found: Mapping[str, Any], name: str) -> None:
    assert [found[name]["counts"][picture] for picture in NAMES] == EXPECTED[name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("supervision coco", [[0, 0, 100, 80], [0.25, 0.5, 99.75, 79.75]]),
        ("supervision yolo_detect", [[0, 0, 100, 80], [0.25, 0.5, 99.75, 79.75]]),
        ("supervision voc", [[0, 0, 100, 80], [0, 1, 100, 80]]),
        # It takes one away from every edge, as VOC counts: not what this variant is for.
        ("supervision voc_zero_based", [[-1, -1, 100, 80], [-1, 0, 100, 80]]),
    ],
)
def test_boxes_are_where_they_were_drawn(
    found: Mapping[str, Any], name: str, expected: list[list[float]]
) -> None:
    boxes = found[name]["boxes"][PICTURE]

    assert np.array(boxes) == pytest.approx(np.array(expected), abs=1e-3)


def test_pixels_of_rings_parts_and_crowds_are_those_of_the_masks(
    found: Mapping[str, Any],
) -> None:
    areas = found["pycocotools coco"]["areas"]

    assert [areas[name] for name in NAMES[:3]] == [[1200], [TWO_PARTS.sum()], [TWO_PARTS.sum()]]


def test_libraries_of_pictures_load_every_one_with_its_objects(found: Mapping[str, Any]) -> None:
    sizes = [[60, 90], [100, 80]]

    assert found["datasets huggingface"] == {"items": 10, "objects": 2013, "sizes": sizes}
    assert found["datasets imagefolder"] == {"items": 2, "objects": 0, "sizes": [[100, 80]]}
    assert found["webdataset webdataset"] == {"items": 10, "objects": 2013, "pictures": 10}


def test_croissant_is_valid_in_every_export_and_lists_every_picture(
    found: Mapping[str, Any],
) -> None:
    said = {name: one for name, one in found.items() if name.startswith("mlcroissant ")}

    assert len(said) == 21
    assert all(one == {"errors": [], "items": 10} for one in said.values()), said
