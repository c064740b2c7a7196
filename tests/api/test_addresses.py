"""Addresses that hold what no database and no file system takes."""

import pytest

from tests.conftest import SignIn
from tests.factories import consensus
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    return consensus.labelled(items=1)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/projects/{project}/tasks?state=%00",
        "/api/v1/projects/{project}/qualifications?state=a%00b",
        "/api/v1/projects/{project}/guideline?language=%00",
        "/api/v1/me/traits/%00",
        "/api/v1/invitations/%00",
        "/media/%00",
        "/plugins/%00/plugin.js",
    ],
)
def test_behind_an_address_with_a_nul_nothing_is_found(
    place: Workplace, api: SignIn, address: str
) -> None:
    answer = api(place.manager).get(address.format(project=place.project.pk))

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_percent_sign_before_two_noughts_is_no_nul(place: Workplace, api: SignIn) -> None:
    address = f"/api/v1/projects/{place.project.pk}/tasks?state=%2500"

    answer = api(place.manager).get(address)

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "state")
