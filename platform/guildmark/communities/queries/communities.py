"""Communities, what they ask, and who is in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from guildmark.accounts.models import User
from guildmark.communities.criteria import (
    DOORS,
    NOBODY_ASKED,
    Criteria,
    DoorsMet,
    Group,
    doors_met,
    group_holds,
)
from guildmark.communities.criteria_sql import criteria_query
from guildmark.communities.looked_up import LOOKED_UP, things_named
from guildmark.communities.models import REACHABLE, Community, CriteriaVersion, Membership
from guildmark.communities.phrases import Hidden, group_sentence
from guildmark.communities.queries.catalogue import catalogues
from guildmark.communities.queries.in_force import (
    owners,
    parsed_stored,
    stored,
    stored_first_doors,
)
from guildmark.communities.queries.traits import traits_with_values, with_standing
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
    state = "memberships__state"  # which, with the community, is all that an index has to hold
    is_member = Q(**{state: Membership.State.ACTIVE})
    counted = found.annotate(member_count=Count(state, filter=is_member))
    return counted.prefetch_related(
        Prefetch("criteria_versions", queryset=newest, to_attr="versions")
    )


def member_counts(community_ids: Collection[int]) -> dict[int, int]:
    """How many are in, by community; those nobody is in are left out. One query, of an index."""
    members = Membership.objects.filter(community__in=community_ids, state=Membership.State.ACTIVE)
    return dict(members.order_by().values_list("community_id").annotate(people=Count("*")))


def criteria_of(community_ids: Collection[int]) -> dict[int, Criteria]:
    """The criteria in force by community: two queries, however many communities.

    Only traits of the catalogue and of the community's own organisation are meant. A community
    without criteria is open to everybody.
    """
    found = stored(community_ids)
    asked = owners(found)
    criteria = parsed_stored(found, catalogues(asked) if asked else {})
    return dict.fromkeys(community_ids, NOBODY_ASKED) | criteria


def criteria_and_values(
    *, user_id: int, community_ids: Collection[int]
) -> tuple[dict[int, Criteria], dict[str, Value]]:
    """As `criteria_of`, and as `values_under` what is held of a person: two queries in all, and two
    for each fact that is looked up."""
    found = stored(community_ids)
    known, values = traits_with_values(user_id=user_id, organisation_ids=owners(found))
    criteria = dict.fromkeys(community_ids, NOBODY_ASKED) | parsed_stored(found, known)
    return criteria, with_standing(user_id, values, criteria.values())


def first_doors_and_values(*, user_id: int) -> tuple[dict[int, Criteria], dict[str, Value]]:
    """What each community asks of who may know of it, by community, and the person's values.

    As `criteria_and_values`. Communities that hide from nobody, most of them, are left out, and no
    other door is read: it is asked of all communities there are whenever somebody looks round.
    """
    found = stored_first_doors()
    known, values = traits_with_values(user_id=user_id, organisation_ids=owners(found))
    hiding = parsed_stored(found, known)
    return hiding, with_standing(user_id, values, hiding.values())


def communities_requiring(
    *, organisation_id: int, keys: Collection[str], thing_id: int
) -> list[int]:
    """The organisation's communities whose criteria in force depend on who stands in one thing.

    `keys` are the facts it is a thing of. One query.
    """
    newest = CriteriaVersion.objects.filter(community__organisation=organisation_id).order_by(
        "community_id", "-number"
    )
    found = []
    for version in newest.distinct("community_id"):
        named = things_named(version.doors)
        if any(thing_id in named.get(key, ()) for key in keys):
            found.append(version.community_id)
    return found


def meets(*, user_id: int, community_ids: Collection[int]) -> dict[int, DoorsMet]:
    """Which doors of which communities are open to a person. Two queries in all."""
    asked, values = criteria_and_values(user_id=user_id, community_ids=community_ids)
    return {community_id: doors_met(criteria, values) for community_id, criteria in asked.items()}


def memberships(*, user_id: int, community_ids: Collection[int]) -> dict[int, Membership]:
    """What a person is in communities, by community; nothing where they never were in."""
    found = Membership.objects.filter(user_id=user_id, community_id__in=community_ids)
    return {membership.community_id: membership for membership in found}


def is_in(*, user_id: int | None, community_id: int) -> bool:
    """True for who is in, whatever keeps them from work for now; for nobody signed in, false."""
    inside = Membership.objects.filter(community_id=community_id, state__in=REACHABLE)
    return user_id is not None and inside.filter(user_id=user_id).exists()


def is_active_member(*, user_id: int, community_id: int) -> bool:
    """True when the person is in, and eligible."""
    return Membership.objects.filter(
        user_id=user_id, community_id=community_id, state=Membership.State.ACTIVE
    ).exists()


def is_steward(*, user_id: int, community_id: int) -> bool:
    """True for an active member who looks after the others."""
    stewards = Membership.objects.filter(is_steward=True, state=Membership.State.ACTIVE)
    return stewards.filter(user_id=user_id, community_id=community_id).exists()


def steward_ids(community_id: int) -> list[int]:
    """The stewards of a community who can act."""
    stewards = Membership.objects.filter(
        community_id=community_id, is_steward=True, state=Membership.State.ACTIVE
    )
    return list(stewards.order_by("user_id").values_list("user_id", flat=True))


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
    asked, values = criteria_and_values(user_id=user_id, community_ids=[community_id])
    criteria = asked[community_id]
    return explained(criteria, values, hidden=hidden_from(user_id, values, [criteria]))


def hidden_from(
    user_id: int | None, values: Mapping[str, Value], criteria: Iterable[Criteria]
) -> set[tuple[str, int]]:
    """Of the communities and projects that the criteria name, those a person may not know of.

    `values` are the person's as of `values_under`; None is nobody signed in. Empty, and no query,
    where none of the criteria asks where people stand; else at most four and one a fact, over what
    is named, however much else there is. Each comes with the key of its fact.
    """
    named: dict[str, set[int]] = {}
    for one in criteria:
        for key, ids in one.things_asked.items():
            named.setdefault(key, set()).update(ids)
    homes = {
        (key, pk): home
        for key, ids in named.items()
        for pk, home in LOOKED_UP[key].homes(ids).items()
    }
    behind = {home.community_id for home in homes.values() if home.community_id is not None}
    hiding = _hiding_from(user_id, values, behind) if behind else set()
    return {
        thing
        for thing, home in homes.items()
        if not home.is_shown or home.community_id is None or home.community_id in hiding
    }


def _hiding_from(
    user_id: int | None, values: Mapping[str, Value], community_ids: Collection[int]
) -> set[int]:
    found = stored_first_doors(community_ids)
    hiding = parsed_stored(found, catalogues(owners(found)) if found else {})
    if user_id is None:
        return set(hiding)
    inside = Membership.objects.filter(user_id=user_id, community_id__in=hiding)
    known = set(inside.values_list("community_id", flat=True))
    closed = {pk for pk, asked in hiding.items() if not doors_met(asked, values).discover}
    return closed - known


def explained(
    criteria: Criteria, values: Mapping[str, Value], *, hidden: Hidden
) -> list[ClauseExplained]:
    """As `explain`, for criteria, values and `hidden_from` that are at hand."""
    return [
        ClauseExplained(
            door=said.door,
            is_met=group_holds(said.group, values),
            sentence=said.sentence,
            trait_keys=said.trait_keys,
        )
        for said in _said(criteria, hidden)
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing a door asks, in words."""

    door: str
    group: Group
    sentence: str
    trait_keys: list[str]


def _said(criteria: Criteria, hidden: Hidden) -> Sequence[_Said]:
    """In the reader's language; kept with the criteria unless they name what some may not know."""
    if criteria.things_asked:
        return _in_words(criteria, hidden)
    language = get_language() or ""
    kept: dict[str, Sequence[_Said]] = criteria.words
    if language not in kept:
        kept[language] = _in_words(criteria, hidden)
    return kept[language]


def _in_words(criteria: Criteria, hidden: Hidden) -> Sequence[_Said]:
    return [
        _Said(
            door=door,
            group=group,
            sentence=group_sentence(group, hidden=hidden),
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
