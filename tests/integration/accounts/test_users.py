"""Accounts: one per address, one pseudonym each."""

from itertools import chain, repeat

import pytest
from django.db import IntegrityError

from guildmark.accounts import models
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db


def test_a_pseudonym_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = person().pseudonym
    drawn = chain(repeat(taken, 2), repeat("Z-99999"))
    monkeypatch.setattr(models, "new_pseudonym", lambda: next(drawn))
    ben = models.User(email="ben@example.org", pseudonym=taken)

    ben.save()

    assert ben.pseudonym == "Z-99999"


def test_an_address_has_one_account_however_it_is_written() -> None:
    person(email="ada@example.org")

    with pytest.raises(IntegrityError, match="user_email_once"):
        models.User.objects.create(email="ADA@example.org")
