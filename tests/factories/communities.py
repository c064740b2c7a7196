"""Communities, traits and members for tests, made by the public actions."""

from datetime import datetime
from itertools import count
from typing import Any

from guildmark.accounts.models import Organisation, User
from guildmark.communities import actions
from guildmark.communities.catalogue import load_catalogue, load_counted
from guildmark.communities.invitation_links import community_invitation_link
from guildmark.communities.models import (
    Application,
    Community,
    CommunityInvitation,
    Membership,
    Trait,
    TraitValue,
)
from guildmark.communities.trait_values import folded_answer
from tests.factories.accounts import NOW
from tests.factories.datasets import owner_id

_numbers = count(1)

# Any throughout: criteria and values are JSON.


def clause(trait: str, operator: str, value: Any = None) -> dict[str, Any]:
    """One condition, as it is sent."""
    return {"trait": trait, "operator": operator, "value": value}


def community(
    of: Organisation,
    *,
    name: str = "",
    discover: list[list[Any]] | None = None,
    preview: list[list[Any]] | None = None,
    take: list[list[Any]] | None = None,
    joining: str = Community.Joining.OPEN,
    now: datetime = NOW,
) -> Community:
    """A community of the organisation; what a door asks is a list of ORs."""
    made = actions.create_community(
        actor_id=owner_id(of),
        organisation_id=of.pk,
        name=name or f"Community {next(_numbers)}",
        description="",
        joining=joining,
        now=now,
    )
    if discover or preview or take:
        doors = {"discover": discover or [], "preview": preview or [], "take": take or []}
        set_criteria(made, doors, now=now)
    return made


def set_criteria(of: Community, doors: dict[str, Any], *, now: datetime = NOW) -> None:
    """New criteria for the community."""
    actions.set_criteria(
        actor_id=owner_id(of.organisation), community_id=of.pk, doors=doors, now=now
    )


def catalogue() -> None:
    """The traits of the start, counted ones too, where a test that committed has left none."""
    if not Trait.objects.exists():
        load_catalogue()
        load_counted()


def declare(user: User, *, now: datetime = NOW, **traits: Any) -> None:
    """What a person says of themselves: `declare(ada, country="PT")`."""
    for key, value in traits.items():
        actions.set_trait_value(user_id=user.pk, key=key, value=value, now=now)


def hold(user: User, trait: Trait, value: Any) -> TraitValue:
    """An answer as the actions write it, and nothing that follows from it."""
    return TraitValue.objects.create(
        user=user, trait=trait, value=value, folded=folded_answer(trait, value), updated_at=NOW
    )


def member(of: Community | None, *, user: User, now: datetime = NOW) -> Membership:
    """The person comes into the community."""
    assert of is not None, "a project without a community has no members"
    return actions.join(user_id=user.pk, community_id=of.pk, now=now)


def application(
    to: Community, *, user: User, answers: tuple[str, ...] = (), now: datetime = NOW
) -> Application:
    """The person asks to be let in."""
    return actions.apply(user_id=user.pk, community_id=to.pk, answers=answers, now=now)


def invitation(
    to: Community, *, email: str = "", seats: int = 1, now: datetime = NOW
) -> CommunityInvitation:
    """An offer by the organisation's owner."""
    return actions.invite_to_community(
        actor_id=owner_id(to.organisation), community_id=to.pk, email=email, seats=seats, now=now
    )


def offer_token(offer: CommunityInvitation) -> str:
    """What the link of an invitation shows it by."""
    return community_invitation_link(offer.pk).rsplit("/", 1)[1]


def own_trait(
    of: Organisation, *, name: str = "Interviewed", kind: str = "boolean", **more: Any
) -> Trait:
    """A fact the organisation asks for beside the catalogue."""
    options = {"question": "", "options": [], "filled_by": "person", "now": NOW, **more}
    return actions.create_trait(
        actor_id=owner_id(of), organisation_id=of.pk, name=name, type=kind, **options
    )
