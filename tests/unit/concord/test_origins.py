"""Whose pictures are, in every export: the licence, who took them, under which permission."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from concord.formats import EXPORTERS, Head, ReleasedItem, read_jsonl
from concord.formats.csv import safe_cell
from concord.formats.origin import (
    MOST_CREDITED,
    ORIGIN_COLUMNS,
    Origin,
    Origins,
    hub_licence,
    licence_address,
)
from guildmark.releases.archive import Archive
from tests.unit.concord.exporting import exported
from tests.unit.concord.golden import GOLDEN, HEAD, ORIGINS

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
BARE = [replace(item, origin=None) for item in GOLDEN]
BARE_HEAD = Head(
    HEAD.definition,
    {key: value for key, value in HEAD.metadata.items() if key != "origins"},
    HEAD.splits,
)
OWN = [item.origin.cells if item.origin else ("",) * len(ORIGIN_COLUMNS) for item in GOLDEN]


def _archive(key: str, head: Head = HEAD, items: Any = GOLDEN) -> zipfile.ZipFile:
    target = io.BytesIO()
    archive = Archive(target, moment=MOMENT)
    annotations = archive.write_annotations(EXPORTERS[key], head, items)
    archive.finish(head, annotations, picture_pattern=None)
    return zipfile.ZipFile(target)


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.mark.parametrize("key", EXPORTERS)
def test_every_export_says_of_each_picture_whose_it_is(key: str) -> None:
    archive = _archive(key)

    rows = _rows(archive.read("items.csv"))
    assert [tuple(row[column] for column in ORIGIN_COLUMNS) for row in rows] == [
        tuple(map(safe_cell, cells)) for cells in OWN
    ]
    assert "'=Own terms, é" in archive.read("items.csv").decode()
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["release"]["origins"] == HEAD.metadata["origins"]
    metadata = json.loads(archive.read("croissant.json"))
    assert metadata["license"] == [
        "https://creativecommons.org/licenses/by/4.0/",
        "=Own terms, é",
        "All rights reserved by the organisation.",
    ]
    assert metadata["creditText"] == "Pictures by A-1, B-2"
    card = archive.read("README.md").decode()
    assert "- CC BY 4.0 (<https://creativecommons.org/licenses/by/4.0/>): 2 pictures\n" in card
    assert "- No licence of its own: 7 pictures\n" in card
    assert "- Pictures by A-1, B-2\n" in card
    assert "license: other\nlicense_name: CC BY 4.0, =Own terms, é\n" in card


def test_an_export_without_origins_says_nothing_of_licences() -> None:
    archive = _archive("coco", BARE_HEAD, BARE)

    assert json.loads(archive.read("croissant.json"))["license"] == (
        "All rights reserved by the organisation."
    )
    assert "icence" not in archive.read("README.md").decode()
    coco = json.loads(archive.read("annotations/instances_train.json"))
    assert coco["licenses"] == []
    assert not any("license" in image for image in coco["images"])


@pytest.mark.parametrize("key", ["coco", "coco_panoptic"])
def test_coco_has_its_own_place_for_the_licence_of_an_image(key: str) -> None:
    files = exported(key, HEAD, GOLDEN)

    found = {}
    for path in (path for path in files if path.endswith(".json")):
        coco = json.loads(files[path])
        names = {one["id"]: one["name"] for one in coco["licenses"]}
        for image in coco["images"]:
            found[image["id"]] = names[image["license"]] if "license" in image else ""

    assert found == {
        number: item.origin.licence if item.origin else ""
        for number, item in enumerate(GOLDEN, start=1)
    }


@pytest.mark.parametrize(
    ("key", "own"), [("csv", "'=Own terms, é"), ("csv_exact", "=Own terms, é")]
)
def test_tables_repeat_it_on_every_row_of_a_picture(key: str, own: str) -> None:
    rows = _rows(exported(key, HEAD, GOLDEN)["annotations/annotations.csv"])

    said = {row["item"]: tuple(row[column] for column in ORIGIN_COLUMNS) for row in rows}
    assert said["i1"] == ("CC BY 4.0", "A-1", "2026-02-01", "2", "2026-01-31")
    assert said["i2"] == (own, "", "", "", "")
    assert said["i3"] == ("",) * 5
    bare = _rows(exported(key, BARE_HEAD, BARE)["annotations/annotations.csv"])
    assert not set(ORIGIN_COLUMNS) & set(bare[0])


def test_our_own_lines_give_it_back_and_read_files_of_before() -> None:
    lines = exported("jsonl", HEAD, GOLDEN)["annotations/guildmark.jsonl"]
    before = exported("jsonl", BARE_HEAD, BARE)["annotations/guildmark.jsonl"]

    assert list(read_jsonl(io.BytesIO(lines))[1]) == list(GOLDEN)
    assert [one.origin for one in _read(lines) if one.origin] == list(ORIGINS.values())
    assert b"origin" not in before
    assert [one.origin for one in _read(before)] == [None] * len(GOLDEN)


def _read(content: bytes) -> list[ReleasedItem]:
    return list(read_jsonl(io.BytesIO(content))[1])


@pytest.mark.parametrize(
    ("licence", "address", "word"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "cc-by-4.0"),
        (
            "cc-by-nc-sa-3.0",
            "https://creativecommons.org/licenses/by-nc-sa/3.0/",
            "cc-by-nc-sa-3.0",
        ),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/", "cc0-1.0"),
        ("https://example.org/terms", "https://example.org/terms", "other"),
        ("javascript:alert(1)", "", "other"),
        ("Ours, not CC BY 4.0", "", "other"),
        ("", "", "other"),
    ],
)
def test_licences_that_everybody_knows_have_an_address(
    licence: str, address: str, word: str
) -> None:
    assert (licence_address(licence), hub_licence(licence)) == (address, word)


def test_many_people_are_counted_and_those_left_out_are_not_named() -> None:
    many = [f"P-{n}" for n in range(MOST_CREDITED + 3)]

    assert Origins({}, many, 99).credit.endswith(f"P-{MOST_CREDITED - 1} and 3 more")
    assert "does not name" in Origins({"CC0": 4}, (), 4).credit
    assert Origins({"CC0": 4}, (), 0).credit == ""
    assert Origin().cells == ("",) * 5
