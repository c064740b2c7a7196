"""Another password and another address: each by the present password, each told by mail."""

import re
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client

from tests.api.accounts.test_second_factor import EMAIL, ask, is_in, signed_in, turned_on
from tests.factories.accounts import PASSWORD, person

pytestmark = pytest.mark.django_db
ANOTHER = "nine loud bitterns"
NEW = "ada@new.example.org"


def code_of_field(answer: object) -> list[tuple[str, str]]:
    """Which field is refused, and why."""
    errors = answer.json()["errors"]  # type: ignore[attr-defined]  # the test client adds json()
    return [(error["param"], error["code"]) for error in errors]


def wished(client: Client, email: str = NEW) -> object:
    """Ask for another address, with the password given anew."""
    ask(client, "POST", "auth/reauthenticate", {"password": PASSWORD})
    return ask(client, "POST", "account/email", {"email": email})


def answered(letters: list[EmailMessage]) -> None:
    """Open the link of the newest mail that has one."""
    keys = [re.search(r"/account/verify-email/(\S+)", str(mail.body)) for mail in letters]
    (*_, key) = [found[1] for found in keys if found is not None]
    ask(Client(), "POST", "auth/email/verify", {"key": unquote(key)})


def test_another_password_ends_all_other_sessions_and_is_told(
    mailoutbox: list[EmailMessage],
) -> None:
    person(email=EMAIL, password=PASSWORD)
    here, elsewhere = signed_in(), signed_in()
    other = person(email="ben@example.org", password=PASSWORD)
    beside = Client()
    ask(beside, "POST", "auth/login", {"email": other.email, "password": PASSWORD})

    wrong = ask(
        here, "POST", "account/password/change",
        {"current_password": "guessed", "new_password": ANOTHER},
    )  # fmt: skip
    between = is_in(elsewhere)
    right = ask(
        here, "POST", "account/password/change",
        {"current_password": PASSWORD, "new_password": ANOTHER},
    )  # fmt: skip

    assert code_of_field(wrong) == [("current_password", "enter_current_password")]
    assert (between, right.status_code) == (True, 200)
    assert (is_in(here), is_in(elsewhere), is_in(beside)) == (True, False, True)
    (mail,) = mailoutbox
    assert mail.to == [EMAIL]
    assert mail.subject == "The password of your account at Guildmark has changed"
    assert "All other devices are signed out." in mail.body
    assert "If it was you, all is well." in mail.body


def test_whoever_loses_the_answer_to_another_password_is_signed_out_and_gets_in_with_it() -> None:
    """The session's new key came with that answer: its old one is nobody's."""
    person(email=EMAIL, password=PASSWORD)
    here = signed_in()
    wish = {"current_password": PASSWORD, "new_password": ANOTHER}
    key = here.cookies["sessionid"].value

    ask(here, "POST", "account/password/change", wish)
    here.cookies["sessionid"] = key
    again = ask(here, "POST", "account/password/change", wish)
    between = is_in(here)
    came = ask(here, "POST", "auth/login", {"email": EMAIL, "password": ANOTHER})

    assert (again.status_code, again.json()["meta"]["is_authenticated"]) == (401, False)
    assert (between, came.status_code, is_in(here)) == (False, 200, True)


def test_a_new_address_takes_the_old_ones_place_once_it_has_answered(
    mailoutbox: list[EmailMessage],
) -> None:
    ada = person(email=EMAIL, password=PASSWORD)
    here, elsewhere = signed_in(), signed_in()

    wished(here)
    before = is_in(signed_in())
    answered(mailoutbox)

    ada.refresh_from_db()
    held = EmailAddress.objects.filter(user=ada).values_list("email", "primary", "verified")
    assert before
    assert (ada.email, list(held)) == (NEW, [(NEW, True, True)])
    assert (is_in(here), is_in(elsewhere), is_in(signed_in())) == (True, True, False)
    assert here.get("/api/v1/me").json()["email"] == NEW
    assert [mail.to for mail in mailoutbox] == [[NEW], [EMAIL]]
    assert f"It has {NEW} now" in mailoutbox[1].body


def test_a_session_alone_changes_no_address() -> None:
    """Who finds a browser signed in takes nobody's account with it."""
    person(email=EMAIL, password=PASSWORD)

    answer = ask(signed_in(), "POST", "account/email", {"email": NEW})

    assert answer.status_code == 401
    assert not EmailAddress.objects.filter(email=NEW).exists()


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_an_address_of_another_account_is_refused_at_once(is_confirmed: bool) -> None:
    ada = person(email=EMAIL, password=PASSWORD)
    person(email=NEW, is_confirmed=is_confirmed)

    answer = wished(signed_in())

    assert code_of_field(answer) == [("email", "email_taken")]
    assert not EmailAddress.objects.filter(user=ada, email=NEW).exists()


def test_the_last_wish_counts(mailoutbox: list[EmailMessage]) -> None:
    ada = person(email=EMAIL, password=PASSWORD)
    here = signed_in()
    wished(here, "mistyped@example.org")
    wished(here)

    answered(mailoutbox[:1])  # the link of the first wish
    ada.refresh_from_db()
    between = ada.email
    answered(mailoutbox)

    ada.refresh_from_db()
    assert (between, ada.email) == (EMAIL, NEW)


def test_with_a_second_factor_the_address_stays() -> None:
    person(email=EMAIL, password=PASSWORD)
    here = signed_in()
    turned_on(here)

    answer = wished(here)

    assert code_of_field(answer) == [("email", "add_email_blocked")]


@pytest.mark.django_db(transaction=True)
def test_each_change_of_the_second_factor_is_told(mailoutbox: list[EmailMessage]) -> None:
    person(email=EMAIL, password=PASSWORD)
    here = signed_in()

    turned_on(here)
    ask(here, "POST", "account/authenticators/recovery-codes")
    ask(here, "DELETE", "account/authenticators/totp")

    assert [mail.subject for mail in mailoutbox] == [
        "Your account at Guildmark has a second factor",
        "Your account at Guildmark has new recovery codes",
        "Your account at Guildmark has no second factor any more",
    ]
