"""What every page and every other door tells browsers; `test_access` asks every door of the API."""

import re

import pytest
from django.conf import settings as configured
from django.test import Client

from tests.api.headers import wrong_in
from tests.api.test_other_doors import DOORS, OF_ALLAUTH
from tests.pages import pages

pytestmark = pytest.mark.django_db


def test_every_page_and_every_other_door_has_what_protects_a_browser() -> None:
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
