"""Who asks a person for what: what they are asked, what is held of them, and why."""

from collections import defaultdict
from dataclasses import dataclass

from guildmark.communities.askers import ASKERS
from guildmark.communities.models import Community, CriteriaVersion, Trait, TraitChange, TraitValue
from guildmark.communities.queries.catalogue import catalogues
from guildmark.communities.queries.communities import criteria_of
from guildmark.communities.queries.joining import known_communities
from guildmark.communities.queries.traits import trait_history, trait_values


def traits_asked(user_id: int) -> list[Trait]:
    """What a person can say of themselves, in asking order.

    The catalogue, and what organisations ask whose communities the person may know of. Four
    queries.
    """
    owners = {one.organisation_id for one in known_communities(user_id)}
    found = catalogues([None, *owners])
    asked = {
        trait.pk: trait
        for one in found.values()
        for trait in one.by_key.values()
        if trait.retired_at is None and trait.filled_by == Trait.FilledBy.PERSON
    }
    return sorted(asked.values(), key=lambda trait: (trait.position, trait.pk))


@dataclass(frozen=True)
class HeldValue:
    """One answer, what was held before, and which communities and projects ask for it."""

    held: TraitValue
    history: list[TraitChange]
    asked_by: list[str]


def held_values(user_id: int) -> list[HeldValue]:
    """All that is held of a person and why, in asking order. One query where nothing is."""
    held = list(trait_values(user_id))
    if not held:
        return []
    history, asking = trait_history(user_id), _asking(user_id)
    return [
        HeldValue(one, history.get(one.trait_id, []), asking.get(one.trait.key, [])) for one in held
    ]


def _asking(user_id: int) -> dict[str, list[str]]:
    """By key of a fact, what asks for it: communities the person may know of, by criteria and
    quota, and what apps above say of theirs.
    """
    known = known_communities(user_id)
    ids = [one.community_id for one in known]
    criteria = criteria_of(ids)
    limited = Community.objects.filter(pk__in=ids).exclude(quota={})
    quotas = dict(limited.values_list("pk", "quota__trait"))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in known:
        clauses = (c for group in criteria[one.community_id].up_to("take") for c in group)
        keys = dict.fromkeys(clause.trait.key for clause in clauses)
        if one.community_id in quotas:
            keys[quotas[one.community_id]] = None
        for key in keys:
            found[key].append(one.name)
    for asker in ASKERS.values():
        for key, names in asker(user_id).items():
            found[key] += [name for name in names if name not in found[key]]
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
