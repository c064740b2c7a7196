"""The whole way in a browser: from an organisation with nothing to a dataset on a client's disk."""

import uuid

import pytest

from tests.e2e import manager as managing
from tests.e2e.conftest import Enter
from tests.e2e.manager import PASSWORD, Made
from tests.e2e.visitor import Visitor

MARK = uuid.uuid4().hex[:6]


@pytest.fixture(scope="module")
def manager(enter: Enter) -> Visitor:
    """Somebody with a new account."""
    visitor = enter()
    visitor.go("/")
    visitor.sees("Image labels you can check")
    visitor.look("landing")
    visitor.go("/account/signup")
    visitor.sees("Make an account")
    visitor.look("sign-up")
    visitor.sign_up(f"manager-{MARK}@example.org", PASSWORD)
    visitor.look("home-empty")
    return visitor


@pytest.fixture(scope="module")
def made(manager: Visitor) -> Made:
    """The organisation with a community and a project whose first batch is open."""
    community, project = f"Portugal {MARK}", f"Cards on tables {MARK}"
    organisation_id = managing.found_organisation(manager, f"Table Works {MARK}")
    managing.make_community(manager, organisation_id, community)
    project_id = managing.make_project(manager, organisation_id, project)
    managing.write_schema(manager, project_id)
    managing.upload_items(manager, project_id)
    managing.choose_community(manager, project_id, community)
    managing.write_guideline(manager, project_id)
    managing.make_training(manager, project_id)
    managing.make_gold(manager, project_id)
    managing.open_batch(manager, project_id)
    return Made(organisation_id, project_id, community, project)


def test_a_manager_goes_from_nothing_to_an_open_batch(manager: Visitor, made: Made) -> None:
    """Every step on the screen, every page clean."""
    made.api_key = managing.make_key(manager, made.organisation_id)

    assert made.api_key.startswith("gm_")
    assert manager.faults == []
