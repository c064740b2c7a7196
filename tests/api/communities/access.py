"""Who may do what with traits and communities."""

from datetime import timedelta

from guildmark.communities.models import Application, CommunityInvitation, Trait
from guildmark.core.clock import now
from tests.api.access import MANAGERS, Access, World, anybody, own, person, staff
from tests.factories import communities
from tests.factories.communities import clause

COMMUNITY = "/api/v1/communities/{community_id}"
DOORS = {"doors": {"take": [[clause("country", "=", "PT")]]}}


def _community_of_annotator(world: World) -> int:
    """One that everybody may join; the annotator is in."""
    made = communities.community(world.organisation)
    communities.member(made, user=world.annotator)
    return made.pk


def _applying_community(world: World) -> int:
    """One that is joined by application."""
    return communities.community(world.organisation, joining="apply").pk


def _community_to_close(world: World) -> int:
    """One that nothing else is tried on."""
    return communities.community(world.organisation).pk


def _application(world: World) -> int:
    """Another application of the annotator, to a community of its own."""
    made = communities.community(world.organisation, joining="apply")
    return communities.application(made, user=world.annotator).pk


def _invitation(world: World) -> CommunityInvitation:
    """By mail, to nobody in particular; long enough ago to be sent again."""
    made = communities.community(world.organisation, joining="invite")
    return communities.invitation(made, email="x@example.org", now=now() - timedelta(days=2))


def _offer(world: World) -> str:
    """A link with seats for everybody who is at the door."""
    made = communities.community(world.organisation, joining="invite")
    return communities.offer_token(communities.invitation(made, seats=100, now=now()))


def _own_trait(world: World) -> Trait:
    """A fact that the organisation asks for, and no community needs."""
    return communities.own_trait(world.organisation)


APPLYING = {"community_id": _applying_community}
MAKERS = {
    "application_id": _application,
    "trait_id": lambda world: _own_trait(world).pk,
    "own_key": lambda world: Trait.objects.get(pk=world["trait_id"]).key,
    "community_invitation_id": lambda world: _invitation(world).pk,
    "offer_token": _offer,
    "community_id": _community_of_annotator,
    "key": lambda world: "country",
}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/traits"): person(),
    ("GET", "/api/v1/me/traits"): person(),
    ("DELETE", "/api/v1/me/traits"): person(),
    ("GET", "/api/v1/organisations/{organisation_id}/traits"): staff(),
    ("POST", "/api/v1/organisations/{organisation_id}/traits"): staff(
        MANAGERS, creates=lambda world: {"name": "Shoe size", "type": "number"}
    ),
    ("PATCH", "/api/v1/organisations/{organisation_id}/traits/{trait_id}"): staff(
        MANAGERS, body=lambda world: {"name": "Shoes"}
    ),
    ("POST", "/api/v1/organisations/{organisation_id}/traits/{trait_id}/retire"): staff(MANAGERS),
    ("GET", f"{COMMUNITY}/members/{{user_id}}/traits"): staff(
        MANAGERS, parameters={"user_id": lambda world: world.annotator.pk}
    ),
    ("PUT", f"{COMMUNITY}/members/{{user_id}}/traits/{{own_key}}"): staff(
        MANAGERS,
        body=lambda world: {"value": True},
        parameters={"user_id": lambda world: world.annotator.pk},
    ),
    ("DELETE", f"{COMMUNITY}/members/{{user_id}}/traits/{{own_key}}"): staff(
        MANAGERS, parameters={"user_id": lambda world: world.annotator.pk}
    ),
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
    ("POST", f"{COMMUNITY}/close"): staff(
        MANAGERS, parameters={"community_id": _community_to_close}
    ),
    ("POST", f"{COMMUNITY}/reopen"): staff(MANAGERS),
    ("GET", f"{COMMUNITY}/criteria"): staff(),
    ("POST", f"{COMMUNITY}/criteria-trials"): staff(
        MANAGERS, body=lambda world: {**DOORS, "user_id": world.annotator.pk}
    ),
    ("PUT", f"{COMMUNITY}/criteria"): staff(MANAGERS, body=lambda world: DOORS),
    ("GET", f"{COMMUNITY}/members"): staff(MANAGERS),
    ("PATCH", f"{COMMUNITY}/members/{{user_id}}"): staff(
        MANAGERS,
        body=lambda world: {"note": "Kind"},
        parameters={"user_id": lambda world: world.annotator.pk},
    ),
    ("GET", f"{COMMUNITY}/applications"): staff(MANAGERS),
    ("POST", f"{COMMUNITY}/applications"): person(
        creates=lambda world: {"answers": []}, parameters=APPLYING
    ),
    ("POST", f"{COMMUNITY}/applications/decisions"): staff(
        MANAGERS,
        creates=lambda world: {
            "application_ids": [world["application_id"]],
            "decision": "decline",
        },
        parameters={
            "community_id": lambda world: (
                Application.objects.get(pk=world["application_id"]).community_id
            )
        },
    ),
    ("GET", f"{COMMUNITY}/members.csv"): staff(MANAGERS),
    ("POST", "/api/v1/applications/{application_id}/accept"): staff(
        MANAGERS, body=lambda world: {"reason": ""}
    ),
    ("POST", "/api/v1/applications/{application_id}/decline"): staff(
        MANAGERS, body=lambda world: {"reason": ""}
    ),
    ("POST", "/api/v1/applications/{application_id}/withdraw"): own(),
    ("GET", f"{COMMUNITY}/invitations"): staff(MANAGERS),
    ("POST", f"{COMMUNITY}/invitations"): staff(
        MANAGERS, creates=lambda world: {"email": "somebody@example.org"}
    ),
    ("POST", f"{COMMUNITY}/invitations/rows"): staff(
        MANAGERS, creates=lambda world: {"csv": "anybody@example.org"}
    ),
    ("POST", "/api/v1/community-invitations/{community_invitation_id}/resend"): staff(MANAGERS),
    ("POST", "/api/v1/community-invitations/{community_invitation_id}/revoke"): staff(MANAGERS),
    ("GET", "/api/v1/community-offers/{offer_token}"): anybody(),
    ("POST", "/api/v1/community-offers/{offer_token}/accept"): person(),
    ("POST", "/api/v1/community-offers/{offer_token}/decline"): person(),
    ("GET", f"{COMMUNITY}/quota"): staff(MANAGERS),
    ("PUT", f"{COMMUNITY}/quota"): staff(
        MANAGERS, body=lambda world: {"trait": "country", "seats": {"PT": 100}}
    ),
    ("GET", f"{COMMUNITY}/numbers"): staff(MANAGERS),
    ("GET", f"{COMMUNITY}/announcements"): staff(MANAGERS),
    ("POST", f"{COMMUNITY}/announcements"): staff(
        MANAGERS, creates=lambda world: {"title": "Hello", "body": "Welcome."}
    ),
    ("POST", f"{COMMUNITY}/announcement-counts"): staff(MANAGERS, body=lambda world: {}),
    ("GET", "/api/v1/directory"): person(),
    ("GET", "/api/v1/directory/{community_id}"): person(),
    ("GET", "/api/v1/community-pages/{community_id}"): anybody(),
    ("POST", f"{COMMUNITY}/join"): person(),
    # Who never was in has nothing to leave.
    ("POST", f"{COMMUNITY}/leave"): person().but(
        STRANGER=404, OTHER_OWNER=404, CLIENT=404, REVIEWER=404, MANAGER=404, OWNER=404
    ),
}
