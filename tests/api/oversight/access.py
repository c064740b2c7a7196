"""Who may read the audit trail, and what is held of themselves."""

from tests.api.access import MANAGERS, PEOPLE, Access, person, staff
from tests.factories import datasets, projects

MAKERS = {
    "watched_project_id": lambda world: projects.project(world.organisation).pk,
    "holding_dataset_id": lambda world: datasets.dataset(world.organisation).pk,
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
    ("GET", "/api/v1/organisations/{organisation_id}/events"): staff(MANAGERS),
    ("GET", "/api/v1/projects/{project_id}/events"): staff(
        MANAGERS, parameters={"project_id": lambda world: world["watched_project_id"]}
    ),
}
