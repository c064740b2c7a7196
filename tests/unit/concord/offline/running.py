"""The command on files in a folder, and what it wrote."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from concord.offline.__main__ import main


def consolidate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a folder, without a process of its own: that takes a second."""
    out, problems = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        patched.setattr(sys, "argv", ["consolidate", *arguments])
        patched.setattr(sys, "stdout", out)
        patched.setattr(sys, "stderr", problems)
        code = main()
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), problems.getvalue())


def labels(folder: Path, rows: list[tuple[str, str, str]], name: str = "labels.csv") -> None:
    lines = ["item,annotator,label", *(",".join(row) for row in rows)]
    (folder / name).write_text("\n".join(lines) + "\n")


def written(folder: Path) -> dict[str, tuple[str, float]]:
    with (folder / "out.csv").open(newline="") as file:
        return {
            row["item"]: (row["label"], float(row["confidence"])) for row in csv.DictReader(file)
        }


CLASSES = ("--kind", "classes", "--labels", "labels.csv", "--out", "out.csv")


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
