"""Communities that ask where people stand in others, without going round in a circle.

In a circle nobody could come in first, and a membership could end the one it rests on, without end.
Who asks for the qualification of a project asks for what only members of its community can earn.
"""

from collections.abc import Iterable, Mapping

from guildmark.accounts.models import Organisation
from guildmark.communities.criteria import DOORS, Criteria, things_asked
from guildmark.communities.errors import WrongCriteria
from guildmark.communities.looked_up import communities_behind, things_named
from guildmark.communities.models import Community, CriteriaVersion
from guildmark.core.errors import FieldProblem

CIRCLE = "This leads back to the community you edit: nobody could come in first."


def require_no_circle(community: Community, criteria: Criteria) -> None:
    """Raise WrongCriteria where the criteria lead back to the community. Part of an action."""
    if not criteria.things_asked:
        return
    asked_by = _asked_by(community.organisation_id)
    problems = tuple(
        FieldProblem(f"doors.{door}[{place}][{number}].value", "circle", CIRCLE)
        for door in DOORS
        for place, group in enumerate(criteria.of(door))
        for number, clause in enumerate(group)
        if (ids := things_asked(clause))
        and _leads_to(community.pk, communities_behind({clause.trait.key: ids}), asked_by)
    )
    if problems:
        raise WrongCriteria(errors=problems)


def is_in_circle(community: Community) -> bool:
    """Whether its criteria in force lead back to it: something they ask for has another community.

    Part of an action; holds the organisation.
    """
    asked_by = _asked_by(community.organisation_id)
    return _leads_to(community.pk, asked_by.get(community.pk, set()), asked_by)


def _asked_by(organisation_id: int) -> dict[int, set[int]]:
    """By community, those it asks for in its criteria in force."""
    # Two that are set at once could close a circle together.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    newest = CriteriaVersion.objects.filter(community__organisation=organisation_id).order_by(
        "community_id", "-number"
    )
    return {
        version.community_id: communities_behind(things_named(version.doors))
        for version in newest.distinct("community_id")
    }


def _leads_to(target: int, named: Iterable[int], asked_by: Mapping[int, set[int]]) -> bool:
    reached: set[int] = set()
    ahead = set(named)
    while ahead:
        one = ahead.pop()
        reached.add(one)
        ahead |= asked_by.get(one, set()) - reached
    return target in reached
