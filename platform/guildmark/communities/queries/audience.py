"""Whom criteria would let in, counted over everybody at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.expressions import Combinable

from guildmark.accounts.models import User
from guildmark.communities.contradictions import Contradiction, contradictions
from guildmark.communities.criteria import DOORS, new_criteria
from guildmark.communities.criteria_sql import unmet_mask
from guildmark.communities.phrases import group_sentence
from guildmark.communities.queries.traits import usable_traits

#: Below this many, a count could point at somebody; so could the difference of two exact ones.
SMALLEST_COUNT = 10
SHOWN_DIGITS = 2


@dataclass(frozen=True)
class AudienceCount:
    """About how many people, rounded down; below ten it says no more than that."""

    value: int | None
    is_under_10: bool


@dataclass(frozen=True)
class ClauseCost:
    """One thing that is asked: how many meet it, and how many could take work without it."""

    door: str
    index: int
    sentence: str
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

    One pass over all profiles, however much is asked. Raises WrongCriteria.
    """
    criteria = new_criteria(doors, usable_traits(organisation_id))
    places = [(door, index) for door in DOORS for index in range(len(criteria.of(door)))]
    groups = criteria.up_to("take")
    people = _people_by_unmet(unmet_mask(groups))
    everything = _first_bits(len(groups))
    return Audience(
        total=_meeting(0, people),
        doors={door: _meeting(_first_bits(len(criteria.up_to(door))), people) for door in DOORS},
        clauses=[
            ClauseCost(
                door=door,
                index=index,
                sentence=group_sentence(groups[place]),
                meeting=_meeting(1 << place, people),
                without=_meeting(everything ^ (1 << place), people),
            )
            for place, (door, index) in enumerate(places)
        ],
        contradictions=contradictions(criteria),
    )


def _first_bits(count: int) -> int:
    return (1 << count) - 1


def _meeting(bits: int, people: Mapping[int, int]) -> AudienceCount:
    """How many meet all groups whose bits are given."""
    return counted(sum(number for unmet, number in people.items() if not unmet & bits))


def _people_by_unmet(mask: Combinable) -> dict[int, int]:
    """How many people fail exactly these groups, by the groups they fail."""
    people = User.objects.filter(is_active=True).annotate(unmet=mask).order_by()
    return dict(people.values_list("unmet").annotate(people=Count("pk")))


def counted(count: int) -> AudienceCount:
    """A number as it may be shown: to two digits, and to tens at the most exact."""
    if count < SMALLEST_COUNT:
        return AudienceCount(value=None, is_under_10=True)
    step = 10 ** max(1, len(str(count)) - SHOWN_DIGITS)
    return AudienceCount(value=count - count % step, is_under_10=False)
