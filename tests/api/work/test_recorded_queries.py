"""What the hot doors ask of the database, statement by statement, as `queries.json` has it.

A statement more, or another one, is a decision: look at it, then write the file anew with
`GUILDMARK_RECORD=1 ./guildmark test tests/api/work/test_recorded_queries.py`.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from guildmark.accounts.models import User
from guildmark.work.queries import leases
from tests.factories import work

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], APIClient]
RECORD = Path(__file__).with_name("queries.json")
MOST = {"next": 8, "submit": 10}


def statements(captured: CaptureQueriesContext) -> list[str]:
    """What was asked, in order, without values and without the columns an ORM lists."""
    return [shape(query["sql"]) for query in captured.captured_queries]


def shape(sql: str) -> str:
    """The statement, cut down to what makes it this one."""
    sql = re.sub(r"'(?:[^']|'')*'|\b\d+(\.\d+)?\b| \"s\d+_x\d+\"", "?", sql)
    sql = re.sub(r' \(".*| SET ".*| (WHERE|ON) \(?".*', " ...", sql)
    return re.sub(r'SELECT ".*?" FROM', "SELECT ... FROM", sql)


def asked_of(client: APIClient, path: str, body: Any = None) -> tuple[list[str], Any]:
    """The statements of one POST, and its answer. Any: JSON both ways."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(path, body)
    assert answer.status_code == 200
    return statements(captured), answer.json()


def test_the_hot_doors_ask_what_is_recorded(api: SignIn) -> None:
    place = work.workplace(items=3)
    work.open_batch(place)
    anna = api(work.annotator(place))
    next_ = f"/api/v1/projects/{place.project.pk}/next"
    answer = {"document": work.boxes(5), "seconds_spent": 1}
    asked: dict[str, list[str]] = {}

    asked["first next, which opens the seat"], held = asked_of(anna, next_)
    submit = f"/api/v1/assignments/{held['assignment']['id']}/submit"
    asked_of(anna, submit, answer)
    asked["next"], held = asked_of(anna, next_)
    asked["next, repeated"], held = asked_of(anna, next_)
    submit = f"/api/v1/assignments/{held['assignment']['id']}/submit"
    asked["submit"], _ = asked_of(anna, submit, answer)
    _, held = asked_of(anna, next_)
    leases.forget_frames()
    submit = f"/api/v1/assignments/{held['assignment']['id']}/submit"
    asked["submit, of a lease that another process gave"], _ = asked_of(anna, submit, answer)
    asked["next, nothing left"], empty = asked_of(anna, next_)

    assert empty["reason"] == "nothing_left"
    if os.environ.get("GUILDMARK_RECORD"):
        RECORD.write_bytes(orjson.dumps(asked, option=orjson.OPT_INDENT_2) + b"\n")
    assert asked == orjson.loads(RECORD.read_bytes())
    for door, most in MOST.items():
        assert len(asked[door]) <= most
