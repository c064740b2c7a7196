"""What the hot doors ask of the database, statement by statement, as `queries.json` has it.

A statement more, or another one, is a decision: look at it, then write the file anew with
`GUILDMARK_RECORD=1 ./guildmark test tests/api/work/test_recorded_queries.py`.
"""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from guildmark.accounts.models import User
from guildmark.core.clock import now
from guildmark.training.models import Qualification
from guildmark.work import actions
from guildmark.work.models import Seat, Task
from guildmark.work.queries import leases
from tests.factories import communities, quality, verdicts, work

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], APIClient]
RECORD = Path(__file__).with_name("queries.json")
MOST = {"next": 8, "first next": 8, "submit": 10}
#: A process asks once who somebody is, for the schema and for the guideline: three more, which the
#: first test tells apart.
MORE = {"first next, of a process": 11}
ONCE_A_PROCESS = {"accounts_user", "projects_schemaversion", "projects_guidelineversion"}


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
    anna, ben = (api(work.annotator(place)) for _ in range(2))
    next_ = f"/api/v1/projects/{place.project.pk}/next"
    answer = {"document": work.boxes(5), "seconds_spent": 1}
    asked: dict[str, list[str]] = {}

    asked["first next, of a process"], held = asked_of(anna, next_)
    signed_in(ben)
    asked["first next, which opens the seat"], _ = asked_of(ben, next_)
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
    once = [one for one in asked["first next, of a process"] if table_of(one) in ONCE_A_PROCESS]
    others = [one for one in asked["first next, of a process"] if one not in once]
    assert (len(once), others) == (3, asked["first next, which opens the seat"])
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


def test_so_do_those_whose_standing_is_looked_up_again(api: SignIn) -> None:
    place = work.workplace(items=3)
    audience = actions.make_audience(
        actor_id=place.manager.pk, project_id=place.project.pk, name="Insiders",
        criteria=[[communities.clause("country", "=", "PT")]], now=now(),
    )  # fmt: skip
    work.open_batch(place, audience_id=audience.pk)
    user = work.annotator(place)
    anna = api(user)
    next_ = f"/api/v1/projects/{place.project.pk}/next"
    held_by = Qualification.objects.filter(user=user)
    asked: dict[str, list[str]] = {}

    signed_in(anna)
    asked["first next, where there are audiences"], none = asked_of(anna, next_)
    reasons = [none["reason"]]
    asked["next, where all is for others"], none = asked_of(anna, next_)
    reasons.append(none["reason"])
    held_by.update(state="revoked")
    actions.refresh_seat(user_id=user.pk, project_id=place.project.pk, now=now())
    asked["next, of somebody whose right was taken back"], none = asked_of(anna, next_)
    reasons.append(none["reason"])
    held_by.delete()
    asked["next, of somebody who has no right since just now"], none = asked_of(anna, next_)
    reasons.append(none["reason"])
    communities.declare(user, country="PT")
    held_by.create(
        user=user, project=place.project, guideline_major=1,
        granted_at=now(), expires_at=now() + timedelta(days=9),
    )  # fmt: skip
    door = "next, of somebody let in just now, where there are audiences"
    asked[door], held = asked_of(anna, next_)

    assert reasons == ["other_audience", "other_audience", "not_eligible", "not_eligible"]
    assert held["outcome"] == "leased"
    without = {"projects_schemaversion", "projects_guidelineversion"}
    asked[door] = [one for one in asked[door] if table_of(one) not in without]
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


def signed_in(client: APIClient) -> None:
    """Who this is has been asked by this process."""
    assert client.post("/api/v1/assignments/0/submit", {}).status_code == 422


def table_of(statement: str) -> str:
    """The first table that is named."""
    found = re.search(r'(?:FROM|INTO|UPDATE) "(\w+)"', statement)
    return found[1] if found else ""


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
