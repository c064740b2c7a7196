"""A project from draft to active and closed, and the versions of its schema."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.core.errors import StateConflict, WrongInput
from guildmark.events.models import Event
from guildmark.projects import actions, queries
from guildmark.projects.actions import schemas
from guildmark.projects.actions.locks import locked_project
from guildmark.projects.documents import require_document, require_draft
from guildmark.projects.errors import (
    ProjectIncomplete,
    ProjectNameTaken,
    WrongDocument,
    WrongSchema,
)
from guildmark.projects.models import Project, SchemaVersion
from tests.factories import accounts, communities, datasets, projects
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db


def owner_id(of: Project) -> int:
    return datasets.owner_id(of.organisation)


def event_names(of: Project) -> list[str]:
    found = Event.objects.filter(payload__project_id=of.pk).order_by("pk")
    return list(found.values_list("name", flat=True))


def update(of: Project, **changes: object) -> Project:
    return actions.update_project(actor_id=owner_id(of), project_id=of.pk, changes=changes, now=NOW)


def activate(of: Project) -> Project:
    return actions.activate_project(actor_id=owner_id(of), project_id=of.pk, now=NOW)


def close(of: Project) -> Project:
    return actions.close_project(actor_id=owner_id(of), project_id=of.pk, now=NOW)


def test_an_empty_project_is_told_everything_it_lacks() -> None:
    project = projects.project()

    with pytest.raises(ProjectIncomplete) as caught:
        activate(project)

    assert [problem.path for problem in caught.value.errors] == [
        "schema",
        "guideline",
        "community",
        "dataset",
    ]
    assert queries.project(project.pk).state == Project.State.DRAFT


def test_a_complete_project_opens_and_closes_and_each_move_is_recorded_once() -> None:
    project = projects.ready_project()
    before = len(event_names(project))

    states = [activate(project).state, activate(project).state]
    states += [close(project).state, close(project).state, activate(project).state]

    assert states == ["active", "active", "closed", "closed", "active"]
    assert event_names(project)[before:] == [
        "project.activated",
        "project.closed",
        "project.activated",
    ]


def test_a_draft_cannot_be_closed() -> None:
    with pytest.raises(StateConflict):
        close(projects.project())


def test_an_active_project_keeps_what_people_need() -> None:
    project = projects.active_project()

    with pytest.raises(ProjectIncomplete) as caught:
        update(project, community_id=None)

    assert [problem.path for problem in caught.value.errors] == ["community"]
    assert queries.project(project.pk).community_id is not None


def test_community_and_dataset_are_the_organisations_own() -> None:
    project = projects.project()
    elsewhere = accounts.organisation()
    foreign = communities.community(elsewhere)

    with pytest.raises(WrongInput) as caught:
        update(project, community_id=foreign.pk, dataset_id=datasets.dataset(elsewhere).pk)

    assert [problem.path for problem in caught.value.errors] == ["community_id", "dataset_id"]
    assert queries.project(project.pk).community is None


def test_an_update_says_what_changed_and_none_says_nothing() -> None:
    project = projects.project()

    update(project, overlap=5, price_minor=12, summary=project.summary)
    update(project, overlap=5)

    changed = Event.objects.get(name="project.updated", payload__project_id=project.pk)
    assert changed.payload["changed"] == ["overlap", "price_minor"]
    assert queries.project(project.pk).price.amount_minor == 12


def test_a_project_has_a_name_of_its_own() -> None:
    one = projects.project(name="Coins")
    other = projects.project(one.organisation, "Cards")

    with pytest.raises(ProjectNameTaken):
        projects.project(one.organisation, "Coins")
    with pytest.raises(ProjectNameTaken):
        update(other, name="Coins")

    assert queries.project(other.pk).name == "Cards"


def test_the_newest_schema_is_in_force_and_the_same_again_makes_none() -> None:
    project = projects.project()

    for definition in (projects.BOXES, projects.BOXES, projects.CLASSES):
        projects.schema(project, definition)

    described = queries.project(project.pk)
    assert described.schema_version is not None
    assert (described.schema_version.number, described.schema_version.definition) == (
        2,
        projects.CLASSES,
    )
    assert [version.number for version in queries.schema_versions(project.pk)] == [2, 1]


def test_a_schema_in_force_that_a_later_rule_refuses_may_be_sent_again() -> None:
    project = projects.project()
    projects.schema(project, projects.CLASSES)
    older = deepcopy(projects.CLASSES)
    for option in older["questions"][0]["options"][:2]:
        option["name"] = "Other"
    SchemaVersion.objects.update(definition=older)

    projects.schema(project, older)
    with pytest.raises(WrongSchema):
        projects.schema(project, {**older, "labels": [], "more": 1})

    assert SchemaVersion.objects.count() == 1


def test_the_schema_in_force_saved_again_reads_no_other_version() -> None:
    project = projects.project()
    for definition in (projects.CLASSES, projects.BOXES):
        projects.schema(project, definition)

    with CaptureQueriesContext(connection) as asked:
        projects.schema(project, projects.BOXES)

    read = [one["sql"] for one in asked.captured_queries if "schemaversion" in one["sql"]]
    assert len(read) == 2
    assert all(one.endswith("LIMIT 1") for one in read)


def test_a_wrong_schema_is_refused_with_every_place() -> None:
    project = projects.project()
    wrong = deepcopy(projects.BOXES)
    wrong["labels"][0]["color"] = "blue"
    wrong["labels"][1]["key"] = "euro"

    with pytest.raises(WrongSchema) as caught:
        projects.schema(project, wrong)

    assert [(problem.path, problem.code) for problem in caught.value.errors] == [
        ("/labels/0/color", "invalid_color"),
        ("/labels/1/key", "duplicate_key"),
    ]
    assert SchemaVersion.objects.count() == 0


def test_documents_are_judged_by_the_schema_and_the_picture() -> None:
    project = projects.project()
    projects.schema(project)
    version = queries.current_schema(project.pk)
    assert version is not None
    picture = {"schema_version_id": version.pk, "width_px": 48, "height_px": 32}
    unfinished = {**projects.document(), "is_nothing_here": False}

    require_document(projects.document(projects.box(0, 0, 48, 32)), **picture)
    require_document(projects.document(), **picture)
    require_draft(unfinished, **picture)
    with pytest.raises(WrongDocument) as outside:
        require_document(projects.document(projects.box(40, 0, 48, 32)), **picture)
    with pytest.raises(WrongDocument) as unknown:
        require_draft(projects.document(projects.box(0, 0, 9, 9, "dollar")), **picture)
    with pytest.raises(WrongDocument) as empty:
        require_document(unfinished, **picture)

    assert outside.value.errors[0].path.startswith("/shapes/0/geometry")
    assert [(one.path, one.code) for one in unknown.value.errors] == [
        ("/shapes/0/label", "unknown_label")
    ]
    assert [one.code for one in empty.value.errors] == ["empty_document"]


def test_a_schema_of_before_a_rule_is_judged_when_another_comes_into_force_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = projects.project()
    projects.schema(project)
    first = SchemaVersion.objects.get()
    refused = {**first.definition, "labels": [*first.definition["labels"] * 2]}
    SchemaVersion.objects.update(definition=refused)

    def other_first(project_id: int) -> Project:
        SchemaVersion.objects.create(
            project=project, number=2, definition=projects.BOXES,
            created_by_id=first.created_by_id, created_at=NOW,
        )  # fmt: skip
        return locked_project(project_id)

    monkeypatch.setattr(schemas, "locked_project", other_first)

    with pytest.raises(WrongSchema):
        projects.schema(project, refused)
