"""Who may do what with traits and communities."""

from tests.api.access import MANAGERS, Access, World, person, staff
from tests.factories import communities
from tests.factories.communities import clause

COMMUNITY = "/api/v1/communities/{community_id}"
DOORS = {"doors": {"take": [[clause("country", "=", "PT")]]}}


def _community_of_annotator(world: World) -> int:
    """One that everybody may join; the annotator is in."""
    made = communities.community(world.organisation)
    communities.member(made, user=world.annotator)
    return made.pk


MAKERS = {
    "community_id": _community_of_annotator,
    "key": lambda world: "country",
}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/traits"): person(),
    ("GET", "/api/v1/me/traits"): person(),
    ("PUT", "/api/v1/me/traits/{key}"): person(body=lambda world: {"value": "PT"}),
    ("DELETE", "/api/v1/me/traits/{key}"): person(),
    ("GET", "/api/v1/organisations/{organisation_id}/communities"): staff(),
    ("POST", "/api/v1/organisations/{organisation_id}/communities"): staff(
        MANAGERS, creates=lambda world: {"name": "New", "description": "", "joining": "open"}
    ),
    ("POST", "/api/v1/organisations/{organisation_id}/audience"): staff(
        MANAGERS, body=lambda world: DOORS
    ),
    ("GET", COMMUNITY): staff(),
    ("PATCH", COMMUNITY): staff(MANAGERS, body=lambda world: {"description": "Changed"}),
    ("GET", f"{COMMUNITY}/criteria"): staff(),
    ("PUT", f"{COMMUNITY}/criteria"): staff(MANAGERS, body=lambda world: DOORS),
    ("GET", f"{COMMUNITY}/members"): staff(MANAGERS),
    ("POST", f"{COMMUNITY}/join"): person(),
    # Who never was in has nothing to leave.
    ("POST", f"{COMMUNITY}/leave"): person().but(
        STRANGER=404, OTHER_OWNER=404, CLIENT=404, REVIEWER=404, MANAGER=404, OWNER=404
    ),
}
