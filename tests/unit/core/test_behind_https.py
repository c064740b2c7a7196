"""What a service behind HTTPS tells browsers, and that it does not start as a workshop does.

In processes of their own: the tests' settings are those of a workshop. No database is asked.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
SERVED = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "GUILDMARK_SECRET_KEY": "x" * 60,
    "GUILDMARK_BASE_URL": "https://guildmark.example.org",
    "GUILDMARK_ALLOWED_HOSTS": "guildmark.example.org",
}
ASKING = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client

proxied = {"HTTP_HOST": "guildmark.example.org", "HTTP_X_FORWARDED_PROTO": "https"}
page = Client().get("/docs/problems", **proxied)
visitor = Client()
visitor.get("/_allauth/browser/v1/config", **proxied)
token = visitor.cookies[settings.CSRF_COOKIE_NAME]
names = ("SECURE", "HTTPONLY", "SAMESITE")
print(json.dumps({
    "status": page.status_code,
    "headers": {name.lower(): value for name, value in page.headers.items()},
    "csrf": [token["secure"], token["samesite"]],
    "session": [getattr(settings, f"SESSION_COOKIE_{name}") for name in names],
}))
"""
A_YEAR_SECONDS = 31_536_000


def told(code: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """What Python says with these settings of a deployment and none of ours."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GUILDMARK_")}
    paths = os.pathsep.join((str(ROOT / "platform"), str(ROOT)))
    found = {"DJANGO_SETTINGS_MODULE": "guildmark.settings", "PYTHONPATH": paths}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=own | found | SERVED | settings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    """Of a service behind HTTPS. Any: it is JSON."""
    finished = told(ASKING)
    assert finished.returncode == 0, finished.stderr
    read: dict[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return read


def test_browsers_are_held_to_https_and_to_our_own_pages(answer: dict[str, Any]) -> None:
    headers = answer["headers"]

    assert answer["status"] == 200
    assert headers["strict-transport-security"].split(";")[0] == f"max-age={A_YEAR_SECONDS}"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "'unsafe-" not in headers["content-security-policy"]


def test_cookies_travel_by_https_alone_and_not_from_other_sites(answer: dict[str, Any]) -> None:
    assert answer["session"] == [True, True, "Lax"]
    assert answer["csrf"] == [True, "Lax"]


def test_without_https_it_does_not_ask_browsers_for_it() -> None:
    plain = told(ASKING, GUILDMARK_HTTPS="false")

    answer = json.loads(plain.stdout.splitlines()[-1])
    assert "strict-transport-security" not in answer["headers"]
    assert (answer["session"][0], answer["csrf"][0]) == (False, "")


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"GUILDMARK_DEBUG": "true", "GUILDMARK_HTTPS": "true"}, "GUILDMARK_DEBUG is on"),
        ({"GUILDMARK_SECRET_KEY": ""}, "Set GUILDMARK_SECRET_KEY"),
    ],
)
def test_it_does_not_start_in_production_as_a_workshop_does(
    chosen: dict[str, str], says: str
) -> None:
    refused = told("import django; django.setup()", **chosen)

    assert refused.returncode == 1
    assert says in refused.stderr.splitlines()[-1]
