"""Holding, or having held, the qualification of a project, asked for like a fact.

What was taken back for good is held no more and was never held. One whose time is up is held until
that is written down, for a sweep that looks at it may give it more.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet

from guildmark.communities.looked_up import Home, LookedUp
from guildmark.projects.models import Project
from guildmark.training.models import Qualification

QUALIFIED_FOR = "qualified_for"
WAS_QUALIFIED_FOR = "was_qualified_for"
NOT_SHOWN = "a project that is not shown"
State = Qualification.State


class QualifiedFor:
    """In one of the `states`, for whatever major version of the guideline."""

    not_shown = NOT_SHOWN

    def __init__(self, key: str, pk: int, name: str, states: Collection[str]) -> None:
        self.key, self.pk, self.name = key, pk, name
        self._held = Qualification.objects.filter(state__in=states)

    def options(self, organisation_ids: Collection[int]) -> dict[int, list[dict[str, str]]]:
        """The projects of each organisation, by name. One query."""
        options: defaultdict[int, list[dict[str, str]]] = defaultdict(list)
        found = Project.objects.filter(organisation__in=organisation_ids).order_by("name", "id")
        for pk, organisation_id, name in found.values_list("pk", "organisation_id", "name"):
            options[organisation_id].append({"key": str(pk), "name": name})
        return {pk: options[pk] for pk in organisation_ids}

    def holders(self, ids: Sequence[int]) -> QuerySet[Any]:
        """Who holds one of them, to be asked within a query."""
        return self._held.filter(project_id__in=ids).values("user_id")

    def held_by(self, user_id: int) -> list[int]:
        """The projects whose qualification somebody holds. One query."""
        held = self._held.filter(user_id=user_id).order_by("project_id")
        return list(held.values_list("project_id", flat=True).distinct())

    def homes(self, ids: Collection[int]) -> dict[int, Home]:
        """Who may know of a project's community knows of the project, while it is shown."""
        found = Project.objects.filter(pk__in=ids).values_list("pk", "community_id", "state")
        return {
            pk: Home(community_id, is_shown=state in Project.SHOWN)
            for pk, community_id, state in found
        }


def qualified_traits() -> list[LookedUp]:
    """Holding it, and holding it now or before."""
    ever = set(State.values) - {State.REVOKED}
    return [
        QualifiedFor(QUALIFIED_FOR, -1, "Qualified for", {State.GRANTED}),
        QualifiedFor(WAS_QUALIFIED_FOR, -2, "Qualified for, now or before", ever),
    ]
