"""The product goes on without Redis, slower."""

import pytest
from axes.handlers.proxy import AxesProxyHandler
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.conftest import SIGN_IN_BACKEND
from tests.factories.accounts import api_key, organisation, person


@pytest.fixture
def no_redis(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache at an address where nobody listens.

    axes keeps the cache of its first use for the life of the process: not this one.
    """
    monkeypatch.setattr(AxesProxyHandler, "implementation", None)
    settings.CACHES = {
        "default": {
            "BACKEND": "guildmark.core.cache.PatientRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"retry": Retry(NoBackoff(), retries=0)},
        }
    }


@pytest.mark.django_db
def test_a_signed_in_person_stays_signed_in(no_redis: None) -> None:
    ada = person()
    client = Client()
    client.force_login(ada, backend=SIGN_IN_BACKEND)

    answer = client.get("/api/v1/me")

    assert (answer.status_code, answer.json()["email"]) == (200, ada.email)


@pytest.mark.django_db
def test_an_api_key_is_looked_up_each_time(no_redis: None) -> None:
    _, text = api_key(organisation())

    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {text.text}"})

    assert answer.status_code == 403  # known, and no person


def test_the_cache_holds_nothing_and_says_so(no_redis: None) -> None:
    cache.set("a", 1)

    assert cache.get("a", "default") == "default"
    assert cache.get_many(["a"]) == {}
    assert "a" not in cache
    assert cache.set_many({"a": 1}) == ["a"]
    assert cache.add("a", 1) is True
    assert cache.incr("a", 2) == 2
    assert cache.touch("a") is False
    assert cache.delete("a") is False
