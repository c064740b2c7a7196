"""What every answer tells browsers: every door of the API, every page, everything else."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django.fixtures import Settings

from guildmark.core.middleware import NOTHING_TO_LOAD
from guildmark.datasets.api.media import SANDBOX
from tests.api.access import Asker
from tests.api.test_access import ENTRIES, Walk, walk
from tests.api.test_other_doors import DOORS, OF_ALLAUTH
from tests.pages import pages

__all__ = ["walk"]  # a fixture is found by its name
pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = "Content-Security-Policy"


def wrong_in(headers: Mapping[str, str], cookies: Mapping[str, Any]) -> list[str]:
    """What every answer has to have and this one has not."""
    policy = headers.get(POLICY, "")
    return [
        *(name for name, value in EVERYWHERE.items() if headers.get(name) != value),
        *(["no policy"] if "default-src" not in policy else []),
        *(["an unsafe policy"] if "unsafe-" in policy or "*" in policy else []),
        *(f"the cookie {name}" for name in cookies if name not in known_cookies()),
        *(name for name in ("Server", "X-Powered-By", "Access-Control-Allow-Origin")
          if name in headers),
    ]  # fmt: skip


def known_cookies() -> set[str]:
    return {configured.SESSION_COOKIE_NAME, configured.CSRF_COOKIE_NAME}


def answers_of_the_api(walk: Walk) -> Iterator[tuple[str, Any]]:
    """Everything that can be read, as owners, clients, strangers and visitors get it."""
    for route, access in sorted(ENTRIES.items()):
        if route[0] != "GET":
            continue
        for asker in (Asker.OWNER, Asker.CLIENT, Asker.STRANGER, Asker.ANONYMOUS):
            answer = walk.client(asker, access).get(walk.paths[route], headers=access.headers)
            if answer.streaming:
                b"".join(answer)
            yield f"{asker.name} {route[1]}", answer


def test_every_answer_of_the_api_lets_a_browser_load_nothing_and_keep_nothing(
    walk: Walk, settings: Settings
) -> None:
    settings.MEDIA_ROOT = walk.media
    wrong, seen = {}, set()

    for name, answer in answers_of_the_api(walk):
        seen.add(answer.status_code)
        found = wrong_in(answer.headers, answer.cookies)
        if answer.headers[POLICY] not in (NOTHING_TO_LOAD, SANDBOX):
            found.append(answer.headers[POLICY])
        if answer.headers["Cache-Control"] != "private, no-store":
            found.append(answer.headers["Cache-Control"])
        if found:
            wrong[name] = found

    assert {200, 401, 403, 404} <= seen
    assert wrong == {}


def test_every_page_and_every_other_door_has_them_too() -> None:
    addresses = [re.sub(r"\$\w+", "1", page) for page in sorted(pages())]
    addresses += [address for address, _, _ in DOORS.values()]
    addresses += [f"/{door}" for door in sorted(OF_ALLAUTH)]

    answers = {address: Client().get(address) for address in addresses}

    wrong = {
        address: found
        for address, answer in answers.items()
        if (found := wrong_in(answer.headers, answer.cookies))
    }
    assert len(addresses) > 90
    assert wrong == {}


def test_cookies_are_hidden_from_scripts_but_for_the_token_they_send_back() -> None:
    visitor = Client()
    visitor.get("/_allauth/browser/v1/config")
    token = visitor.cookies[configured.CSRF_COOKIE_NAME]

    assert configured.SESSION_COOKIE_HTTPONLY
    assert configured.SESSION_COOKIE_SAMESITE == token["samesite"] == "Lax"
