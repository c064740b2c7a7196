"""The engines on files, as a person calls them."""

import csv
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]


def consolidate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a folder, as the launcher does."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "concord.offline", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT / "platform"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def labels(folder: Path, rows: list[tuple[str, str, str]], name: str = "labels.csv") -> None:
    lines = ["item,annotator,label", *(",".join(row) for row in rows)]
    (folder / name).write_text("\n".join(lines) + "\n")


def written(folder: Path) -> dict[str, tuple[str, float]]:
    with (folder / "out.csv").open(newline="") as file:
        return {
            row["item"]: (row["label"], float(row["confidence"])) for row in csv.DictReader(file)
        }


CLASSES = ("--kind", "classes", "--labels", "labels.csv", "--out", "out.csv")


def test_every_item_gets_a_label_and_the_last_of_repeated_answers_counts(tmp_path: Path) -> None:
    labels(
        tmp_path,
        [("a", "ann", "dog"), ("a", "bob", "cat"), ("a", "ann", "cat"), ("b", "bob", "dog")],
    )

    done = consolidate(tmp_path, *CLASSES)

    assert done.returncode == 0, done.stderr
    assert {item: label for item, (label, _) in written(tmp_path).items()} == {
        "a": "cat",
        "b": "dog",
    }
    assert "2 items written" in done.stdout
    assert "uncalibrated" in done.stdout


def test_gold_that_does_not_belong_is_named_and_the_rest_is_used(tmp_path: Path) -> None:
    labels(tmp_path, [("a", "ann", "dog"), ("a", "bob", "cat"), ("b", "bob", "dog")])
    (tmp_path / "gold.csv").write_text("item,label\na,cat\nzzz,dog\nb,zebra\n")

    done = consolidate(tmp_path, *CLASSES, "--gold", "gold.csv")

    assert done.returncode == 0, done.stderr
    assert written(tmp_path)["a"] == ("cat", 1.0)
    assert "not in the labels and were not used: zzz" in done.stdout
    assert "given by nobody and were not used: zebra" in done.stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("item,label\na,b\n", "labels.csv, line 1: the first line names no column annotator"),
        ("item,annotator,label\na,,b\n", "labels.csv, line 2: item / annotator / label must"),
        ("item,annotator,label\n", "there are no answers in it"),
        ("", "names no column"),
    ],
)
def test_a_table_that_is_none_is_refused_by_its_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "labels.csv").write_text(text)

    done = consolidate(tmp_path, *CLASSES)

    assert done.returncode == 1
    assert says in done.stderr
    assert not (tmp_path / "out.csv").exists()


def drawn(image: str, annotator: str, *shapes: Mapping[str, object]) -> str:
    return json.dumps({"image": image, "annotator": annotator, "shapes": list(shapes)})


def consolidated(
    folder: Path, kind: str, lines: list[str]
) -> tuple[subprocess.CompletedProcess[str], dict[str, list[dict[str, object]]]]:
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n")
    done = consolidate(folder, "--kind", kind, "--annotations", "in.jsonl", "--out", "out.jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]
    return done, {row["image"]: row["shapes"] for row in rows}


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
    assert "1 shapes without any area were left out" in done.stdout


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
    assert "1 shapes without any area were left out" in done.stdout


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("labels.csv", CLASSES),
        (
            "in.jsonl",
            ("--kind", "boxes", "--annotations", "in.jsonl", "--out", "out.jsonl"),
        ),
    ],
)
def test_what_is_no_utf_8_is_refused_in_a_sentence(
    tmp_path: Path, name: str, arguments: tuple[str, ...]
) -> None:
    (tmp_path / name).write_bytes("item,annotator,label\nä,b,c\n".encode("latin-1"))

    done = consolidate(tmp_path, *arguments)

    assert done.returncode == 1
    assert done.stderr.startswith(f"guildmark: {name}")
    assert "Traceback" not in done.stderr


def test_a_line_that_is_no_drawing_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        drawn("one", "ann") + "\n" + '{"image": "one", "annotator": "bob"}\n'
    )

    done = consolidate(
        tmp_path, "--kind", "boxes", "--annotations", "in.jsonl", "--out", "out.jsonl"
    )

    assert done.returncode == 1
    assert "in.jsonl, line 2" in done.stderr
