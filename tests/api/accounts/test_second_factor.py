"""A second factor: turned on, asked for at the sign-in, turned off; each behind the password."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from tests.api.accounts.conftest import COUNTER
from tests.factories.accounts import PASSWORD, person

pytestmark = pytest.mark.django_db
ALLAUTH = "/_allauth/browser/v1"
APP = "account/authenticators/totp"
CODES = "account/authenticators/recovery-codes"
EMAIL = "ada@example.org"


def code_of(secret: str) -> str:
    """What the app shows."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, COUNTER)))


# Any: an answer of the test client, to which it adds `json()`.
def ask(client: Client, method: str, door: str, body: dict[str, str] | None = None) -> Any:
    """One JSON request to the sign-in API."""
    text = "" if body is None else json.dumps(body)
    return client.generic(method, f"{ALLAUTH}/{door}", text, "application/json")


def signed_in() -> Client:
    """By password, as everybody."""
    client = Client()
    ask(client, "POST", "auth/login", {"email": EMAIL, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    """Whether the API knows who asks."""
    return client.get("/api/v1/me").status_code == 200


def turned_on(client: Client) -> tuple[str, list[str]]:
    """The app's secret and the recovery codes."""
    secret = ask(client, "GET", APP).json()["meta"]["secret"]
    ask(client, "POST", "auth/reauthenticate", {"password": PASSWORD})
    assert ask(client, "POST", APP, {"code": code_of(secret)}).status_code == 200
    return secret, ask(client, "GET", CODES).json()["data"]["unused_codes"]


def test_with_the_factor_on_a_password_alone_lets_nobody_in() -> None:
    person(email=EMAIL, password=PASSWORD)
    secret, _ = turned_on(signed_in())
    client = Client()

    first = ask(client, "POST", "auth/login", {"email": EMAIL, "password": PASSWORD})
    between = is_in(client)
    wrong = ask(client, "POST", "auth/2fa/authenticate", {"code": "000000"})
    right = ask(client, "POST", "auth/2fa/authenticate", {"code": code_of(secret)})

    flows = first.json()["data"]["flows"]
    assert (first.status_code, between) == (401, False)
    assert [flow["id"] for flow in flows if flow.get("is_pending")] == ["mfa_authenticate"]
    assert wrong.status_code == 400
    assert [(error["param"], error["code"]) for error in wrong.json()["errors"]] == [
        ("code", "incorrect_code")
    ]
    assert (right.status_code, is_in(client)) == (200, True)


def test_a_code_and_a_recovery_code_are_good_once() -> None:
    person(email=EMAIL, password=PASSWORD)
    secret, codes = turned_on(signed_in())

    tried = [
        ask(signed_in(), "POST", "auth/2fa/authenticate", {"code": code}).status_code
        for code in (code_of(secret), code_of(secret), codes[0], codes[0], codes[1])
    ]

    assert tried == [200, 400, 200, 400, 200]


def test_a_code_without_a_password_before_it_is_no_sign_in() -> None:
    person(email=EMAIL, password=PASSWORD)
    secret, _ = turned_on(signed_in())
    client = Client()

    answer = ask(client, "POST", "auth/2fa/authenticate", {"code": code_of(secret)})

    assert (answer.status_code, is_in(client)) == (401, False)


def test_a_session_alone_neither_turns_it_on_nor_off_nor_makes_codes() -> None:
    """Who finds a browser signed in does not take the account over with it."""
    person(email=EMAIL, password=PASSWORD)
    found = signed_in()
    secret = ask(found, "GET", APP).json()["meta"]["secret"]

    turned = ask(found, "POST", APP, {"code": code_of(secret)})
    before = Authenticator.objects.count()
    turned_on(found)
    ask(found, "DELETE", "auth/session")
    owner = Client()
    ask(owner, "POST", "auth/login", {"email": EMAIL, "password": PASSWORD})
    secret = Authenticator.objects.get(type="totp").wrap().instance.data["secret"]
    ask(owner, "POST", "auth/2fa/authenticate", {"code": code_of(secret)})
    ended = ask(owner, "DELETE", APP)
    made = ask(owner, "POST", CODES)

    assert (turned.status_code, before) == (401, 0)
    assert (ended.status_code, made.status_code) == (401, 401)
    assert Authenticator.objects.count() == 2


def test_who_gives_the_password_turns_it_off_and_the_codes_end() -> None:
    person(email=EMAIL, password=PASSWORD)
    client = signed_in()
    turned_on(client)

    wrong = ask(client, "POST", "auth/reauthenticate", {"password": "something else"})
    ended = ask(client, "DELETE", APP)

    assert [error["param"] for error in wrong.json()["errors"]] == ["password"]
    assert (ended.status_code, Authenticator.objects.count()) == (200, 0)
    assert is_in(signed_in())


def test_recovery_codes_are_told_once_and_new_ones_end_the_old() -> None:
    person(email=EMAIL, password=PASSWORD)
    client = signed_in()
    _, old = turned_on(client)

    again = ask(client, "GET", CODES).json()["data"]
    new = ask(client, "POST", CODES).json()["data"]["unused_codes"]
    tried = [
        ask(signed_in(), "POST", "auth/2fa/authenticate", {"code": code}).status_code
        for code in (old[0], new[0])
    ]

    assert "unused_codes" not in again
    assert (len(old), len(new), set(old) & set(new)) == (10, 10, set())
    assert tried == [400, 200]


def test_an_address_that_is_not_confirmed_comes_first() -> None:
    """Else somebody could lock the address's owner out of it for good."""
    person(email=EMAIL, password=PASSWORD, is_confirmed=False)

    answer = ask(signed_in(), "GET", APP)

    assert answer.status_code == 409
    assert [error["code"] for error in answer.json()["errors"]] == ["unverified_email"]


def test_codes_are_not_guessed() -> None:
    person(email=EMAIL, password=PASSWORD)
    secret, _ = turned_on(signed_in())
    client = signed_in()

    for n in range(31):
        ask(client, "POST", "auth/2fa/authenticate", {"code": f"{n:06}"})
    answer = ask(client, "POST", "auth/2fa/authenticate", {"code": code_of(secret)})

    assert (answer.status_code, is_in(client)) == (400, False)
    assert [error["code"] for error in answer.json()["errors"]] == ["too_many_login_attempts"]
