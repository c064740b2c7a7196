"""What is known of traits, communities, and who may come in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from guildmark.accounts.models import User
from guildmark.communities.criteria import (
    DOORS,
    NOBODY_ASKED,
    Criteria,
    DoorsMet,
    Group,
    doors_met,
    group_holds,
    parse_criteria,
)
from guildmark.communities.criteria_sql import criteria_query, groups_query
from guildmark.communities.models import (
    Community,
    CriteriaVersion,
    Membership,
    Trait,
    TraitValue,
)
from guildmark.communities.phrases import group_sentence
from guildmark.communities.trait_values import Value
from guildmark.core.errors import NotFound

#: Below this many, a count could point at somebody.
SMALLEST_COUNT = 10


def traits(organisation_id: int | None = None) -> QuerySet[Trait]:
    """The catalogue, with an organisation's own traits where one is given, in asking order."""
    whose = Q(organisation=None)
    if organisation_id is not None:
        whose |= Q(organisation_id=organisation_id)
    return Trait.objects.filter(whose).order_by("position", "id")


def traits_by_key(organisation_id: int | None) -> dict[str, Trait]:
    """Traits by key; an organisation's own comes before one of the catalogue."""
    found = sorted(traits(organisation_id), key=lambda trait: trait.organisation_id is not None)
    return {trait.key: trait for trait in found}


def trait_values(user_id: int) -> QuerySet[TraitValue]:
    """What a person has said of themselves, in asking order."""
    return (
        TraitValue.objects.filter(user_id=user_id)
        .select_related("trait")
        .order_by("trait__position", "trait_id")
    )


def values_of(user_id: int) -> dict[int, Value]:
    """A person's values by id of trait."""
    return dict(TraitValue.objects.filter(user_id=user_id).values_list("trait_id", "value"))


def communities(organisation_id: int) -> QuerySet[Community]:
    """The communities of an organisation by name, each with its member count and criteria."""
    return _described(Community.objects.filter(organisation_id=organisation_id)).order_by(
        "name", "id"
    )


def community(community_id: int) -> Community:
    """One community with its member count and criteria. Raises NotFound."""
    found = _described(Community.objects.filter(pk=community_id)).first()
    if found is None:
        raise NotFound
    return found


def _described(found: QuerySet[Community]) -> QuerySet[Community]:
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


def members(community_id: int) -> QuerySet[Membership]:
    """Everybody who is or was in, first come first."""
    return (
        Membership.objects.filter(community_id=community_id)
        .select_related("user")
        .order_by("joined_at", "id")
    )


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


@dataclass(frozen=True)
class AudienceCount:
    """How many people; below ten it says no more than that."""

    value: int | None
    is_under_10: bool


@dataclass(frozen=True)
class WithoutClause:
    """How many could take work if one thing were not asked."""

    door: str
    index: int
    without: AudienceCount


@dataclass(frozen=True)
class Audience:
    """How many of all people would find each door open."""

    total: AudienceCount
    doors: dict[str, AudienceCount]
    clauses: list[WithoutClause]


def audience(*, organisation_id: int, doors: object) -> Audience:
    """Count whom criteria would let in, and whom each of them keeps out.

    One query per door and per condition. Raises WrongCriteria.
    """
    criteria = parse_criteria(doors, traits_by_key(organisation_id))
    people = User.objects.filter(is_active=True)
    return Audience(
        total=_audience_count(people),
        doors={
            door: _audience_count(people.filter(criteria_query(criteria, door=door)))
            for door in DOORS
        },
        clauses=[
            WithoutClause(
                door=door,
                index=index,
                without=_audience_count(people.filter(groups_query(_without(criteria, group)))),
            )
            for door in DOORS
            for index, group in enumerate(criteria.of(door))
        ],
    )


def _without(criteria: Criteria, left_out: Group) -> tuple[Group, ...]:
    return tuple(group for group in criteria.up_to("take") if group is not left_out)


def _audience_count(people: QuerySet[User]) -> AudienceCount:
    count = people.count()
    is_small = count < SMALLEST_COUNT
    return AudienceCount(value=None if is_small else count, is_under_10=is_small)


def eligible_ids(*, user_ids: Collection[int], criteria: Criteria) -> set[int]:
    """Those of the people who may take work under the criteria. One query."""
    query = criteria_query(criteria, door="take")
    return set(User.objects.filter(query, pk__in=user_ids).values_list("pk", flat=True))
