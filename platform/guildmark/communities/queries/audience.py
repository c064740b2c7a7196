"""Whom criteria would let in, counted over everybody at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.expressions import Combinable

from guildmark.accounts.models import User
from guildmark.communities.contradictions import Contradiction, contradictions
from guildmark.communities.criteria import DOORS, Group, new_criteria
from guildmark.communities.criteria_sql import groups_query, unmet_mask
from guildmark.communities.marks import countable, counted_of
from guildmark.communities.phrases import group_sentence
from guildmark.communities.queries.traits import usable_traits

#: Below this many, a count could point at somebody; so could the difference of two exact ones.
SMALLEST_COUNT = 10
SHOWN_DIGITS = 2


@dataclass(frozen=True)
class AudienceCount:
    """About how many people, rounded down; below ten it says no more than that.

    `is_without_own_facts`: what the organisation can say itself was left out, as it is beside
    answers of people; then they may be fewer. Where nothing is left to count there is no value.
    """

    value: int | None
    is_under_10: bool
    is_without_own_facts: bool = False


NOT_COUNTED = AudienceCount(value=None, is_under_10=False, is_without_own_facts=True)


@dataclass(frozen=True)
class ClauseCost:
    """One thing that is asked: how many meet it, and how many could take work without it.

    `is_counted`: in the count of whom may take work; facts of its own are not, beside answers.
    """

    door: str
    index: int
    sentence: str
    is_counted: bool
    meeting: AudienceCount
    without: AudienceCount


@dataclass(frozen=True)
class Audience:
    """How many of all people would find each door open, and what keeps the others out."""

    total: AudienceCount
    doors: dict[str, AudienceCount]
    clauses: list[ClauseCost]
    contradictions: list[Contradiction]


def audience(*, organisation_id: int, doors: object) -> Audience:
    """Count whom criteria would let in, and whom each of them keeps out.

    One pass over all profiles, however much is asked. What the organisation can say itself is not
    counted beside answers of people (`marks`). Raises WrongCriteria.
    """
    criteria = new_criteria(doors, usable_traits(organisation_id))
    places = [(door, index) for door in DOORS for index in range(len(criteria.of(door)))]
    groups = criteria.up_to("take")
    people = _people_by_unmet(unmet_mask(groups))
    everything = range(len(groups))
    is_counted = countable(groups)

    def meeting(places: Iterable[int]) -> AudienceCount:
        return _meeting(list(places), groups, people)

    return Audience(
        total=meeting([]),
        doors={door: meeting(range(len(criteria.up_to(door)))) for door in DOORS},
        clauses=[
            ClauseCost(
                door=door,
                index=index,
                sentence=group_sentence(groups[place]),
                is_counted=is_counted[place],
                meeting=meeting([place]),
                without=meeting(one for one in everything if one != place),
            )
            for place, (door, index) in enumerate(places)
        ],
        contradictions=contradictions(criteria),
    )


def _meeting(
    places: Sequence[int], groups: Sequence[Group], people: Mapping[int, int]
) -> AudienceCount:
    """How many meet all groups at these places that may be counted together."""
    is_counted = countable([groups[place] for place in places])
    kept = [place for place, is_kept in zip(places, is_counted, strict=True) if is_kept]
    if places and not kept:
        return NOT_COUNTED
    bits = sum(1 << place for place in kept)
    count = sum(number for unmet, number in people.items() if not unmet & bits)
    return counted(count, is_without_own_facts=len(kept) < len(places))


def _people_by_unmet(mask: Combinable) -> dict[int, int]:
    """How many people fail exactly these groups, by the groups they fail."""
    people = User.objects.filter(is_active=True).annotate(unmet=mask).order_by()
    return dict(people.values_list("unmet").annotate(people=Count("pk")))


def counted(count: int, *, is_without_own_facts: bool = False) -> AudienceCount:
    """A number as it may be shown: to two digits, and to tens at the most exact."""
    is_under_10 = count < SMALLEST_COUNT
    step = 10 ** max(1, len(str(count)) - SHOWN_DIGITS)
    value = None if is_under_10 else count - count % step
    return AudienceCount(value, is_under_10, is_without_own_facts)


def people_meeting(groups: Sequence[Group]) -> AudienceCount:
    """How many of all people meet every group that may be counted with the others. One query."""
    kept = counted_of(groups)
    if groups and not kept:
        return NOT_COUNTED
    count = User.objects.filter(groups_query(kept), is_active=True).count()
    return counted(count, is_without_own_facts=len(kept) < len(groups))
