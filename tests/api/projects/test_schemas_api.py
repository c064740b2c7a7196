"""Versions of a label schema over HTTP: what is refused, and names that pass to others."""

import pytest

from guildmark.accounts.models import Organisation, User
from guildmark.events.models import Event
from guildmark.projects.actions import schemas
from guildmark.projects.actions.locks import locked_project
from guildmark.projects.models import Project, SchemaVersion
from tests.conftest import SignIn
from tests.factories import accounts, projects

pytestmark = pytest.mark.django_db


def test_a_wrong_schema_is_answered_with_its_places(
    api: SignIn, owner: User, organisation: Organisation
) -> None:
    project = projects.project(organisation)

    answer = api(owner).post(
        f"/api/v1/projects/{project.pk}/schema-versions",
        {"definition": {"version": 1, "labels": [{}], "questions": []}},
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_schema")
    assert {error["path"] for error in answer.json()["errors"]} == {"/labels/0"}


def test_a_name_passes_to_another_label_only_when_that_is_confirmed(
    api: SignIn, owner: User, organisation: Organisation
) -> None:
    """Both labels are called anew; a plain new name asks nothing and is recorded too."""
    project = projects.project(organisation)
    projects.schema(project)
    asker, route = api(owner), f"/api/v1/projects/{project.pk}/schema-versions"
    euro, cent = projects.BOXES["labels"]
    swapped = [euro | {"name": "Cent"}, cent | {"name": "Euro"}]
    definition = projects.BOXES | {"labels": swapped}

    refused = asker.post(route, {"definition": definition})
    taken = asker.post(route, {"definition": definition, "are_names_confirmed": True})
    called = definition | {"labels": [swapped[0] | {"name": "Pennies"}, swapped[1]]}
    renamed = asker.post(route, {"definition": called})

    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "schema_names_moved")
    assert [(one["path"], one["message"]) for one in problem["errors"]] == [
        ("/labels/euro", "“Euro” (euro) would be called “Cent”"),
        ("/labels/cent", "“Cent” (cent) would be called “Euro”"),
    ]
    assert (taken.status_code, taken.json()["number"]) == (201, 2)
    assert (renamed.status_code, renamed.json()["number"]) == (201, 3)
    last = Event.objects.filter(name="schema_version.created").latest("pk")
    assert last.payload["renamed"] == [
        {"path": "/labels", "key": "euro", "was": "Cent", "name": "Pennies", "is_moved": False}
    ]


def test_a_schema_written_over_an_older_version_replaces_none_that_came_meanwhile(
    api: SignIn, owner: User, organisation: Organisation
) -> None:
    """Two managers begin with version 1; the second is refused until they have seen the other's."""
    project = projects.project(organisation)
    projects.schema(project)
    asker, route = api(owner), f"/api/v1/projects/{project.pk}/schema-versions"
    euro, cent = projects.BOXES["labels"]
    theirs = projects.BOXES | {"labels": [euro | {"name": "Two euros"}, cent]}
    mine = projects.BOXES | {"labels": [euro, cent | {"name": "Penny"}]}

    first = asker.post(route, {"definition": theirs, "after_number": 1})
    again = asker.post(route, {"definition": theirs, "after_number": 1})
    refused = asker.post(route, {"definition": mine, "after_number": 1})
    listed = asker.get(route).json()["results"]
    kept = asker.post(route, {"definition": mine, "after_number": 2})

    assert (first.status_code, first.json()["number"]) == (201, 2)
    assert again.json()["id"] == first.json()["id"]
    assert (refused.status_code, refused.json()["code"]) == (409, "schema_changed")
    assert [(one["number"], one["created_by"]) for one in listed] == [
        (2, owner.display_name),
        (1, owner.display_name),
    ]
    assert listed[0]["definition"] == theirs
    assert (kept.status_code, kept.json()["number"]) == (201, 3)


def test_the_first_schema_is_refused_where_another_first_one_came(
    api: SignIn, owner: User, organisation: Organisation
) -> None:
    project = projects.project(organisation)
    asker, route = api(owner), f"/api/v1/projects/{project.pk}/schema-versions"

    first = asker.post(route, {"definition": projects.BOXES, "after_number": 0})
    refused = asker.post(route, {"definition": projects.CLASSES, "after_number": 0})

    assert (first.status_code, first.json()["number"]) == (201, 1)
    assert (refused.status_code, refused.json()["code"]) == (409, "schema_changed")


def test_names_of_a_version_that_was_saved_meanwhile_count_as_well(
    api: SignIn, owner: User, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another manager saves while this one waits for the lock: *Taler* is a label of theirs."""
    project = projects.project(organisation)
    projects.schema(project)
    labels = projects.BOXES["labels"]
    taler = labels[0] | {"key": "taler", "name": "Taler"}

    def locked_after_another(project_id: int) -> Project:
        SchemaVersion.objects.create(
            project=project,
            number=2,
            definition=projects.BOXES | {"labels": [*labels, taler]},
            created_by=owner,
            created_at=accounts.NOW,
        )
        return locked_project(project_id)

    monkeypatch.setattr(schemas, "locked_project", locked_after_another)
    answer = api(owner).post(
        f"/api/v1/projects/{project.pk}/schema-versions",
        {"definition": projects.BOXES | {"labels": [labels[0], labels[1] | {"name": "Taler"}]}},
    )

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "schema_names_moved")
    assert [one["path"] for one in problem["errors"]] == ["/labels/cent"]
