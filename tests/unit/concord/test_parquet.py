"""Parquet as we write it: levels, values, groups of rows. PyArrow reads it among the referees."""

import io
import json
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from concord.documents import Answer
from concord.formats import EXPORTERS, huggingface_parquet
from concord.formats.parquet import Column, Table, list_of
from tests.unit.concord.exporting import exported
from tests.unit.concord.golden import DEFINITION, GOLDEN, HEAD
from tests.unit.concord.parquet_reader import Leaf, Read, read


def table(columns: list[Column], rows: list[dict[str, Any]], *, group: int = 100) -> bytes:
    """A file with as many rows a group."""
    sink = io.BytesIO()
    written = Table(columns, sink)
    for place, row in enumerate(rows):
        if place and place % group == 0:
            written.flush()
        written.add(row)
    written.close({"said": "so"})
    return sink.getvalue()


def test_nested_lists_have_the_levels_of_the_paper() -> None:
    # Melnik et al. 2010, figure 3, column Name.Language.Code, but that a code may be absent.
    column = list_of("name", "struct", list_of("language", "struct", Column("code", "text")))
    rows: list[dict[str, Any]] = [
        {
            "name": [
                {"language": [{"code": "en-us"}, {"code": "en"}]},
                {"language": []},
                {"language": [{"code": "en-gb"}]},
            ]
        },
        {"name": [{"language": None}]},
    ]

    found = read(table([column], rows))

    leaf = found.columns["name.list.element.language.list.element.code"]
    assert leaf.values == [b"en-us", b"en", b"en-gb"]
    assert leaf.repetitions == [0, 2, 1, 1, 0]
    assert leaf.definitions == [7, 7, 4, 7, 3]


@pytest.mark.parametrize("group", [1, 9, 1000])
def test_values_of_every_type_come_back_whatever_rows_make_a_group(group: int) -> None:
    columns = [Column(kind, kind) for kind in ("boolean", "integer", "float", "bytes", "text")]
    rows: list[dict[str, Any]] = [
        {"boolean": n % 3 == 0, "integer": n - 9, "float": n / 7, "bytes": b"\0" * n, "text": "é"}
        for n in range(20)
    ]

    found = read(table(columns, [*rows, {}], group=group))

    assert (found.rows, found.metadata) == (21, {"said": "so"})
    for column in columns:
        leaf = found.columns[column.name]
        kept = [row[column.name] for row in rows]
        wanted = [one.encode() for one in kept] if column.type == "text" else kept
        assert leaf == Leaf([0] * 21, [1] * 20 + [0], wanted)


def test_a_table_without_rows_has_its_columns() -> None:
    found = read(table([list_of("a", "text")], []))

    assert found == Read({"a.list.element": Leaf()}, 0, {"said": "so"})


def test_hugging_face_has_a_row_for_each_picture_with_all_that_is_in_it() -> None:
    files = exported("huggingface_parquet", HEAD, GOLDEN)
    found = {path: read(content) for path, content in files.items()}

    assert {path: one.rows for path, one in found.items()} == {
        "data/train/00000.parquet": 3,
        "data/validation/00000.parquet": 4,
        "data/test/00000.parquet": 3,
    }
    edges = found["data/test/00000.parquet"].columns
    assert edges["objects.bbox.list.element.list.element"].values[4:12] == [
        0, 0, 100, 80, 0.25, 0.5, 99.5, 79.25,
    ]  # fmt: skip
    assert edges["objects.category.list.element"].values[1] == b"cat, dog / both"
    assert edges["answer_kind"].definitions == [1, 0, 0]
    assert edges["image.bytes"].values == []  # labels alone
    features = json.loads(found["data/train/00000.parquet"].metadata["huggingface"])
    assert features["info"]["features"]["image"] == {"_type": "Image"}


def test_pictures_lie_in_their_rows_and_a_large_file_is_followed_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(huggingface_parquet, "FILE_BYTES", 2_000)
    monkeypatch.setattr(huggingface_parquet, "GROUP_BYTES", 1)
    head = replace(HEAD, splits=())
    items = [replace(item, picture=partial(iter, [item.key.encode(), b"!"])) for item in GOLDEN[:7]]

    files = exported("huggingface_parquet", head, items)

    assert len(files) > 1
    assert list(files) == [f"data/train/{n:05d}.parquet" for n in range(len(files))]
    columns = [read(content).columns for content in files.values()]
    pictures = [one for some in columns for one in some["image.bytes"].values]
    assert pictures == [f"{item.key}!".encode() for item in items]
    assert EXPORTERS["huggingface_parquet"].picture_path(items[0], head) is None


def test_every_type_of_question_has_a_column_of_its_type() -> None:
    kinds = ("text", "number", "boolean", "choices")
    options = [{"key": "a", "name": "A"}]
    questions: list[dict[str, Any]] = [
        {"key": kind, "text": kind, "type": kind, "required": False} for kind in kinds
    ]
    questions[-1]["options"] = options
    head = replace(HEAD, definition={**DEFINITION, "questions": questions}, splits=())
    answers: dict[str, Answer] = {"text": "é", "number": 2, "boolean": True, "choices": ["a"]}
    document = replace(GOLDEN[6].document, answers=answers)

    files = exported("huggingface_parquet", head, [replace(GOLDEN[6], document=document)])

    columns = read(files["data/train/00000.parquet"]).columns
    assert columns["answer_text"].values == ["é".encode()]
    assert columns["answer_number"].values == [2.0]
    assert columns["answer_boolean"].values == [True]
    assert columns["answer_choices.list.element"].values == [b"a"]
