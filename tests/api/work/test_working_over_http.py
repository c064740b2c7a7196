"""A person's day, over HTTP."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.core.clock import now
from guildmark.work import actions
from guildmark.work.models import Assignment, Submission
from tests.conftest import SignIn
from tests.factories import accounts, work

pytestmark = pytest.mark.django_db


def test_next_draft_submit_next(api: SignIn) -> None:
    place = work.workplace(items=3)
    work.open_batch(place, price_minor=7)
    anna = api(work.annotator(place))

    leased = anna.post(f"/api/v1/projects/{place.project.pk}/next").json()
    task = leased["assignment"]
    here = f"/api/v1/assignments/{task['id']}"
    saved = anna.put(f"{here}/draft", {"revision": 0, "document": work.boxes(1)})
    again = anna.get(here).json()
    done = anna.post(f"{here}/submit", {"document": work.boxes(3), "seconds_spent": 4})
    after = anna.post(f"/api/v1/projects/{place.project.pk}/next").json()

    assert leased["outcome"] == "leased"
    assert task["price"] == {"amount_minor": 7, "currency": "EUR"}
    assert task["schema_version"]["definition"] == work.DEFINITION
    assert task["guideline_version"]["number"] == "1.0"
    assert task["item"]["width_px"] == 640
    assert "gold" not in str(leased)
    assert saved.json() == {"revision": 1}
    assert again["draft"]["revision"] == 1
    assert again["draft"]["document"] == work.boxes(1)
    assert (done.status_code, done.json()["state"], done.json()["counts"]) == (
        200, "submitted", True,
    )  # fmt: skip
    assert after["assignment"]["item"]["id"] != task["item"]["id"]
    assert "task_id" not in task  # gold tasks are made at other times: their ids would tell


def test_an_empty_answer_is_an_answer(api: SignIn) -> None:
    place = work.workplace(items=1)
    anna = api(work.annotator(place))

    answer = anna.post(f"/api/v1/projects/{place.project.pk}/next")

    assert (answer.status_code, answer.json()) == (
        200,
        {
            "outcome": "empty",
            "reason": "nothing_left",
            "detail": "You have done everything there is to do here for now.",
            "retry_after_seconds": None,
            "is_restricted": False,
        },
    )


def test_wrong_answers_are_problems_that_say_where(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    user = work.annotator(place)
    anna = api(user)
    held = work.claim(user, place)
    here = f"/api/v1/assignments/{held.assignment_id}/submit"
    outside = work.boxes(1)
    outside["shapes"][0]["geometry"]["x"] = 10_000.0

    shapeless = anna.post(here, {"seconds_spent": "long"})
    wrong = anna.post(here, {"document": outside, "seconds_spent": 1})
    negative = anna.post(here, {"document": work.boxes(1), "seconds_spent": -1})
    listed = anna.post(here, [1, 2])
    unmoved = anna.post(
        here,
        {"document": work.boxes(1), "seconds_spent": 1, "course": [{"shape_id": "s0"}]},
    )

    refused = (shapeless, wrong, negative, listed, unmoved)
    assert [one.status_code for one in refused] == [422] * 5
    assert unmoved.json()["errors"][0]["path"] == "/course/0"
    assert [error["path"] for error in shapeless.json()["errors"]] == [
        "/document", "/seconds_spent",
    ]  # fmt: skip
    assert wrong.json()["code"] == "invalid_document"
    assert wrong.json()["errors"][0]["path"].startswith("/document/shapes/0/geometry")
    assert wrong["Content-Type"] == "application/problem+json"
    assert not Submission.objects.exists()


def test_a_second_submit_and_a_strangers_task_are_refused(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    user = work.annotator(place)
    held = work.claim(user, place)
    here = f"/api/v1/assignments/{held.assignment_id}/submit"
    answer = {"document": work.boxes(1), "seconds_spent": 1}
    anna, ben = api(user), api(work.annotator(place))

    strange = ben.post(here, answer)
    first = anna.post(here, answer, HTTP_IDEMPOTENCY_KEY="a")
    again = anna.post(here, answer, HTTP_IDEMPOTENCY_KEY="a")
    second = anna.post(here, answer, HTTP_IDEMPOTENCY_KEY="b")

    assert (strange.status_code, strange.json()["code"]) == (404, "not_found")
    assert first.json() == again.json()
    assert (second.status_code, second.json()["code"]) == (409, "already_submitted")


def test_how_long_a_task_is_held_is_said_in_seconds_of_the_servers_clock(api: SignIn) -> None:
    """A device whose clock is an hour wrong counts down rightly."""
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = api(work.annotator(place))

    held = anna.post(f"/api/v1/projects/{place.project.pk}/next").json()["assignment"]
    beaten = anna.post(f"/api/v1/assignments/{held['id']}/heartbeat").json()

    whole = place.project.lease_seconds
    assert whole - 60 < beaten["lease_seconds_left"] <= held["lease_seconds_left"] <= whole


def test_a_draft_conflict_shows_the_draft_that_is_there(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    user = work.annotator(place)
    held = work.claim(user, place)
    here = f"/api/v1/assignments/{held.assignment_id}/draft"
    anna = api(user)
    anna.put(here, {"revision": 0, "document": work.boxes(1), "window_id": "desk"})

    conflict = anna.put(here, {"revision": 0, "document": work.boxes(2), "window_id": "phone"})

    assert conflict.status_code == 409
    assert conflict.json()["code"] == "draft_conflict"
    there = {"revision": 1, "document": work.boxes(1), "window_id": "desk"}
    assert conflict.json()["draft"] == there


def test_a_draft_says_which_window_saved_it_last_and_none_where_none_was_named(
    api: SignIn,
) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = api(work.annotator(place))
    next_ = f"/api/v1/projects/{place.project.pk}/next"
    held = anna.post(next_).json()["assignment"]
    here = f"/api/v1/assignments/{held['id']}/draft"

    def save(revision: int, **said: str) -> int:
        body = {"revision": revision, "document": work.boxes(revision), **said}
        return anna.put(here, body).status_code

    named = (save(0, window_id="desk"), anna.post(next_).json()["assignment"]["draft"])
    unnamed = (save(1), anna.post(next_).json()["assignment"]["draft"])
    too_long = save(2, window_id="w" * 65)

    assert named == (200, {"revision": 1, "document": work.boxes(0), "window_id": "desk"})
    assert unnamed == (200, {"revision": 2, "document": work.boxes(1), "window_id": ""})
    assert too_long == 422


def test_an_answer_made_of_an_older_draft_shows_what_another_window_drew(api: SignIn) -> None:
    """Desktop open, phone draws: the desktop's answer would lose it. Once seen, it may go."""
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = api(work.annotator(place))
    held = anna.post(f"/api/v1/projects/{place.project.pk}/next").json()["assignment"]
    here = f"/api/v1/assignments/{held['id']}"
    anna.put(f"{here}/draft", {"revision": 0, "document": work.boxes(3)})
    answer = {"document": work.boxes(1), "seconds_spent": 2}

    refused = anna.post(f"{here}/submit", {**answer, "draft_revision": 0}, HTTP_IDEMPOTENCY_KEY="a")
    taken = anna.post(f"{here}/submit", {**answer, "draft_revision": 1}, HTTP_IDEMPOTENCY_KEY="a")

    assert (refused.status_code, refused.json()["code"]) == (409, "draft_conflict")
    assert refused.json()["draft"]["document"] == work.boxes(3)
    assert taken.status_code == 200


