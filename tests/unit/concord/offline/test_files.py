"""The engines on files, as a person calls them."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.concord.offline.running import CLASSES, consolidate, labels, written

ROOT = Path(__file__).resolve().parents[4]


def test_the_command_runs_without_a_service(tmp_path: Path) -> None:
    labels(tmp_path, [("a", "zoë", "dog")])

    done = subprocess.run(
        [sys.executable, "-P", "-m", "concord.offline", *CLASSES],
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(ROOT / "platform"),
            "PATH": "/usr/bin:/bin",
            "PYTHONIOENCODING": "ascii",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 item written to out.csv; tied: 0.")
    assert "zo\\xeb" in done.stdout  # a terminal without the letter
    assert written(tmp_path) == {"a": ("dog", 1.0)}


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


@pytest.mark.parametrize("gold", ["", "\n \r\n", "\ufeff", "item,label\n", "label;item\r\n;\r\n"])
def test_a_file_without_any_gold_is_as_none(tmp_path: Path, gold: str) -> None:
    labels(tmp_path, [("a", "ann", "dog"), ("a", "bob", "dog"), ("b", "bob", "cat")])
    (tmp_path / "gold.csv").write_text(gold, encoding="utf-8", newline="")

    done = consolidate(tmp_path, *CLASSES, "--gold", "gold.csv")

    assert done.returncode == 0, done.stderr
    assert written(tmp_path) == {"a": ("dog", 1.0), "b": ("cat", 1.0)}
    assert "uncalibrated. There are no gold items." in done.stdout
    assert done.stdout.endswith(
        "Not used: there is no gold in gold.csv, so all is as without it.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((*CLASSES[:3], "none.csv", *CLASSES[4:]), "none.csv: No such file or directory."),
        ((*CLASSES, "--gold", "."), ".: Is a directory."),
    ],
)
def test_a_file_that_cannot_be_opened_is_named(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    labels(tmp_path, [("a", "ann", "dog")])

    done = consolidate(tmp_path, *arguments)

    assert (done.returncode, done.stderr) == (1, f"guildmark: {says}\n")


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
