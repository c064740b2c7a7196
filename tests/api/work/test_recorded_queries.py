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
from guildmark.core.clock import now
from guildmark.work import actions
from guildmark.work.models import Seat, Task
from guildmark.work.queries import leases
from tests.factories import quality, verdicts, work

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], APIClient]
RECORD = Path(__file__).with_name("queries.json")
MOST = {"next": 8, "submit": 10}
#: What is more than a claim or an answer, and why it may ask for more: the seat is made, or looked
#: up again because it says no and what would open it may be on its way.
MORE = {"first next, which opens the seat": 18, "next, of somebody who is kept out": 14}


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
    as_recorded(asked)


def test_so_do_the_ways_in_that_are_taken_less_often(api: SignIn) -> None:
    place = work.workplace(items=6)
    work.open_batch(place, gold_share=0.1)
    quality.gold_item(place)
    user = work.annotator(place)
    anna = api(user)
    next_ = f"/api/v1/projects/{place.project.pk}/next"
    seat = Seat.objects.filter(annotator=user)
    asked: dict[str, list[str]] = {}

    def submit(held: Any) -> int:
        number: int = held["assignment"]["id"]
        body = {"document": work.boxes(5), "seconds_spent": 1}
        asked_of(anna, f"/api/v1/assignments/{number}/submit", body)
        return number

    _, first = asked_of(anna, next_)
    seat.update(gold_countdown=9)  # by lot else
    asked["next, ahead"], _ = asked_of(anna, next_, {"prefetch": True})
    done = submit(first)
    asked["next, which was fetched ahead"], held = asked_of(anna, next_)
    submit(held)
    seat.update(gold_countdown=0)
    asked["next, a check"], held = asked_of(anna, next_)
    assert Task.objects.get(assignments=held["assignment"]["id"]).is_gold
    submit(held)
    actions.return_assignment(
        assignment_id=done,
        reason_code="wrong_shape",
        note="",
        marks=[verdicts.MARK],
        actor_id=None,
        now=now(),
    )
    asked["next, which came back"], held = asked_of(anna, next_)
    assert held["assignment"]["id"] == done
    submit(held)
    actions.set_standing(
        user_id=user.pk, project_id=place.project.pk, blocked_reason="No.", actor_id=None, now=now()
    )
    asked["next, of somebody who is kept out"], kept_out = asked_of(anna, next_)

    assert kept_out["reason"] == "not_eligible"
    as_recorded(asked)


def test_so_do_the_doors_of_a_verifier(api: SignIn) -> None:
    place = verdicts.verified_place(items=2)
    verdicts.drawn(place, people=2)
    user = work.annotator(place)
    actions.require_seat(user_id=user.pk, project_id=place.project.pk, now=now())
    ben = api(user)
    next_ = f"/api/v1/projects/{place.project.pk}/next"
    asked: dict[str, list[str]] = {}

    answer = {"verdict": {"outcome": "accept"}, "seconds_spent": 1}
    for _ in range(2):  # who asks, and by which versions, is known from the first time
        asked["next, a label to verify"], held = asked_of(ben, next_)
        assert held["assignment"]["step"] == "verify"
        submit = f"/api/v1/assignments/{held['assignment']['id']}/submit"
        asked["submit, a verdict"], _ = asked_of(ben, submit, answer)

    as_recorded(asked)


def as_recorded(asked: dict[str, list[str]]) -> None:
    """As the file has it, and within what is allowed."""
    recorded = orjson.loads(RECORD.read_bytes())
    if os.environ.get("GUILDMARK_RECORD"):
        recorded |= asked
        RECORD.write_bytes(orjson.dumps(recorded, option=orjson.OPT_INDENT_2) + b"\n")
    assert asked == {door: recorded[door] for door in asked}
    for door, said in asked.items():
        most = MORE.get(door) or MOST[door.split(",")[0]]
        assert len(said) <= most, door
