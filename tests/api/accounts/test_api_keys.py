"""Machines come in by key: found by its prefix, trusted by its secret, bounded by its scopes."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.accounts import actions
from guildmark.accounts.key_cache import SECONDS
from guildmark.accounts.models import ApiKey, Organisation
from guildmark.core.clock import now
from tests.conftest import SignIn
from tests.factories.accounts import NOW, api_key, organisation, staff

pytestmark = pytest.mark.django_db


def projects_of(client: object, of: Organisation) -> int:
    """The status of asking for the projects."""
    answer = client.get(f"/api/v1/organisations/{of.pk}/projects")  # type: ignore[attr-defined]
    status: int = answer.status_code
    return status


def test_a_key_is_shown_once_and_works(api: SignIn, machine: SignIn) -> None:
    of = organisation()
    manager = api(staff(of, "manager"))
    url = f"/api/v1/organisations/{of.pk}/api-keys"

    made = manager.post(url, {"name": "Robot", "scopes": ["projects:read"]}).json()
    listed = manager.get(url).json()["results"]

    assert made["secret"].startswith(f"gm_{made['prefix']}_")
    assert [set(one) - set(made) for one in listed] == [set()]
    assert "secret" not in listed[0]
    assert made["secret"].split("_", 2)[2] not in str(ApiKey.objects.values())
    assert projects_of(machine(made["secret"]), of) == 200


def test_a_key_does_what_its_scopes_say_in_its_own_organisation(machine: SignIn) -> None:
    here, elsewhere = organisation(), organisation()
    _, reader = api_key(here, ["projects:read"])
    _, poor = api_key(here, ["releases:read"])

    assert projects_of(machine(reader.text), here) == 200
    assert projects_of(machine(reader.text), elsewhere) == 404
    assert projects_of(machine(poor.text), here) == 403


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "gm_000000000000_" + "A" * 43, "gm_{prefix}_" + "A" * 43, "gm_{prefix}_é"],
)
def test_a_wrong_key_is_unknown(machine: SignIn, text: str) -> None:
    of = organisation()
    key, _ = api_key(of)

    assert projects_of(machine(text.format(prefix=key.prefix)), of) == 401


def test_the_refusal_is_a_problem_that_can_be_read(machine: SignIn) -> None:
    answer = machine("nonsense").get("/api/v1/me")

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "authentication_failed"


def test_a_key_ends_by_its_time(machine: SignIn) -> None:
    of = organisation()
    _, over = api_key(of, expires_at=now() - timedelta(seconds=1))
    _, good = api_key(of, expires_at=now() + timedelta(hours=1))

    assert projects_of(machine(over.text), of) == 401
    assert projects_of(machine(good.text), of) == 200


def test_a_revoked_key_ends_at_once_though_it_was_at_hand(
    machine: SignIn, django_capture_on_commit_callbacks: object
) -> None:
    of = organisation()
    key, text = api_key(of)
    before = projects_of(machine(text.text), of)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for _ in range(2):
            actions.revoke_api_key(
                actor_id=key.created_by_id, organisation_id=of.pk, api_key_id=key.pk, now=NOW
            )

    assert (before, projects_of(machine(text.text), of)) == (200, 401)


def test_a_key_is_looked_up_once_in_half_a_minute_and_its_use_noted_once_a_minute(
    machine: SignIn,
) -> None:
    of = organisation()
    key, text = api_key(of)
    client = machine(text.text)
    client.get("/api/v1/me")

    with CaptureQueriesContext(connection) as asked:
        client.get("/api/v1/me")

    key.refresh_from_db()
    assert key.last_used_at is not None
    assert len(asked) == 0
    assert SECONDS <= 30


def test_the_use_is_noted_again_after_a_minute(machine: SignIn) -> None:
    of = organisation()
    key, text = api_key(of)
    long_ago = now() - timedelta(minutes=2)
    ApiKey.objects.update(last_used_at=long_ago)
    cache.clear()

    machine(text.text).get("/api/v1/me")

    key.refresh_from_db()
    assert key.last_used_at is not None
    assert key.last_used_at > long_ago


def test_a_key_does_nothing_that_only_a_person_does(machine: SignIn) -> None:
    _, text = api_key(organisation())

    answer = machine(text.text).post("/api/v1/organisations", {"name": "Mine"})

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_an_unknown_scope_is_refused(api: SignIn) -> None:
    of = organisation()

    answer = api(staff(of, "owner")).post(
        f"/api/v1/organisations/{of.pk}/api-keys", {"name": "Robot", "scopes": ["everything"]}
    )

    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == ["scopes[0]"]
