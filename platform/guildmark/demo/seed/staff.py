"""The organisation of the demonstration and the people a visitor can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from guildmark.accounts.actions import add_staff, create_organisation
from guildmark.accounts.models import Organisation, Role, User
from guildmark.communities.actions import (
    create_community,
    set_criteria,
    set_quota,
    set_trait_value,
    update_community,
)
from guildmark.communities.models import Community
from guildmark.demo.accounts import ANNOTATOR, CLIENT, MANAGER, NEWCOMER, PASSWORD, DemoAccount
from guildmark.demo.people import Person

ORGANISATION = "Fieldstone Vision"
COMMUNITY = "Careful eyes"
CRITERIA = {
    "discover": [],
    "preview": [],
    "take": [
        [{"trait": "native_language", "operator": "exists", "value": None}],
        [{"trait": "device", "operator": "contains_any", "value": ["laptop", "desktop", "phone"]}],
    ],
}
DOG_PEOPLE = "Dog people"
SECOND_LOOKERS = "Second lookers"
DOG_CRITERIA = {
    "take": [
        [{"trait": "native_language", "operator": "contains_any", "value": ["pt"]}],
        [{"trait": "country", "operator": "in", "value": ["PT", "BR"]}],
        [{"trait": "pets", "operator": "contains_any", "value": ["dog"]}],
    ],
}


@dataclass(frozen=True)
class Staff:
    """Who owns the demonstration's data."""

    organisation: Organisation
    community: Community
    manager: User


def found_staff() -> Staff | None:
    """What an earlier run founded."""
    community = Community.objects.filter(name=COMMUNITY, organisation__name=ORGANISATION).first()
    if community is None:
        return None
    manager = User.objects.get(email=MANAGER.email)
    return Staff(Organisation.objects.get(name=ORGANISATION), community, manager)


@transaction.atomic
def make_everybody(people: Sequence[Person], *, now: datetime) -> Staff:
    """The organisation, those whom a visitor can be, the simulated annotators: all or nobody."""
    staff = found_organisation(now=now)
    visiting_annotator(now=now)
    newcomer()
    for person in people:
        simulated_annotator(person, now=now)
    return staff


@cache
def _password() -> str:
    """Hashed once for all visitors: it is public anyway, and a hash takes a while."""
    return make_password(PASSWORD)


def _visitor(account: DemoAccount) -> User:
    user = User.objects.create_user(account.email, None, display_name=account.display_name)
    user.password = _password()
    user.save(update_fields=["password"])
    # Their mail leads nowhere, and they may invite all the same.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def found_organisation(*, now: datetime) -> Staff:
    """The organisation, its community, its manager and its client."""
    manager, client = _visitor(MANAGER), _visitor(CLIENT)
    owned = create_organisation(actor_id=manager.pk, name=ORGANISATION, now=now)
    organisation = owned.organisation
    add_staff(
        actor_id=manager.pk,
        organisation_id=organisation.pk,
        user_id=client.pk,
        role=Role.CLIENT,
        now=now,
    )
    community = create_community(
        actor_id=manager.pk,
        organisation_id=organisation.pk,
        name=COMMUNITY,
        description="People who look twice. Open to everybody who tells us a little.",
        joining=Community.Joining.OPEN,
        now=now,
    )
    set_criteria(actor_id=manager.pk, community_id=community.pk, doors=CRITERIA, now=now)
    _dog_people(manager, organisation, now=now)
    _second_lookers(manager, organisation, community, now=now)
    return Staff(organisation, community, manager)


def _dog_people(manager: User, organisation: Organisation, *, now: datetime) -> None:
    """A community by application, with a quota and questions: something to apply to."""
    dogs = create_community(
        actor_id=manager.pk,
        organisation_id=organisation.pk,
        name=DOG_PEOPLE,
        description="Native speakers of Portuguese who know dogs. 20 places a country.",
        joining=Community.Joining.APPLY,
        now=now,
    )
    update_community(
        actor_id=manager.pk,
        community_id=dogs.pk,
        questions=["Which dog do you have, and since when?"],
        now=now,
    )
    set_criteria(actor_id=manager.pk, community_id=dogs.pk, doors=DOG_CRITERIA, now=now)
    set_quota(
        actor_id=manager.pk,
        community_id=dogs.pk,
        trait="country",
        seats={"BR": 20, "PT": 20},
        now=now,
    )


def _second_lookers(
    manager: User, organisation: Organisation, first: Community, *, now: datetime
) -> None:
    """By invitation, for members of the first community alone."""
    made = create_community(
        actor_id=manager.pk,
        organisation_id=organisation.pk,
        name=SECOND_LOOKERS,
        description="Careful eyes who look at what others drew. By invitation.",
        joining=Community.Joining.INVITE,
        now=now,
    )
    clause = {"trait": "member_of", "operator": "contains_any", "value": [str(first.pk)]}
    set_criteria(actor_id=manager.pk, community_id=made.pk, doors={"take": [[clause]]}, now=now)


def visiting_annotator(*, now: datetime) -> User:
    """The annotator who can start at once, with the facts that the community asks for."""
    user = _visitor(ANNOTATOR)
    for key, value in (("native_language", ["en"]), ("device", ["laptop"])):
        set_trait_value(user_id=user.pk, key=key, value=value, now=now)
    return user


def newcomer() -> User:
    """The person whose whole way still lies ahead."""
    return _visitor(NEWCOMER)


def simulated_annotator(person: Person, *, now: datetime) -> User:
    """An account nobody can sign in to, with its profile."""
    user = User.objects.create_user(person.email, None, display_name=person.display_name)
    for key, value in person.traits.items():
        set_trait_value(user_id=user.pk, key=key, value=value, now=now)
    return user
