"""Who asks a person for what: what they are asked, what is held of them, and why."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from guildmark.communities.models import Community, CriteriaVersion, Trait, TraitChange, TraitValue
from guildmark.communities.queries.communities import criteria_of
from guildmark.communities.queries.joining import directory_ids
from guildmark.communities.queries.traits import trait_history, trait_values


def traits_asked(user_id: int) -> QuerySet[Trait]:
    """What a person can say of themselves, in asking order.

    The catalogue, and what organisations ask whose communities the person may know of.
    """
    known = Community.objects.filter(pk__in=directory_ids(user_id)).values("organisation")
    return Trait.objects.filter(
        Q(organisation=None) | Q(organisation__in=known),
        retired_at=None,
        filled_by=Trait.FilledBy.PERSON,
    ).order_by("position", "id")


@dataclass(frozen=True)
class HeldValue:
    """One answer, what was held before, and which communities ask for it."""

    held: TraitValue
    history: list[TraitChange]
    asked_by: list[str]


def held_values(user_id: int) -> list[HeldValue]:
    """All that is held of a person and why, in asking order."""
    history, asking = trait_history(user_id), _asking(user_id)
    return [
        HeldValue(one, history.get(one.trait_id, []), asking.get(one.trait_id, []))
        for one in trait_values(user_id)
    ]


def _asking(user_id: int) -> dict[int, list[str]]:
    """By trait, the communities the person may know of that ask for it."""
    ids = directory_ids(user_id)
    names = {one.pk: one.name for one in Community.objects.filter(pk__in=ids)}
    criteria = criteria_of(ids)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for community_id in ids:
        clauses = (clause for group in criteria[community_id].up_to("take") for clause in group)
        for trait_id in dict.fromkeys(clause.trait.pk for clause in clauses):
            found[trait_id].append(names[community_id])
    return found


def communities_asking_for(trait: Trait) -> list[str]:
    """The names of the communities whose criteria or quota need an organisation's own trait."""
    own = Community.objects.filter(organisation=trait.organisation).order_by("name", "id")
    newest = (
        CriteriaVersion.objects.filter(community__in=own)
        .order_by("community_id", "-number")
        .distinct("community_id")
    )
    asking = {
        version.community_id
        for version in newest
        if any(
            clause["trait"] == trait.key
            for groups in version.doors.values()
            for group in groups
            for clause in group
        )
    }
    return [one.name for one in own if one.pk in asking or one.quota.get("trait") == trait.key]