@pytest.mark.parametrize(
    ("document", "said"), [(work.boxes(3), {"draft_revision": 0}), (work.boxes(1), {})]
)
def test_an_answer_that_says_the_same_as_the_draft_or_knows_of_none_is_taken(
    api: SignIn, document: dict[str, Any], said: dict[str, int]
) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = api(work.annotator(place))
    held = anna.post(f"/api/v1/projects/{place.project.pk}/next").json()["assignment"]
    here = f"/api/v1/assignments/{held['id']}"
    anna.put(f"{here}/draft", {"revision": 0, "document": work.boxes(3)})

    done = anna.post(f"{here}/submit", {"document": document, "seconds_spent": 2, **said})

    assert done.json()["state"] == "submitted"


def test_an_answer_after_the_lease_is_taken_whatever_was_drawn_elsewhere(api: SignIn) -> None:
    """No claim could show the two versions any more."""
    place = work.workplace(items=1)
    work.open_batch(place)
    user = work.annotator(place)
    held = work.claim(user, place)
    here = f"/api/v1/assignments/{held.assignment_id}"
    anna = api(user)
    anna.put(f"{here}/draft", {"revision": 0, "document": work.boxes(3)})
    Assignment.objects.filter(pk=held.assignment_id).update(lease_expires_at=now())
    answer = {"document": work.boxes(1), "seconds_spent": 2, "draft_revision": 0}

    done = anna.post(f"{here}/submit", answer)

    assert done.json()["state"] == "submitted"


