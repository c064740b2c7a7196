"""What goes out comes back: counts, boxes, names and bytes are compared, not only read."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycocotools.coco import COCO

from concord.documents import Document, Shape, schema_problems
from concord.formats import (
    EXPORTERS,
    FileEntry,
    FormatEntry,
    Head,
    NotGuildmarkJsonl,
    ReleasedItem,
    ReleasedSubmission,
    Written,
    huggingface_parquet,
    read_jsonl,
    spools,
    write_manifest,
)
from concord.formats.csv import FORMULA_STARTS, safe_cell
from concord.formats.origin import Origin
from tests.unit.concord.exporting import MemoryFolder, NowhereFolder, exported

DEFINITION: dict[str, Any] = {
    "version": 1,
    "labels": [
        {
            "key": "coin",
            "name": "Coin, any / all",
            "color": "#30C7D2",
            "kind": "box",
            "attributes": [
                {"key": "note", "name": "Note", "type": "text", "required": False},
                {"key": "year", "name": "Year", "type": "number", "required": False},
            ],
        },
        {"key": "euro", "name": "=Euro", "color": "#000000", "kind": "box", "parent": "coin"},
        {"key": "unused", "name": "Never seen", "color": "#FFFFFF", "kind": "box"},
    ],
    "questions": [
        {
            "key": "light",
            "text": "Light?",
            "type": "choices",
            "required": False,
            "options": [{"key": "sun", "name": "Sun"}, {"key": "lamp", "name": "Lamp"}],
        }
    ],
}
HEAD = Head(definition=DEFINITION, metadata={"name": "Coins", "version": 3})


def shape(key: str, label: str, box: tuple[float, float, float, float], **attributes: Any) -> Shape:
    geometry = dict(zip(("x", "y", "width", "height"), box, strict=True))
    return Shape(key, "box", label, geometry, attributes)


def item(key: str, *shapes: Shape, file_name: str = "a.jpg", **changes: Any) -> ReleasedItem:
    document = Document(is_nothing_here=not shapes, shapes=shapes, answers={})
    released = ReleasedItem(key, file_name, 640, 480, None, document)
    return replace(released, **changes)


EDGES = shape("s1", "coin", (0, 0, 640, 480), note="=SUM(A1)", year=-5)
TINY = shape("s2", "euro", (639.5, 479.25, 0.5, 0.75))
GOLDEN = (
    item("i1", EDGES, TINY, file_name="images/Münzen 1, é.jpg", shape_confidence={"s1": 0.875}),
    item("i2", file_name="images/empty.jpg"),
    item(
        "i3",
        file_name="images/answered.png",
        document=Document(True, (), {"light": ["sun", "lamp"]}),
        answer_confidence={"light": 0.5},
    ),
    item("i4", *(shape(f"s{n}", "euro", (n / 4, 1, 2, 3)) for n in range(2000))),
)
COUNTS = Written(
    items=4,
    shapes=2002,
    empty_items=2,
    shapes_by_label={"coin": 1, "euro": 2001, "unused": 0},
)
#: Their writers lay out pixels, and leave out what holds the centre of none.
PAINTING = ("coco_panoptic", "png_semantic", "png_instance", "cityscapes")
#: Holds nothing of a schema without keypoints.
HOLDING_NO_BOX = ("yolo_pose",)


def export(key: str, items: Any = GOLDEN, head: Head = HEAD) -> bytes:
    return exported(key, head, items)[EXPORTERS[key].path]


def test_the_schema_used_here_is_in_order() -> None:
    assert schema_problems(DEFINITION) == ()


@pytest.mark.parametrize(
    "key", [key for key in EXPORTERS if key not in (*PAINTING, *HOLDING_NO_BOX)]
)
def test_a_writer_counts_what_it_wrote_and_repeats_itself(key: str) -> None:
    folder = MemoryFolder()

    written = EXPORTERS[key].write(HEAD, iter(GOLDEN), folder)

    assert written == COUNTS
    assert folder.files == exported(key, HEAD, GOLDEN)


@pytest.mark.parametrize("key", EXPORTERS)
def test_a_writer_writes_a_release_without_items(key: str) -> None:
    folder = MemoryFolder()

    written = EXPORTERS[key].write(HEAD, iter(()), folder)

    assert (written.items, written.shapes) == (0, 0)


@pytest.mark.parametrize("key", [key for key in EXPORTERS if key not in PAINTING])
def test_the_memory_of_a_writer_does_not_grow_with_the_release(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spools, "SPOOL_BYTES", 10_000)
    monkeypatch.setattr(huggingface_parquet, "ROWS_A_GROUP", 20)

    def many(count: int) -> Iterator[ReleasedItem]:
        return (
            item(f"i{n}", *(shape(f"s{m}", "coin", (m, n, 2, 3)) for m in range(10)))
            for n in range(count)
        )

    def peak(count: int) -> int:
        tracemalloc.start()
        EXPORTERS[key].write(HEAD, many(count), NowhereFolder())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    # Parquet keeps what its end says of each group of rows, of which there are 17 more here.
    of_groups = 17 * 12_000 if key == "huggingface_parquet" else 0
    assert peak(400) < peak(60) + 60_000 + of_groups


@pytest.fixture
def coco(tmp_path: Path) -> COCO:
    file = tmp_path / "coco.json"
    file.write_bytes(export("coco"))
    with contextlib.redirect_stdout(io.StringIO()):
        return COCO(str(file))


def test_pycocotools_reads_back_every_image_and_box(coco: COCO) -> None:
    images = coco.loadImgs(coco.getImgIds())

    assert [image["id"] for image in images] == [1, 2, 3, 4]
    assert images[0]["file_name"] == "images/Münzen 1, é.jpg"
    assert (images[0]["width"], images[0]["height"]) == (640, 480)
    assert [len(coco.getAnnIds(imgIds=[number])) for number in (1, 2, 3, 4)] == [2, 0, 0, 2000]
    first, second = coco.loadAnns(coco.getAnnIds(imgIds=[1]))
    assert (first["id"], second["id"]) == (1, 2)
    assert first["bbox"] == [0, 0, 640, 480]
    assert first["area"] == 640 * 480
    assert second["bbox"] == [639.5, 479.25, 0.5, 0.75]
    assert second["iscrowd"] == 0


def test_pycocotools_reads_back_categories_from_one_with_their_parents(coco: COCO) -> None:
    categories = coco.loadCats(coco.getCatIds())

    assert [(found["id"], found["name"], found["supercategory"]) for found in categories] == [
        (1, "Coin, any / all", ""),
        (2, "=Euro", "Coin, any / all"),
        (3, "Never seen", ""),
    ]
    assert coco.loadAnns([1])[0]["category_id"] == 1
    assert coco.loadAnns([2])[0]["category_id"] == 2


def table(items: Any = GOLDEN) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export("csv", items).decode("utf-8"), newline="")))


def test_the_table_has_a_row_for_each_shape_and_for_each_image_without_any() -> None:
    rows = table()

    assert len(rows) == 2002 + 2
    assert rows[0] == {
        "item": "i1",
        "file_name": "images/Münzen 1, é.jpg",
        "width_px": "640",
        "height_px": "480",
        "is_nothing_here": "false",
        "answer_light": "",
        "answer_light_confidence": "",
        "shape_id": "s1",
        "kind": "box",
        "label": "coin",
        "label_name": "Coin, any / all",
        "x": "0.0",
        "y": "0.0",
        "width": "640.0",
        "height": "480.0",
        "confidence": "0.875",
        "track_id": "",
        "group_id": "",
        "frame_index": "",
        "attribute_note": "'=SUM(A1)",
        "attribute_year": "-5",
    }
    assert rows[1]["label_name"] == "'=Euro"
    assert (rows[2]["item"], rows[2]["is_nothing_here"], rows[2]["label"]) == ("i2", "true", "")
    assert (rows[3]["answer_light"], rows[3]["answer_light_confidence"]) == ("sun|lamp", "0.5")


@given(text=st.text(), start=st.sampled_from(FORMULA_STARTS))
def test_no_text_of_ours_is_run_as_a_formula(text: str, start: str) -> None:
    assert safe_cell(start + text) == f"'{start}{text}"
    assert not safe_cell(text).startswith(FORMULA_STARTS)


DOCUMENTS = st.builds(
    Document,
    is_nothing_here=st.booleans(),
    shapes=st.lists(
        st.builds(
            Shape,
            id=st.text(min_size=1, max_size=4),
            kind=st.just("box"),
            label=st.sampled_from(["coin", "euro"]),
            geometry=st.fixed_dictionaries(
                {key: st.floats(0, 1e6) for key in ("x", "y", "width", "height")}
            ),
            attributes=st.dictionaries(st.text(max_size=3), st.booleans() | st.floats(-9, 9)),
            track_id=st.none() | st.text(min_size=1, max_size=4),
            group_id=st.none() | st.text(min_size=1, max_size=4),
            frame_index=st.none() | st.integers(0, 2**31 - 1),
        ),
        max_size=3,
    ).map(tuple),
    answers=st.dictionaries(st.text(max_size=3), st.text() | st.lists(st.text(max_size=3))),
)
SUBMISSIONS = st.builds(
    ReleasedSubmission,
    id=st.text(max_size=4),
    annotator=st.text(max_size=4),
    submitted_at=st.datetimes(timezones=st.just(UTC)),
    work_seconds=st.none() | st.floats(0, 1e6),
    is_counted=st.booleans(),
    document=DOCUMENTS,
)
ITEMS = st.builds(
    ReleasedItem,
    key=st.text(),
    file_name=st.text(),
    width_px=st.integers(1, 10**6),
    height_px=st.integers(1, 10**6),
    sha256=st.none() | st.just("0" * 64),
    document=DOCUMENTS,
    shape_confidence=st.dictionaries(st.text(max_size=3), st.floats(0, 1)),
    answer_confidence=st.dictionaries(st.text(max_size=3), st.floats(0, 1)),
    consensus=st.dictionaries(st.text(max_size=3), st.none() | st.lists(st.integers(0, 9))),
    agreement=st.dictionaries(st.text(max_size=3), st.none() | st.floats(-1, 1)),
    submissions=st.lists(SUBMISSIONS, max_size=2).map(tuple),
    origin=st.none()
    | st.builds(
        Origin,
        licence=st.text(max_size=9),
        collected_by=st.text(max_size=3),
        permission=st.none() | st.integers(1, 99),
    ),
)


@given(items=st.lists(ITEMS, max_size=3))
def test_reading_the_lossless_format_gives_back_what_was_written(
    items: list[ReleasedItem],
) -> None:
    head, read = read_jsonl(io.BytesIO(export("jsonl", items)))

    assert head == HEAD
    assert list(read) == items


@pytest.mark.parametrize(
    "content",
    [b"", b"not json\n", b"[]\n", b"{}\n", b'{"format":"guildmark-jsonl","version":2}\n'],
)
def test_a_file_that_is_not_ours_is_refused(content: bytes) -> None:
    with pytest.raises(NotGuildmarkJsonl):
        read_jsonl(io.BytesIO(content))


def test_the_manifest_says_what_is_there_and_what_is_not() -> None:
    entries = []
    contents: dict[str, bytes] = {}
    for exporter in (EXPORTERS[key] for key in ("jsonl", "coco", "csv")):
        folder = MemoryFolder()
        written = exporter.write(HEAD, iter(GOLDEN), folder)
        contents |= folder.files
        files = [
            FileEntry(path, hashlib.sha256(one).hexdigest(), len(one))
            for path, one in folder.files.items()
        ]
        entries.append(FormatEntry(exporter, files, written))
    pictures = (FileEntry(f"images/{n}.jpg", "0" * 64, 7) for n in range(2))
    out = io.BytesIO()

    write_manifest(HEAD, entries, pictures, out)

    manifest = json.loads(out.getvalue())
    assert manifest["schema"] == DEFINITION
    assert manifest["coordinates"]["origin"] == "top-left corner of the top-left pixel"
    assert [category["coco_category_id"] for category in manifest["categories"]] == [1, 2, 3]
    listed = {file["path"]: file for file in manifest["files"]}
    assert set(listed) == {*contents, "images/0.jpg", "images/1.jpg"}
    for path, content in contents.items():
        assert listed[path]["sha256"] == hashlib.sha256(content).hexdigest()
        assert listed[path]["size_bytes"] == len(content)
    by_format = {entry["key"]: entry for entry in manifest["formats"]}
    assert by_format["coco"]["counts"]["shapes"] == 2002
    assert any("questions" in lost for lost in by_format["coco"]["cannot_say"])
    assert by_format["jsonl"]["cannot_say"] == []


def test_a_manifest_without_files_is_still_json() -> None:
    out = io.BytesIO()

    write_manifest(HEAD, (), iter(()), out)

    assert json.loads(out.getvalue())["files"] == []


def test_a_time_keeps_its_zone() -> None:
    submission = ReleasedSubmission(
        "s", "p1", datetime(2026, 3, 1, 12, 30, 15, 250, tzinfo=UTC), 4.5, True, GOLDEN[0].document
    )

    _, read = read_jsonl(io.BytesIO(export("jsonl", [item("i1", submissions=(submission,))])))

    assert next(read).submissions == (submission,)
