"""Who may read the audit trail, and what is held of themselves."""

from guildmark.core import clock
from guildmark.oversight.actions import request_deletion
from guildmark.oversight.models import Deletion
from tests.api.access import MANAGERS, OWNERS, PEOPLE, Access, World, person, staff
from tests.factories import datasets, projects


def _deletion(world: World) -> Deletion:
    """One of a project of its own, that waits for a worker."""
    project = projects.project(world.organisation, "On its way out")
    made, _ = request_deletion(
        actor_id=world.owner.pk,
        kind=Deletion.Kind.PROJECT,
        target_id=project.pk,
        typed_name=project.name,
        now=clock.now(),
    )
    return made


MAKERS = {
    "watched_project_id": lambda world: projects.project(world.organisation).pk,
    "holding_dataset_id": lambda world: datasets.dataset(world.organisation).pk,
    "spare_project_id": lambda world: projects.project(world.organisation, "Spare").pk,
    "spare_dataset_id": lambda world: datasets.dataset(world.organisation, "Spare").pk,
    "deletion_id": lambda world: _deletion(world).pk,
}


#: Things that nothing else in the table is about.
SPARE = {
    "project_id": lambda world: world["spare_project_id"],
    "dataset_id": lambda world: world["spare_dataset_id"],
}
#: Nobody in the table gave their password a second time.
NOT_ANEW = {asker.name: 403 for asker in PEOPLE}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/me/copy"): person(),
    ("DELETE", "/api/v1/me/account"): person().but(**NOT_ANEW),
    ("POST", "/api/v1/datasets/{dataset_id}/items/delete"): staff(
        MANAGERS,
        scope="datasets:write",
        body=lambda world: {"item_ids": [1], "note": "A face"},
        parameters={"dataset_id": lambda world: world["holding_dataset_id"]},
    ),
    ("GET", "/api/v1/projects/{project_id}/deletion"): staff(MANAGERS, parameters=SPARE),
    ("POST", "/api/v1/projects/{project_id}/deletion"): staff(
        OWNERS, creates=lambda world: {"name": "Spare"}, parameters=SPARE
    ),
    ("GET", "/api/v1/datasets/{dataset_id}/deletion"): staff(MANAGERS, parameters=SPARE),
    ("POST", "/api/v1/datasets/{dataset_id}/deletion"): staff(
        OWNERS, creates=lambda world: {"name": "Spare"}, parameters=SPARE
    ),
    ("GET", "/api/v1/deletions/{deletion_id}"): staff(MANAGERS),
    ("GET", "/api/v1/organisations/{organisation_id}/events"): staff(MANAGERS),
    ("GET", "/api/v1/projects/{project_id}/events"): staff(
        MANAGERS, parameters={"project_id": lambda world: world["watched_project_id"]}
    ),
}
