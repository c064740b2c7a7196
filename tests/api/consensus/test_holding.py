"""How a reviewer holds a disputed task and settles it, over HTTP."""

import pytest

from guildmark.consensus.actions.adjudicating import LEASE
from guildmark.work.models import Task
from tests.conftest import SignIn
from tests.factories import accounts, consensus

pytestmark = pytest.mark.django_db


def test_a_hold_says_how_long_it_lasts_whatever_the_clock_of_the_reviewer(api: SignIn) -> None:
    place = consensus.disputed()
    reviewer = accounts.staff(place.organisation, "reviewer")
    door = f"/api/v1/tasks/{Task.objects.get(project=place.project).pk}/adjudication"

    taken = api(reviewer).post(door, {}, format="json")
    kept = api(reviewer).post(door, {}, format="json")

    whole = int(LEASE.total_seconds())
    assert (taken.status_code, kept.status_code) == (200, 200)
    assert (taken.json()["seconds_left"], kept.json()["seconds_left"]) == (whole, whole)
    assert kept.json()["expires_at"] > taken.json()["expires_at"]


def test_the_page_of_a_task_says_how_it_was_settled_and_what_of_places_on_the_picture(
    api: SignIn,
) -> None:
    place = consensus.disputed()
    reviewer = api(accounts.staff(place.organisation, "reviewer"))
    task = f"/api/v1/tasks/{Task.objects.get(project=place.project).pk}"
    marks = [{"x": 20.0, "y": 30.5, "text": "The rim is worn here."}]
    said = {"way": "accept", "reason_code": "hard_to_see", "note": "A coin."}

    before = reviewer.get(f"{task}/consensus").json()["result"]["settled"]
    beside = reviewer.post(f"{task}/adjudicate", said | {"marks": [marks[0] | {"x": -1}]})
    answer = reviewer.post(f"{task}/adjudicate", said | {"marks": marks})
    after = reviewer.get(f"{task}/consensus").json()["result"]["settled"]

    assert before is None
    assert (beside.status_code, beside.json()["errors"][0]["path"]) == (422, "/marks/0")
    assert answer.status_code == 201
    assert after == {"way": "accept", "reason": "hard_to_see", "note": "A coin.", "marks": marks}
