"""Communities, what they ask, and who is in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from guildmark.accounts.models import User
from guildmark.communities.criteria import (
    DOORS,
    NOBODY_ASKED,
    Criteria,
    DoorsMet,
    doors_met,
    group_holds,
    parse_criteria,
)
from guildmark.communities.criteria_sql import criteria_query
from guildmark.communities.models import Community, CriteriaVersion, Membership, Trait
from guildmark.communities.phrases import group_sentence
from guildmark.communities.queries.traits import values_of
from guildmark.communities.trait_values import Value
from guildmark.core.errors import NotFound


def communities(organisation_id: int) -> QuerySet[Community]:
    """The communities of an organisation by name, each with its member count and criteria."""
    return described(Community.objects.filter(organisation_id=organisation_id)).order_by(
        "name", "id"
    )


def community(community_id: int) -> Community:
    """One community. Raises NotFound."""
    return _one(Community.objects.filter(pk=community_id))


def described_community(community_id: int) -> Community:
    """As `community`, with its member count and criteria: members are counted for it."""
    return _one(described(Community.objects.filter(pk=community_id)))


def _one(found: QuerySet[Community]) -> Community:
    one = found.first()
    if one is None:
        raise NotFound
    return one


def described(found: QuerySet[Community]) -> QuerySet[Community]:
    """With `member_count`, and `versions`: the criteria in force, the newest alone."""
    newest = CriteriaVersion.objects.order_by("community_id", "-number").distinct("community_id")
    is_member = Q(memberships__state=Membership.State.ACTIVE)
    return found.annotate(member_count=Count("memberships", filter=is_member)).prefetch_related(
        Prefetch("criteria_versions", queryset=newest, to_attr="versions")
    )


def criteria_of(community_ids: Collection[int]) -> dict[int, Criteria]:
    """The criteria in force by community: two queries, however many communities.

    Only traits of the catalogue and of the community's own organisation are meant. A community
    without criteria is open to everybody.
    """
    newest = (
        CriteriaVersion.objects.filter(community_id__in=community_ids)
        .select_related("community")
        .order_by("community_id", "-number")
        .distinct("community_id")
    )
    versions = list(newest)
    organisation_ids = {version.community.organisation_id for version in versions}
    known = Trait.objects.filter(
        Q(organisation=None) | Q(organisation_id__in=organisation_ids)
    ).order_by("id")
    catalogue = list(known) if versions else []
    found = dict.fromkeys(community_ids, NOBODY_ASKED)
    for version in versions:
        usable = _usable(catalogue, version.community.organisation_id)
        found[version.community_id] = parse_criteria(version.doors, usable)
    return found


def _usable(catalogue: Iterable[Trait], organisation_id: int) -> dict[str, Trait]:
    own = {trait.key: trait for trait in catalogue if trait.organisation_id == organisation_id}
    shared = {trait.key: trait for trait in catalogue if trait.organisation_id is None}
    return {**shared, **own}


def meets(*, user_id: int, community_ids: Collection[int]) -> dict[int, DoorsMet]:
    """Which doors of which communities are open to a person. Three queries in all."""
    values = values_of(user_id)
    return {
        community_id: doors_met(criteria, values)
        for community_id, criteria in criteria_of(community_ids).items()
    }


def memberships(*, user_id: int, community_ids: Collection[int]) -> dict[int, Membership]:
    """What a person is in communities, by community; nothing where they never were in."""
    found = Membership.objects.filter(user_id=user_id, community_id__in=community_ids)
    return {membership.community_id: membership for membership in found}


def is_active_member(*, user_id: int, community_id: int) -> bool:
    """True when the person is in, and eligible."""
    return Membership.objects.filter(
        user_id=user_id, community_id=community_id, state=Membership.State.ACTIVE
    ).exists()


def members(
    community_id: int, *, state: str = "", tag: str = "", search: str = ""
) -> QuerySet[Membership]:
    """Who is or was in, first come first; those of a state, a tag, a part of the pseudonym."""
    found = Membership.objects.filter(community_id=community_id).select_related("user")
    if state:
        found = found.filter(state=state)
    if tag:
        found = found.filter(tags__contains=[tag])
    if search:
        found = found.filter(user__pseudonym__icontains=search)
    return found.order_by("joined_at", "id")


def member(community_id: int, user_id: int) -> Membership:
    """One of them. Raises NotFound."""
    found = members(community_id).filter(user_id=user_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class ClauseExplained:
    """One thing a door asks, in words, and whether the person meets it."""

    door: str
    is_met: bool
    sentence: str
    trait_keys: list[str]


def explain(*, user_id: int, community_id: int) -> list[ClauseExplained]:
    """Everything a community asks, door by door, and how the person stands to it."""
    return explained(criteria_of([community_id])[community_id], values_of(user_id))


def explained(criteria: Criteria, values: Mapping[int, Value]) -> list[ClauseExplained]:
    """As `explain`, for criteria and values that are at hand."""
    return [
        ClauseExplained(
            door=door,
            is_met=group_holds(group, values),
            sentence=group_sentence(group),
            trait_keys=list(dict.fromkeys(clause.trait.key for clause in group)),
        )
        for door in DOORS
        for group in criteria.of(door)
    ]


def criteria_versions(community_id: int) -> QuerySet[CriteriaVersion]:
    """Every version there was, the one in force first, each with who wrote it."""
    return (
        CriteriaVersion.objects.filter(community_id=community_id)
        .select_related("created_by")
        .order_by("-number")
    )


def eligible_ids(*, user_ids: Collection[int], criteria: Criteria) -> set[int]:
    """Those of the people who may take work under the criteria. One query."""
    query = criteria_query(criteria, door="take")
    return set(User.objects.filter(query, pk__in=user_ids).values_list("pk", flat=True))
