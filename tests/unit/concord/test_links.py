"""Where a picture can be fetched, in the place that a format has for it."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from concord.formats import read_jsonl
from tests.unit.concord.exporting import exported
from tests.unit.concord.golden import GOLDEN, HEAD

LINKED = [
    replace(item, link="" if item.key == "i3" else f"https://example.org/{item.key}.jpg")
    for item in GOLDEN
]
LINKS = {item.key: item.link for item in LINKED}


def _coco(key: str, head: Any) -> dict[str, str]:
    files = exported(key, head, LINKED)
    found = {}
    for path in (path for path in files if path.endswith(".json")):
        for image in json.loads(files[path])["images"]:
            found[f"i{image['id']}"] = image.get("coco_url", "")
    return found


@pytest.mark.parametrize("key", ["coco", "coco_panoptic"])
def test_coco_gives_the_address_where_it_is_wanted_and_known(key: str) -> None:
    assert _coco(key, replace(HEAD, has_links=True)) == LINKS
    assert set(_coco(key, HEAD).values()) == {""}


@pytest.mark.parametrize("key", ["csv", "csv_exact"])
def test_tables_have_a_column(key: str) -> None:
    def rows(head: Any) -> list[dict[str, str]]:
        content = exported(key, head, LINKED)["annotations/annotations.csv"]
        return list(csv.DictReader(io.StringIO(content.decode())))

    assert {row["item"]: row["link"] for row in rows(replace(HEAD, has_links=True))} == LINKS
    assert "link" not in rows(HEAD)[0]


def test_our_own_lines_and_label_studio_and_hugging_face_give_it() -> None:
    head = replace(HEAD, has_links=True)

    lines = exported("jsonl", head, LINKED)["annotations/guildmark.jsonl"]
    tasks = json.loads(exported("label_studio", head, LINKED)["annotations/label_studio.json"])
    hugging = exported("huggingface", head, LINKED)

    assert {item.key: item.link for item in read_jsonl(io.BytesIO(lines))[1]} == LINKS
    images = {task["data"]["item"]: task["data"]["image"] for task in tasks}
    assert images == {**LINKS, "i3": GOLDEN[2].file_name}
    said = [json.loads(line) for path in hugging for line in hugging[path].splitlines()]
    assert {row["item"]: row["link"] for row in said} == LINKS
    assert b"example.org" not in exported("jsonl", HEAD, LINKED)["annotations/guildmark.jsonl"]
