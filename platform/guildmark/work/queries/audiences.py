"""Which batches are for whom."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from guildmark.communities import queries as communities
from guildmark.communities.criteria import doors_met
from guildmark.communities.models import REACHABLE, Membership
from guildmark.projects.models import Project
from guildmark.work.models import Audience


def audiences_of(project_id: int) -> QuerySet[Audience]:
    """The audiences of a project by name."""
    return Audience.objects.filter(project_id=project_id).order_by("name", "pk")


def asked_by_audiences(user_id: int) -> dict[str, list[str]]:
    """By key of a fact, the projects whose audiences ask a person for it: of the communities they
    are in, and shown. The names of audiences are the staff's. One query.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for project, criteria in _audiences_over(user_id):
        for clause in (clause for group in criteria for clause in group):
            if project not in found[clause["trait"]]:
                found[clause["trait"]].append(project)
    return found


# Any: criteria are JSON.
def _audiences_over(user_id: int) -> QuerySet[Audience, tuple[str, Any]]:
    """The audiences a person is judged for, each with its project's name."""
    member_of = Membership.objects.filter(user_id=user_id, state__in=REACHABLE)
    over = Audience.objects.filter(
        project__state__in=Project.SHOWN, project__community__in=member_of.values("community")
    )
    return over.order_by("project__name", "pk").values_list("project__name", "criteria")


def audiences_met(*, user_id: int, project_ids: Collection[int]) -> dict[int, list[int]]:
    """The audiences a person is in, by project. One query, and one more where there are some."""
    audiences = Audience.objects.filter(project_id__in=project_ids).order_by("pk")
    return met(user_id=user_id, audiences=list(audiences))


def met(*, user_id: int, audiences: Collection[Audience]) -> dict[int, list[int]]:
    """Which of these a person is in, by project; one query, none without any."""
    found: dict[int, list[int]] = defaultdict(list)
    if not audiences:
        return found
    catalogues, values = communities.traits_with_values(
        user_id=user_id, organisation_ids={one.organisation_id for one in audiences}
    )
    for one in audiences:
        criteria = communities.parsed_once({"take": one.criteria}, catalogues[one.organisation_id])
        if doors_met(criteria, values).take:
            found[one.project_id].append(one.pk)
    return found
