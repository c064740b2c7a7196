"""Who may read the audit trail, and what is held of themselves."""

from tests.api.access import MANAGERS, PEOPLE, Access, person, staff
from tests.factories import projects

MAKERS = {"watched_project_id": lambda world: projects.project(world.organisation).pk}


#: Nobody in the table gave their password a second time.
NOT_ANEW = {asker.name: 403 for asker in PEOPLE}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/me/copy"): person(),
    ("DELETE", "/api/v1/me/account"): person().but(**NOT_ANEW),
    ("GET", "/api/v1/organisations/{organisation_id}/events"): staff(MANAGERS),
    ("GET", "/api/v1/projects/{project_id}/events"): staff(
        MANAGERS, parameters={"project_id": lambda world: world["watched_project_id"]}
    ),
}
