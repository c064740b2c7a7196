"""Who may read the audit trail."""

from tests.api.access import MANAGERS, Access, staff
from tests.factories import projects

MAKERS = {"watched_project_id": lambda world: projects.project(world.organisation).pk}


ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/organisations/{organisation_id}/events"): staff(MANAGERS),
    ("GET", "/api/v1/projects/{project_id}/events"): staff(
        MANAGERS, parameters={"project_id": lambda world: world["watched_project_id"]}
    ),
}