@pytest.mark.parametrize("revision", [True, -1, "1", 1.5, 2**31])
def test_a_revision_of_an_answer_is_a_whole_number(api: SignIn, revision: object) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    user = work.annotator(place)
    held = work.claim(user, place)
    answer = {"document": work.boxes(1), "seconds_spent": 2, "draft_revision": revision}

    wrong = api(user).post(f"/api/v1/assignments/{held.assignment_id}/submit", answer)

    assert [error["path"] for error in wrong.json()["errors"]] == ["/draft_revision"]


def test_the_hot_doors_ask_the_database_once_each(api: SignIn) -> None:
    place = work.workplace(items=5)
    work.open_batch(place)
    user = work.annotator(place)
    anna = api(user)
    next_ = f"/api/v1/projects/{place.project.pk}/next"
    answer = {"document": work.boxes(5), "seconds_spent": 1}
    held = anna.post(next_).json()["assignment"]
    anna.post(f"/api/v1/assignments/{held['id']}/submit", answer)

    with CaptureQueriesContext(connection) as claiming:
        held = anna.post(next_).json()["assignment"]
    with CaptureQueriesContext(connection) as submitting:
        anna.post(f"/api/v1/assignments/{held['id']}/submit", answer)

    work_of = [
        [q["sql"] for q in one if "session" not in q["sql"]] for one in (claiming, submitting)
    ]
    assert [len(queries) for queries in work_of] == [1, 1]


def test_a_closed_account_is_shown_out_of_the_hot_doors(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    user = work.annotator(place)
    anna = api(user)
    user.set_password("another one entirely")
    user.is_active = False
    user.save()

    assert anna.post(f"/api/v1/projects/{place.project.pk}/next").status_code == 401


def test_a_manager_makes_opens_and_watches_a_batch(api: SignIn) -> None:
    place = work.workplace(items=4)
    boss = api(accounts.staff(place.organisation))
    body = {
        "name": "First", "overlap": 2, "gold_share": 0.1, "price_minor": 5, "currency": "EUR",
        "priority": 1, "limit": 3,
    }  # fmt: skip

    made = boss.post(f"/api/v1/projects/{place.project.pk}/batches", body)
    twice = boss.post(f"/api/v1/projects/{place.project.pk}/batches", body)
    opened = boss.post(f"/api/v1/batches/{made.json()['id']}/open").json()
    user = work.annotator(place)
    work.submit(user, work.claim(user, place))
    work.claim(user, place)
    listed = boss.get(f"/api/v1/projects/{place.project.pk}/batches").json()
    queue = boss.get(f"/api/v1/projects/{place.project.pk}/queue").json()
    tasks = boss.get(f"/api/v1/projects/{place.project.pk}/tasks?state=open").json()

    assert (made.status_code, made.json()["state"], made.json()["task_count"]) == (201, "draft", 3)
    assert (twice.status_code, twice.json()["code"]) == (409, "batch_name_taken")
    assert opened["reserved"] == {"amount_minor": 30, "currency": "EUR"}
    assert listed["results"][0]["counts"]["leased_now"] == 1
    assert listed["results"][0]["counts"]["submissions"] == 1
    assert (queue["people_now"], queue["submissions_total"]) == (1, 1)
    assert queue["spent"] == {"amount_minor": 5, "currency": "EUR"}
    assert (len(queue["submissions_per_hour"]), tasks["count"]) == (24, 3)


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(api: SignIn, number: int) -> None:
    place = work.workplace(items=number)
    boss = api(accounts.staff(place.organisation))
    for item in place.dataset.items.all():
        work.open_batch(place, item_ids=[item.pk])
    user = work.annotator(place)
    for _ in range(number):
        work.submit(user, work.claim(user, place))
    anna = api(user)
    here = f"/api/v1/projects/{place.project.pk}"
    counts = {}

    for client, path in (
        (boss, f"{here}/batches"),
        (boss, f"{here}/tasks"),
        (anna, "/api/v1/me/assignments"),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts[path.rsplit("/", 1)[1]] = len(asked)

    assert counts == {"batches": 7, "tasks": 5, "assignments": 3}


def test_progress_counts_what_is_paid(api: SignIn) -> None:
    place = work.workplace(items=3)
    work.open_batch(place, price_minor=7)
    user = work.annotator(place)
    work.submit(user, work.claim(user, place))
    held = work.claim(user, place)
    actions.release(user_id=user.pk, assignment_id=held.assignment_id, now=work.NOW)

    answer = api(user).get(f"/api/v1/projects/{place.project.pk}/progress").json()

    assert (answer["done_total"], answer["earned_minor"], answer["currency"]) == (1, 7, "EUR")
