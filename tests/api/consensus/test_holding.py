"""How long a reviewer holds a disputed task, over HTTP."""

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
