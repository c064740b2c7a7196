"""Who may do what with people, organisations, invitations and keys."""

from guildmark.accounts import actions
from guildmark.accounts.invitation_links import invitation_token
from guildmark.accounts.models import StaffInvitation
from guildmark.core.clock import now
from tests.api.access import MANAGERS, OWNERS, Access, World, anybody, person, staff
from tests.factories import accounts

ORGANISATION = "/api/v1/organisations/{organisation_id}"


def _invitation(world: World) -> StaffInvitation:
    return actions.invite(
        actor_id=world.owner.pk,
        organisation_id=world.organisation.pk,
        email="new@example.org",
        role="reviewer",
        now=now(),
    )


MAKERS = {
    "invitation": _invitation,
    "invitation_id": lambda world: world["invitation"].pk,
    "token": lambda world: invitation_token(world["invitation"].pk),
    "api_key_id": lambda world: accounts.api_key(world.organisation)[0].pk,
    "user_id": lambda world: world.reviewer.pk,
}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/me"): person(),
    ("PATCH", "/api/v1/me"): person(body=lambda world: {"display_name": "New"}),
    ("POST", "/api/v1/organisations"): person(creates=lambda world: {"name": "Another"}),
    ("GET", ORGANISATION): staff(),
    ("PATCH", ORGANISATION): staff(OWNERS, body=lambda world: {"name": "Renamed"}),
    ("GET", f"{ORGANISATION}/people"): staff(),
    ("PATCH", f"{ORGANISATION}/people/{{user_id}}"): staff(
        MANAGERS, body=lambda world: {"role": "client"}
    ),
    # The reviewer is the one to be removed here: everybody may leave.
    ("DELETE", f"{ORGANISATION}/people/{{user_id}}"): staff(MANAGERS | {"reviewer"}),
    ("GET", f"{ORGANISATION}/invitations"): staff(MANAGERS),
    ("POST", f"{ORGANISATION}/invitations"): staff(
        MANAGERS, creates=lambda world: {"email": "newer@example.org", "role": "client"}
    ),
    ("POST", f"{ORGANISATION}/invitations/{{invitation_id}}/revoke"): staff(MANAGERS),
    ("GET", f"{ORGANISATION}/api-keys"): staff(MANAGERS),
    ("POST", f"{ORGANISATION}/api-keys"): staff(
        MANAGERS, creates=lambda world: {"name": "Robot", "scopes": ["projects:read"]}
    ),
    ("DELETE", f"{ORGANISATION}/api-keys/{{api_key_id}}"): staff(MANAGERS),
    ("GET", "/api/v1/invitations/{token}"): anybody(),
    ("POST", "/api/v1/invitations/{token}/accept"): person(creates=lambda world: {}),
    ("POST", "/api/v1/invitations/{token}/decline"): person(),
}
