"""The engines on files, as a person calls them."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from concord.offline.__main__ import main

ROOT = Path(__file__).resolve().parents[4]


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


def test_the_command_runs_without_a_service(tmp_path: Path) -> None:
    labels(tmp_path, [("a", "ann", "dog")])

    done = subprocess.run(
        [sys.executable, "-P", "-m", "concord.offline", *CLASSES],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "platform"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 item written to out.csv; tied: 0.")
    assert written(tmp_path) == {"a": ("dog", 1.0)}


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
    assert "1 gold item not in the labels, so not used: zzz" in done.stdout
    assert "1 gold label given by nobody, so not used: zebra" in done.stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("item,label\na,b\n", "labels.csv, line 1: the first line names no column annotator"),
        ("item,annotator,label\na,,b\n", "labels.csv, line 2: item / annotator / label must"),
        ("\n\nitem,annotator,label\na,b,\n", "labels.csv, line 4: item / annotator / label"),
        ("item,annotator,label\n", "there are no answers in it"),
        ("", "the first line must name the columns item, annotator, label"),
        ("item,annotator,label,label\na,b,c,d\n", "names the column label twice"),
        ("item,annotator,label\na,b,c,d\n", "line 2: it has more cells than the first line"),
        ('item,annotator,label\na,b,"c\nb,b,c\n', "labels.csv, line 2: this is no CSV"),
        ('item,annotator,label\n\na,b,c\nb,b,"" c\n', "labels.csv, line 4: this is no CSV"),
    ],
)
def test_a_table_that_is_none_is_refused_by_its_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "labels.csv").write_text(text)

    done = consolidate(tmp_path, *CLASSES)

    assert done.returncode == 1
    assert says in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_agreement_is_told_for_each_label_where_there_are_three_or_more(tmp_path: Path) -> None:
    names = ("ann", "bob", "cyd")
    rows = [(f"i{n}", who, ("cat", "dog", "fox")[n % 3]) for n in range(120) for who in names]
    labels(tmp_path, [*rows, *((f"i{n}", "dan", "fox") for n in range(1, 120, 3))])

    done = consolidate(tmp_path, "--kind", "classes", "--labels", "labels.csv", "--out", "out.csv")

    said = {line.split(":")[0].strip(): line for line in done.stdout.splitlines() if ":" in line}
    assert " 1.000 " in said["alpha of cat"]
    assert " 0.525 " in said["alpha of dog"]


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
    assert done.stdout.endswith("Not used: --gold and --method are of classes.\n")


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


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffitem,annotator,label\r\na,ann,café\r\n",
        " Item ;Label; Annotator\n a ; café ;ann\n\n ; ;\n",
        "item\tannotator\tlabel\tnote\na\tann\tcafé\t\n",
        '"annotator","item","label",\r"ann","a","café",\r',
        '\r\n\n "item", "annotator", "label"\n a , ann, "café"\n',
    ],
)
def test_tables_as_spreadsheets_write_them_are_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "labels.csv").write_text(text, encoding="utf-8", newline="")

    done = consolidate(tmp_path, *CLASSES)

    assert done.returncode == 0, done.stderr
    assert written(tmp_path) == {"a": ("café", 1.0)}


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        (' "big" dog', '"big" dog'),
        ('"big" or "small"', '"big" or "small"'),
        ('a "big" dog', 'a "big" dog'),
        ('"a ""big"" dog, mine" ', 'a "big" dog, mine'),
        ('"two\nlines"', "two\nlines"),
        ('"two, \n"" , ""b"""', 'two, \n" , "b"'),
        ('"a, "" , b\n\n, "" , c"  ', 'a, " , b\n\n, " , c'),
    ],
)
def test_quotation_marks_are_read_as_they_are_meant(tmp_path: Path, cell: str, label: str) -> None:
    table = f'item,label,annotator,note\na,{cell},ann,"b" ?\nb,{cell},ann,5" wide\n'
    (tmp_path / "labels.csv").write_text(table)

    done = consolidate(tmp_path, *CLASSES)

    assert done.returncode == 0, done.stderr
    assert written(tmp_path) == {"a": (label, 1.0), "b": (label, 1.0)}


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


def test_a_thousand_shapes_on_an_image_are_a_thousand(tmp_path: Path) -> None:
    places = [(50 * (number % 40), 50 * (number // 40)) for number in range(1_000)]
    lines = [
        drawn("one", who, *({"label": "a", "bbox": [x + off, y, 30, 30]} for x, y in places))
        for off, who in enumerate(("ann", "bob", "cyd"))
    ]

    _, images = consolidated(tmp_path, "boxes", lines)

    assert [shape["support"] for shape in images["one"]] == [3] * 1_000


@pytest.mark.parametrize("out", ["labels.csv", "./labels.csv", "linked.csv", "gold.csv"])
def test_an_input_is_never_written_over(tmp_path: Path, out: str) -> None:
    labels(tmp_path, [("a", "ann", "dog")])
    (tmp_path / "gold.csv").write_text("item,label\na,dog\n")
    (tmp_path / "linked.csv").symlink_to(tmp_path / "labels.csv")
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}

    done = consolidate(tmp_path, *CLASSES[:-1], out, "--gold", "gold.csv")

    assert done.returncode == 1
    assert done.stderr.endswith(f"{Path(out)}: this is an input: write to another file.\n")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(("out", "says"), [(".", "this is a folder"), ("b/out.csv", "no such")])
def test_where_no_file_can_be_is_said_at_once(tmp_path: Path, out: str, says: str) -> None:
    """Before anything is read, so a folder may stand for the labels."""
    assert says in consolidate(tmp_path, "--kind", "classes", "--labels", ".", "--out", out).stderr


def test_names_cannot_command_the_terminal(tmp_path: Path) -> None:
    rows = [("a", "ann\x1b[31m", "dog"), ("a", "zoë", "dog")]
    labels(tmp_path, rows)
    (tmp_path / "gold.csv").write_text("item,label\nb\x07,dog\n")

    done = consolidate(tmp_path, *CLASSES, "--gold", "gold.csv")

    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout
    assert "ann\\x1b[31m" in done.stdout
    assert "zoë" in done.stdout
