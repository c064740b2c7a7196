"""Files and options as a careless person gives them: a clear sentence, or a right answer."""

import errno
import json
from pathlib import Path

import pytest

from concord.offline import __main__ as command
from tests.unit.concord.offline.running import (
    CLASSES,
    consolidate,
    consolidated,
    drawn,
    labels,
    written,
)

BOX = {"label": "cup", "bbox": [1, 1, 9, 9]}
SHAPES = ("--kind", "boxes", "--annotations", "in.jsonl", "--out", "out.jsonl")


def test_answers_given_again_are_counted(tmp_path: Path) -> None:
    labels(tmp_path, [("a", "ann", "dog"), ("a", "bob", "cat"), ("a", "ann", "cat")])

    done = consolidate(tmp_path, *CLASSES)

    assert written(tmp_path) == {"a": ("cat", 1.0)}
    assert "Given again by the same person on the same item: 1; the last counts.\n" in done.stdout


def test_one_line_for_each_shape_is_said_to_lose_all_but_the_last(tmp_path: Path) -> None:
    lines = [drawn("one", "ann", BOX), drawn("one", "ann", {**BOX, "bbox": [50, 50, 9, 9]})]

    done, images = consolidated(tmp_path, "boxes", lines)

    assert [shape["bbox"] for shape in images["one"]] == [[50.0, 50.0, 9.0, 9.0]]
    assert "Given again by the same person on the same image: 1; the last line" in done.stdout


def test_labels_are_not_taken_for_gold(tmp_path: Path) -> None:
    """They have the columns of gold: every item would be certain."""
    labels(tmp_path, [("a", "ann", "dog"), ("a", "bob", "cat")])

    done = consolidate(tmp_path, *CLASSES, "--gold", "./labels.csv")

    assert done.returncode == 1
    assert done.stderr == "guildmark: labels.csv: these are the labels: gold is what is known.\n"


def test_another_column_taken_for_the_labels_is_refused_before_memory_is_full(
    tmp_path: Path,
) -> None:
    labels(tmp_path, [(f"i{row}", "ann", f"text {row}") for row in range(10_001)])

    done = consolidate(tmp_path, *CLASSES)

    assert done.returncode == 1
    assert done.stderr == (
        "guildmark: labels.csv: 10,001 different labels on 10,001 items are more than can be "
        "weighed: does another column hold the labels?\n"
    )


def test_labels_of_too_few_answers_are_counted_together(tmp_path: Path) -> None:
    usual = [(f"i{row}", who, "dog") for row in range(40) for who in ("ann", "bob")]
    rare = [(f"r{row}", who, f"rare {row}") for row in range(30) for who in ("ann", "bob")]
    labels(tmp_path, usual + rare)

    done = consolidate(tmp_path, *CLASSES)

    told = [line for line in done.stdout.splitlines() if line.startswith("  alpha of ")]
    assert [line.split(":")[0] for line in told] == ["  alpha of dog", "  alpha of 30 other labels"]


@pytest.mark.parametrize("key", ["image", "annotator", "label"])
def test_an_empty_name_is_refused(tmp_path: Path, key: str) -> None:
    row = {"image": "one", "annotator": "ann", "shapes": [BOX]}
    row = {**row, "shapes": [{**BOX, "label": " "}]} if key == "label" else {**row, key: " "}
    (tmp_path / "in.jsonl").write_text(json.dumps(row))

    done = consolidate(tmp_path, *SHAPES)

    assert done.returncode == 1
    assert f'in.jsonl, line 1: not in the form expected: "{key}" must not be empty' in done.stderr


def test_json_over_several_lines_is_told_how_it_should_be(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps([{"image": "one"}], indent=2))

    done = consolidate(tmp_path, *SHAPES)

    assert done.returncode == 1
    assert done.stderr.startswith("guildmark: in.jsonl, line 1: this is no JSON (")
    assert done.stderr.endswith("; each line holds one object.\n")


def test_where_nothing_can_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    """A folder stands for the labels: reading it would be refused."""
    out = "/proc/out.csv"

    done = consolidate(tmp_path, "--kind", "classes", "--labels", ".", "--out", out)

    assert done.returncode == 1
    assert done.stderr.startswith(f"guildmark: {out}: ")


def test_what_is_refused_leaves_what_was_written_before(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("item,label\n")
    before = {"labels.csv"}
    assert consolidate(tmp_path, *CLASSES).returncode == 1
    assert {path.name for path in tmp_path.iterdir()} == before

    (tmp_path / "out.csv").write_text("of yesterday\n")
    assert consolidate(tmp_path, *CLASSES).returncode == 1
    assert (tmp_path / "out.csv").read_text() == "of yesterday\n"


def test_a_full_disk_is_said_of_the_file_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    labels(tmp_path, [("a", "ann", "dog")])
    monkeypatch.setattr(command, "write_labels", full)

    done = consolidate(tmp_path, *CLASSES)

    assert (done.returncode, done.stderr) == (1, "guildmark: out.csv: No space left on device.\n")


def test_whoever_has_waited_enough_sees_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "read_answers", interrupted)

    done = consolidate(tmp_path, *CLASSES)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_options_of_the_other_kind_are_said_not_to_be_used(tmp_path: Path) -> None:
    labels(tmp_path, [("a", "ann", "dog")])
    (tmp_path / "in.jsonl").write_text(drawn("one", "ann", BOX))

    classes = consolidate(tmp_path, *CLASSES, "--annotations", "in.jsonl")
    shapes = consolidate(tmp_path, *SHAPES, "--labels", "labels.csv")

    assert classes.stdout.endswith("Not used: --annotations is of boxes and polygons.\n")
    assert shapes.stdout.endswith("Not used: --labels, --gold and --method are of classes.\n")
