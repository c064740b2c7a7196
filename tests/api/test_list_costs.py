"""A list costs as many statements for three rows as for one: every list, and none is forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from tests.api.access import World, makers
from tests.api.description import described
from tests.api.lists import LISTS, Listed, Row
from tests.conftest import SIGN_IN_BACKEND

#: Nobody adds to it: it names the formats that the code knows.
FIXED = {"/api/v1/export-formats"}
MANY = 500


def test_every_list_has_an_entry_and_every_entry_a_list() -> None:
    description = described()
    schemas = description["components"]["schemas"]

    lists = {
        path
        for path, methods in description["paths"].items()
        if "get" in methods and _is_list(methods["get"], schemas)
    }

    assert lists > FIXED
    assert sorted(lists ^ LISTS.keys() ^ FIXED) == []


# Any: the description is JSON.
def _is_list(read: Any, schemas: Any) -> bool:
    content = read["responses"].get("200", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    named = schemas.get(schema.get("$ref", "").rpartition("/")[2], {})
    return schema.get("type") == "array" or "results" in named.get("properties", {})


@dataclass
class Shown:
    """The world, with one row or more in each of its lists."""

    world: World
    rows: dict[str, Row]
    media: Path


@pytest.fixture(scope="module")
def shown(
    django_db_setup: None,
    django_db_blocker: pytest_django.DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Shown]:
    """One world for all lists; what a list is shown in addition is gone after it."""
    media = tmp_path_factory.mktemp("lists")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        world = World(makers())
        yield Shown(world, {path: listed.row(world) for path, listed in LISTS.items()}, media)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(LISTS))
def test_two_more_rows_cost_no_more_statements(path: str, shown: Shown, settings: Settings) -> None:
    settings.MEDIA_ROOT = shown.media
    listed, row, world = LISTS[path], shown.rows[path], shown.world
    reader = APIClient()
    reader.force_login(world.user(listed.asker), backend=SIGN_IN_BACKEND)
    address = _address(path, listed, row, world)
    reader.get(address)  # what a process asks once
    before = _read(reader, address)

    for _ in range(2):
        listed.more(world, row)
    after = _read(reader, address)

    assert before[0] >= 1
    assert after[0] == before[0] + 2
    assert len(after[1]) == len(before[1]), _added(before[1], after[1])


def _address(path: str, listed: Listed, row: Row, world: World) -> str:
    """The path with what the row belongs to, else with what the world has under the name."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in listed.where:
            return str(listed.where[name](row))
        if name == f"{row._meta.model_name}_id":
            return str(row.pk)
        return str(getattr(row, name) if hasattr(row, name) else world[name])

    return re.sub(r"{(\w+)}", value, path)


def _read(reader: APIClient, address: str) -> tuple[int, list[str]]:
    """How many rows there are, and the statements that reading them took."""
    with CaptureQueriesContext(connection) as asked:
        answer = reader.get(address, {"page_size": MANY})
    assert answer.status_code == 200, answer.content
    found = answer.json()
    rows = found if isinstance(found, list) else found["results"]
    return len(rows), [one["sql"] for one in asked.captured_queries]


def _added(before: list[str], after: list[str]) -> list[str]:
    """What was asked more often; numbers apart."""
    shapes = [re.sub(r"\d+", "N", one) for one in before]
    more = []
    for one in after:
        shape = re.sub(r"\d+", "N", one)
        if shape in shapes:
            shapes.remove(shape)
        else:
            more.append(one[:300])
    return more
