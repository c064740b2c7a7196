"""Which batches are for whom."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from guildmark.communities import queries as communities
from guildmark.communities.criteria import doors_met, parse_criteria
from guildmark.work.models import Audience


def audiences_of(project_id: int) -> QuerySet[Audience]:
    """The audiences of a project by name."""
    return Audience.objects.filter(project_id=project_id).order_by("name", "pk")


def audiences_met(*, user_id: int, project_ids: Collection[int]) -> dict[int, list[int]]:
    """The audiences a person is in, by project. One query where there are none.

    Else one for the person's traits, and one for each organisation.
    """
    audiences = list(Audience.objects.filter(project_id__in=project_ids).order_by("pk"))
    found: dict[int, list[int]] = defaultdict(list)
    if not audiences:
        return found
    values = communities.values_of(user_id)
    owners = {one.organisation_id for one in audiences}
    traits = {pk: communities.traits_by_key(pk) for pk in owners}
    for one in audiences:
        criteria = parse_criteria({"take": one.criteria}, traits[one.organisation_id])
        if doors_met(criteria, values).take:
            found[one.project_id].append(one.pk)
    return found
