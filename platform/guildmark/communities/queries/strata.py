"""Quotas: how many are wanted of each stratum, and how many are in; how far people have come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, QuerySet

from guildmark.accounts.models import User
from guildmark.communities.criteria import Clause, Criteria, held_under
from guildmark.communities.criteria_sql import ANSWERS, groups_query
from guildmark.communities.marks import counted_of
from guildmark.communities.models import SEATED, Application, Community, Membership, Trait
from guildmark.communities.queries.audience import (
    NOT_COUNTED,
    AudienceCount,
    counted,
    people_meeting,
)
from guildmark.communities.queries.communities import criteria_of
from guildmark.communities.queries.traits import traits_by_key
from guildmark.communities.trait_values import Value
from guildmark.communities.trait_words import options_in_words


@dataclass(frozen=True)
class Stratum:
    """The people of one answer: seats, those taken, those missing, and who could still come."""

    key: str
    name: str
    seats: int
    members: int
    missing: int
    eligible: AudienceCount


#: Facts with several answers of which the first named is the one people are counted by.
FIRST_COUNTS = frozenset({"native_language"})


def divides_people(trait: Trait) -> bool:
    """Whether a quota can be over the fact: everybody then has one answer that counts."""
    return trait.type == Trait.Type.CHOICE or trait.key in FIRST_COUNTS


def stratum_of(value: Value | None) -> str | None:
    """The answer by which somebody is counted: of several the first. None without one."""
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else None


def _stratum_in_profile(trait: Trait) -> str:
    """Of a user, where the answer stands that `stratum_of` names."""
    path = f"{ANSWERS}__{held_under(trait.pk)}"
    return f"{path}__0" if trait.type == Trait.Type.CHOICES else path


def quota_trait(community: Community) -> Trait | None:
    """The fact that the quota divides people by; None without a quota."""
    key = community.quota.get("trait")
    return traits_by_key(community.organisation_id).get(key) if key else None


def strata(community: Community) -> list[Stratum]:
    """Each stratum of the quota by name. Four queries; none without one."""
    trait = quota_trait(community)
    if trait is None:
        return []
    names, members = options_in_words(trait), members_by_answer(community.pk, trait)
    eligible = _Eligible.of(criteria_of([community.pk])[community.pk], trait)
    found = [
        Stratum(
            key=key,
            name=names.get(key, key),
            seats=seats,
            members=members.get(key, 0),
            missing=max(0, seats - members.get(key, 0)),
            eligible=eligible.giving(key),
        )
        for key, seats in community.quota["seats"].items()
    ]
    return sorted(found, key=lambda stratum: stratum.name)


def without_place(
    communities: Collection[Community], values: Mapping[str, Value]
) -> dict[int, Trait]:
    """The communities whose places for a person's answer are all taken, each with the fact it is
    an answer to.

    `values` are theirs as of `values_of`. No query where none of the communities has a quota, else
    one for the facts and one for each fact that divides some of them.
    """
    limited = [one for one in communities if one.quota]
    traits = Trait.objects.filter(key__in={one.quota["trait"] for one in limited})
    found: dict[int, Trait] = {}
    for trait in traits.order_by("id") if limited else ():
        answer = stratum_of(values.get(held_under(trait.pk)))
        of_trait = [one for one in limited if one.quota["trait"] == trait.key]
        if answer is not None:
            found |= dict.fromkeys(_full_for(answer, trait, of_trait), trait)
    return found


def _full_for(answer: str, trait: Trait, communities: Collection[Community]) -> list[int]:
    """The communities that the fact divides whose places for the answer are all taken."""
    limits = {one.pk: one.quota["seats"] for one in communities}
    seats = {pk: limit[answer] for pk, limit in limits.items() if answer in limit}
    held = {f"user__{_stratum_in_profile(trait)}": answer}
    seated = Membership.objects.filter(community__in=seats, state__in=SEATED, **held)
    counts = seated.order_by().values_list("community_id").annotate(people=Count("pk"))
    taken = dict(counts) if seats else {}
    return [pk for pk, count in seats.items() if taken.get(pk, 0) >= count]


def quotas_over(*, user_id: int, key: str) -> list[int]:
    """The communities a person is or was in whose quota divides by this fact."""
    held = Membership.objects.filter(user_id=user_id, community__quota__trait=key)
    return list(held.order_by("community_id").values_list("community_id", flat=True))


def members_by_answer(
    community_id: int, trait: Trait, answers: Collection[str] | None = None
) -> dict[str, int]:
    """How many members who have a seat gave each answer, or each of those that are named."""
    path = f"user__{_stratum_in_profile(trait)}"
    seated = Membership.objects.filter(community_id=community_id, state__in=SEATED)
    if answers is not None:
        seated = seated.filter(**{f"{path}__in": answers})
    return dict(seated.order_by().values_list(path).annotate(people=Count("pk")))


def with_a_free_seat(community: Community) -> QuerySet[Membership]:
    """The ineligible members whose answer has a seat that nobody has.

    Two queries now: the trait, and how many are in, by answer. Where every seat is taken, reading
    what is found asks nothing more.
    """
    trait = quota_trait(community)
    ineligible = Membership.objects.filter(community=community, state=Membership.State.INELIGIBLE)
    if trait is None:
        return ineligible.none()
    seats: dict[str, int] = community.quota["seats"]
    members = members_by_answer(community.pk, trait, seats)
    free = [answer for answer, count in seats.items() if members.get(answer, 0) < count]
    return ineligible.filter(**{f"user__{_stratum_in_profile(trait)}__in": free})


@dataclass(frozen=True)
class _Eligible:
    """How many of all people meet what is asked, by answer; None where that is not counted."""

    by_answer: dict[str, int] | None
    is_without_own_facts: bool

    @classmethod
    def of(cls, criteria: Criteria, trait: Trait) -> Self:
        """One query. What staff can say themselves is not counted beside answers."""
        groups, divided = criteria.up_to("take"), (Clause(trait, "exists", None),)
        kept = counted_of([*groups, divided])
        if divided not in kept:
            return cls(None, is_without_own_facts=True)
        people = User.objects.filter(groups_query(kept[:-1]), is_active=True)
        path = _stratum_in_profile(trait)
        by_answer = dict(people.order_by().values_list(path).annotate(people=Count("pk")))
        return cls(by_answer, is_without_own_facts=len(kept) <= len(groups))

    def giving(self, answer: str) -> AudienceCount:
        if self.by_answer is None:
            return NOT_COUNTED
        count = self.by_answer.get(answer, 0)
        return counted(count, is_without_own_facts=self.is_without_own_facts)


@dataclass(frozen=True)
class CommunityNumbers:
    """How far people came, up to being in. Of those outside, under ten is no number."""

    can_see: AudienceCount
    eligible: AudienceCount
    applied: int
    waiting: int
    active: int
    paused: int
    ineligible: int


def community_numbers(community_id: int) -> CommunityNumbers:
    """The funnel of a community. Five queries."""
    criteria = criteria_of([community_id])[community_id]
    states = dict(
        Membership.objects.filter(community_id=community_id)
        .order_by()
        .values_list("state")
        .annotate(people=Count("pk"))
    )
    applications = Application.objects.filter(community_id=community_id)
    waiting = applications.filter(state=Application.State.SUBMITTED)
    return CommunityNumbers(
        can_see=people_meeting(criteria.up_to("discover")),
        eligible=people_meeting(criteria.up_to("take")),
        applied=applications.order_by().values("user_id").distinct().count(),
        waiting=waiting.count(),
        active=states.get(Membership.State.ACTIVE, 0),
        paused=states.get(Membership.State.PAUSED, 0),
        ineligible=states.get(Membership.State.INELIGIBLE, 0),
    )
