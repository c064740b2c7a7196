"""Applications, invitations, and what somebody outside sees of communities."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from guildmark.communities.criteria import doors_met
from guildmark.communities.invitation_links import (
    community_invitation_id_of,
    community_invitation_link,
)
from guildmark.communities.models import (
    REACHABLE,
    SEATED,
    Application,
    Community,
    CommunityInvitation,
    Membership,
    Trait,
)
from guildmark.communities.queries.communities import (
    ClauseExplained,
    criteria_and_values,
    criteria_of,
    explained,
    first_doors_and_values,
    hidden_from,
    meets,
    member_counts,
    memberships,
)
from guildmark.communities.queries.strata import without_place
from guildmark.communities.queries.traits import values_of, values_under
from guildmark.core.errors import NotFound


def applications(community_id: int, *, state: str = "") -> QuerySet[Application]:
    """Those that wait first, the oldest first among them; then the newest answers."""
    found = Application.objects.filter(community_id=community_id).select_related("user")
    if state:
        found = found.filter(state=state)
    return found.order_by(F("decided_at").desc(nulls_first=True), "id")


def application(application_id: int) -> Application:
    """One with its community and person. Raises NotFound."""
    found = Application.objects.select_related("community", "user").filter(pk=application_id)
    one = found.first()
    if one is None:
        raise NotFound
    return one


def community_invitations(community_id: int) -> QuerySet[CommunityInvitation]:
    """All invitations of a community as they are stored, the newest first."""
    return CommunityInvitation.objects.filter(community_id=community_id).order_by("-id")


def community_invitation(invitation_id: int) -> CommunityInvitation:
    """One with its community. Raises NotFound."""
    found = CommunityInvitation.objects.select_related("community").filter(pk=invitation_id)
    one = found.first()
    if one is None:
        raise NotFound
    return one


def invitations_as_of(
    found: Iterable[CommunityInvitation], *, now: datetime
) -> list[CommunityInvitation]:
    """Invitations in the state they have now, a link with its address. Costs no query."""
    return [_as_of(invitation, now) for invitation in found]


def _as_of(invitation: CommunityInvitation, now: datetime) -> CommunityInvitation:
    """A sent invitation lapses by time, without anybody writing so."""
    is_sent = invitation.state == CommunityInvitation.State.SENT
    if is_sent and invitation.expires_at <= now:
        invitation.state = CommunityInvitation.State.EXPIRED
    link = "" if invitation.email else community_invitation_link(invitation.pk)
    invitation.link = link  # type: ignore[attr-defined]  # shown to the staff that made it
    return invitation


def invitation_by_token(token: str, *, now: datetime) -> CommunityInvitation:
    """The invitation a link points to, with community and organisation. Raises NotFound."""
    found = CommunityInvitation.objects.select_related("community__organisation")
    invitation = found.filter(pk=community_invitation_id_of(token) or 0).first()
    if invitation is None:
        raise NotFound
    return _as_of(invitation, now)


@dataclass(frozen=True)
class CommunityLetter:
    """What the mail of an invitation says."""

    email: str
    community_name: str
    organisation_name: str
    description: str
    link: str
    expires_at: datetime


def community_letter(invitation_id: int) -> CommunityLetter | None:
    """The words for the mail; None for a link, and when it waits for no answer any more."""
    invitation = (
        CommunityInvitation.objects.select_related("community__organisation")
        .filter(
            pk=invitation_id,
            state=CommunityInvitation.State.SENT,
            community__closed_at=None,
        )
        .exclude(email="")
        .first()
    )
    if invitation is None:
        return None
    return CommunityLetter(
        email=invitation.email,
        community_name=invitation.community.name,
        organisation_name=invitation.community.organisation.name,
        description=invitation.community.description,
        link=community_invitation_link(invitation.pk),
        expires_at=invitation.expires_at,
    )


@dataclass(frozen=True)
class CommunitySeen:
    """A community as somebody outside it sees it, and how they stand to it.

    `no_place_by` is the fact for their answer to which all places are taken; None where one is
    free, or theirs.
    """

    community: Community
    is_met: bool
    clauses: list[ClauseExplained]
    membership: Membership | None
    application: Application | None
    no_place_by: Trait | None
    member_count: int


@dataclass(frozen=True, slots=True)
class Known:
    """A community that a person may know of."""

    community_id: int
    organisation_id: int
    name: str


# What is closed is known to who is in it alone.
_PERHAPS_KNOWN = """
SELECT c.id, c.organisation_id, c.name, m.id IS NOT NULL
FROM communities_community c
LEFT JOIN communities_membership m ON m.community_id = c.id AND m.user_id = %s
WHERE c.closed_at IS NULL OR m.state = ANY (%s)
ORDER BY c.name, c.id
"""


def known_communities(user_id: int) -> list[Known]:
    """The communities a person may know of, by name: those whose first door is open, and theirs.

    Of those that are closed, theirs alone that they are in. Three queries.
    """
    hiding, values = first_doors_and_values(user_id=user_id)
    closed_doors = {pk for pk, asked in hiding.items() if not doors_met(asked, values).discover}
    with connection.cursor() as cursor:
        cursor.execute(_PERHAPS_KNOWN, [user_id, list(REACHABLE)])
        return [
            Known(pk, organisation_id, name)
            for pk, organisation_id, name, is_theirs in cursor.fetchall()
            if is_theirs or pk not in closed_doors
        ]


def directory_ids(user_id: int) -> list[int]:
    """The ids of `known_communities`."""
    return [one.community_id for one in known_communities(user_id)]


def directory(
    user_id: int,
    *,
    search: str = "",
    joining: str = "",
    is_met: bool = False,
    within: Collection[int] | QuerySet[Any] | None = None,
) -> list[int]:
    """Of `directory_ids` those with a part of a name or description, a way in, or open to work on.

    `within` are ids of communities, as a query too; None for all. Nothing is asked of the database
    that was not asked for, and all but what is met in one statement.
    """
    ids = directory_ids(user_id)
    if search or joining or within is not None:
        found = Community.objects.filter(pk__in=ids)
        if within is not None:
            found = found.filter(pk__in=within)
        if joining:
            found = found.filter(joining=joining)
        for word in search.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(description__icontains=word)
                | Q(organisation__name__icontains=word)
            )
        left = set(found.values_list("pk", flat=True))
        ids = [pk for pk in ids if pk in left]
    if is_met:
        met = meets(user_id=user_id, community_ids=ids)
        ids = [pk for pk in ids if met[pk].take]
    return ids


def seen(*, user_id: int, community_ids: list[int]) -> list[CommunitySeen]:
    """Communities in the order given, as the person sees them.

    Six queries, however many; where some ask for members of others, six more, and where some have
    quotas, those of `without_place`.
    """
    found = {
        one.pk: one
        for one in Community.objects.filter(pk__in=community_ids).select_related("organisation")
    }
    criteria, values = criteria_and_values(user_id=user_id, community_ids=community_ids)
    hidden = hidden_from(user_id, values, criteria.values())
    held = memberships(user_id=user_id, community_ids=community_ids)
    people = member_counts(community_ids)
    outside = [one for pk, one in found.items() if pk not in held or held[pk].state not in SEATED]
    full = without_place(outside, values)
    asked = {
        one.community_id: one
        for one in Application.objects.filter(
            user_id=user_id, community_id__in=community_ids
        ).order_by("pk")
    }
    return [
        CommunitySeen(
            community=found[pk],
            is_met=doors_met(criteria[pk], values).take,
            clauses=explained(criteria[pk], values, hidden=hidden),
            membership=held.get(pk),
            application=asked.get(pk),
            no_place_by=full.get(pk),
            member_count=people.get(pk, 0),
        )
        for pk in community_ids
    ]


def require_known(*, user_id: int, community_id: int) -> None:
    """Raise NotFound where there is no such community, or the person may not know of it."""
    if Membership.objects.filter(community_id=community_id, user_id=user_id).exists():
        return
    is_there = Community.objects.filter(pk=community_id).exists()
    if (
        not is_there
        or not meets(user_id=user_id, community_ids=[community_id])[community_id].discover
    ):
        raise NotFound


def seen_by_stranger(*, user_id: int, community_id: int) -> CommunitySeen:
    """One community. Raises NotFound where the person may not know of it."""
    require_known(user_id=user_id, community_id=community_id)
    return seen(user_id=user_id, community_ids=[community_id])[0]


@dataclass(frozen=True)
class CommunityShown:
    """A community as everybody may see it, signed in or not: what it is, and what it asks."""

    community: Community
    asked: list[str]


def shown_to_everybody(community_id: int) -> CommunityShown:
    """One community. Raises NotFound where not everybody may know of it."""
    found = Community.objects.select_related("organisation").filter(pk=community_id).first()
    criteria = criteria_of([community_id])[community_id]
    if found is None or criteria.discover:
        raise NotFound
    asked = explained(criteria, {}, hidden=hidden_from(None, {}, [criteria]))
    return CommunityShown(found, [clause.sentence for clause in asked])


def asked_by(*, community_id: int, user_id: int | None) -> list[ClauseExplained]:
    """What a community asks of whom it invited; of nobody signed in, nothing is met."""
    criteria = criteria_of([community_id])[community_id]
    values = {} if user_id is None else values_under(user_id, [criteria])
    return explained(criteria, values, hidden=hidden_from(user_id, values, [criteria]))


def no_place_by(*, community: Community, user_id: int | None) -> Trait | None:
    """The fact for a person's answer to which all places are taken.

    None for who has one of them, and for nobody signed in.
    """
    if user_id is None or not community.quota:
        return None
    if community.memberships.filter(user_id=user_id, state__in=SEATED).exists():
        return None
    return without_place([community], values_of(user_id)).get(community.pk)
