"""Signing up, in and out over HTTP, and getting back in by mail."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from allauth.account.forms import BaseSignupForm
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from guildmark.accounts.models import User
from tests.factories.accounts import PASSWORD, person

pytestmark = pytest.mark.django_db
AUTH = "/_allauth/browser/v1/auth"
EMAIL = "ada@example.org"


# Any: an answer of the test client, to which it adds `json()`.
def send(client: Client, path: str, body: dict[str, str]) -> Any:
    """One JSON request to the sign-in API."""
    return client.post(f"{AUTH}/{path}", json.dumps(body), "application/json")


def who(client: Client) -> str | None:
    """The address of the person who is signed in."""
    answer = client.get("/api/v1/me")
    return answer.json()["email"] if answer.status_code == 200 else None


def test_a_new_person_signs_up_and_is_signed_in() -> None:
    client = Client()

    answer = send(client, "signup", {"email": EMAIL, "password": PASSWORD})

    assert answer.status_code == 200
    assert who(client) == EMAIL


def test_who_presses_twice_has_one_account_and_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second request looked for the address before the first had made the account."""
    person(email=EMAIL)
    monkeypatch.setattr(BaseSignupForm, "validate_unique_email", lambda form, email: email)

    answer = send(Client(), "signup", {"email": EMAIL, "password": PASSWORD})

    assert answer.status_code == 400
    assert [(one["code"], one["param"]) for one in answer.json()["errors"]] == [
        ("email_taken", "email")
    ]
    assert User.objects.count() == 1


def test_who_signs_up_in_spanish_is_written_to_in_spanish(mailoutbox: list[EmailMessage]) -> None:
    client = Client(headers={"Accept-Language": "es"})

    send(client, "signup", {"email": EMAIL, "password": PASSWORD})

    assert User.objects.get().locale == "es"
    assert [letter.subject for letter in mailoutbox] == ["Confirma tu correo para Guildmark"]
    assert "probablemente tú" in mailoutbox[0].body


def test_a_weak_password_is_refused_with_its_place() -> None:
    answer = send(Client(), "signup", {"email": EMAIL, "password": "1234567890"})

    assert answer.status_code == 400
    assert {error["param"] for error in answer.json()["errors"]} == {"password"}
    assert not User.objects.exists()


def test_five_people_sign_up_from_one_address_within_a_minute() -> None:
    answers = [
        send(Client(), "signup", {"email": f"p{n}@example.org", "password": PASSWORD})
        for n in range(5)
    ]

    assert [answer.status_code for answer in answers] == [200] * 5


def test_forty_people_sign_in_from_one_address_within_a_minute() -> None:
    people = [person(password=PASSWORD) for _ in range(40)]

    answers = [
        send(Client(), "login", {"email": someone.email, "password": PASSWORD})
        for someone in people
    ]

    assert [answer.status_code for answer in answers] == [200] * 40


def test_a_person_signs_in_and_out() -> None:
    person(email=EMAIL, password=PASSWORD)
    client = Client()

    send(client, "login", {"email": EMAIL, "password": PASSWORD})
    inside = who(client)
    client.delete(f"{AUTH}/session")

    assert (inside, who(client)) == (EMAIL, None)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer() -> None:
    person(email=EMAIL, password=PASSWORD)

    wrong = send(Client(), "login", {"email": EMAIL, "password": "wrong"})
    unknown = send(Client(), "login", {"email": "nobody@example.org", "password": "wrong"})

    assert wrong.status_code == unknown.status_code == 400
    assert wrong.json() == unknown.json()


def test_guessing_ends_in_a_problem_that_says_what_to_do() -> None:
    person(email=EMAIL, password=PASSWORD)

    statuses = [
        send(Client(), "login", {"email": EMAIL, "password": f"guess {n}"}).status_code
        for n in range(12)
    ]
    answer = send(Client(), "login", {"email": EMAIL, "password": PASSWORD})

    assert (statuses[0], statuses[-1]) == (400, 429)
    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "too_many_wrong_passwords"
    assert answer["Retry-After"] == "900"


def test_one_persons_lock_keeps_nobody_else_out() -> None:
    person(email=EMAIL, password=PASSWORD)
    other = person(password=PASSWORD)
    for n in range(12):
        send(Client(), "login", {"email": EMAIL, "password": f"guess {n}"})

    answer = send(Client(), "login", {"email": other.email, "password": PASSWORD})

    assert answer.status_code == 200


def test_a_forgotten_password_is_reset_by_the_link_in_the_mail(
    settings: Settings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    person(email=EMAIL, password=PASSWORD)
    client = Client()

    asked = send(client, "password/request", {"email": EMAIL})
    (mail,) = (tmp_path / "mail").iterdir()
    link = re.search(r"/account/password/reset/key/(\S+)", mail.read_text())
    assert link is not None
    reset = send(client, "password/reset", {"key": link[1], "password": "an entirely new one"})
    old = send(Client(), "login", {"email": EMAIL, "password": PASSWORD})
    new = send(Client(), "login", {"email": EMAIL, "password": "an entirely new one"})

    assert asked.status_code == 200
    assert reset.status_code == 401  # reset, and not signed in by it
    assert (old.status_code, new.status_code) == (400, 200)


@pytest.mark.parametrize(
    ("path", "email", "subject", "link"),
    [
        ("signup", "new@example.org", "Confirm your address for Guildmark", "verify-email/"),
        ("password/request", EMAIL, "Choose a new password for Guildmark", "password/reset/key/"),
        (
            "password/request",
            "new@example.org",
            "There is no account at Guildmark with this address",
            "signup",
        ),
    ],
)
def test_a_mail_is_in_our_words(
    mailoutbox: list[EmailMessage],
    settings: Settings,
    path: str,
    email: str,
    subject: str,
    link: str,
) -> None:
    person(email=EMAIL, password=PASSWORD)
    settings.ALLOWED_HOSTS = ["inner-name"]

    body = {"email": email, "password": PASSWORD} if path == "signup" else {"email": email}
    Client(SERVER_NAME="inner-name").post(f"{AUTH}/{path}", json.dumps(body), "application/json")

    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == (subject, [email])
    assert f"{settings.BASE_URL}/account/{link}" in mail.body
    assert email in mail.body
    assert mail.body.endswith("\nGuildmark")
    assert "inner-name" not in mail.body


def test_asking_for_a_reset_does_not_tell_who_has_an_account() -> None:
    person(email=EMAIL, password=PASSWORD)

    known = send(Client(), "password/request", {"email": EMAIL})
    unknown = send(Client(), "password/request", {"email": "nobody@example.org"})

    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())


def test_a_change_without_the_csrf_token_is_refused() -> None:
    someone = person(password=PASSWORD)
    client = Client(enforce_csrf_checks=True)
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.patch("/api/v1/me", {"display_name": "Eve"}, "application/json")

    assert answer.status_code == 403
    assert answer.json()["code"] == "permission_denied"
    someone.refresh_from_db()
    assert someone.display_name != "Eve"
