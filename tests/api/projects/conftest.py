"""Who makes the projects."""

import pytest

from guildmark.accounts.models import Organisation, User
from tests.factories import accounts


@pytest.fixture
def owner() -> User:
    return accounts.person("Olga")


@pytest.fixture
def organisation(owner: User) -> Organisation:
    return accounts.organisation("Museum", owner=owner)
