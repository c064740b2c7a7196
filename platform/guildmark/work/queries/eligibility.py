"""May this person work here? Asked downwards when a seat is opened or refreshed, not per claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Subquery
from django.db.models.functions import JSONObject

from guildmark.communities import queries as communities
from guildmark.communities.models import Membership
from guildmark.projects.models import Project
from guildmark.training import queries as training
from guildmark.work.models import Audience


@dataclass(frozen=True, slots=True)
class Eligibility:
    """`reason` is empty when the person may work, until `until` (None: no end).

    `audiences` are those of the project: of who may work it is asked which they are in.
    """

    reason: str
    until: datetime | None
    audiences: tuple[Audience, ...] = ()


def eligibility(*, user_id: int, project_id: int, now: datetime) -> Eligibility:
    """Membership and qualification, the first thing that is missing as a sentence.

    Whether the project is active is no matter of the person: a claim asks the project, and what is
    in hand when it closes is still taken. One query for who may, three at most.
    """
    granted = training.granted(user_id=user_id, project_id=project_id)
    membership = (
        Membership.objects.filter(user_id=user_id, community__projects=project_id)
        .annotate(
            granted_until=Subquery(granted.values("expires_at")),
            audiences=_audiences(project_id),
        )
        .first()
    )
    if membership is None:
        return Eligibility("Join the community of this project first.", None)
    if membership.state != Membership.State.ACTIVE:
        return Eligibility("Your membership of this project's community is not active.", None)
    if membership.granted_until is not None and membership.granted_until > now:
        return Eligibility("", membership.granted_until, _as_audiences(membership.audiences))
    standing = training.standing(user_id=user_id, project_id=project_id, now=now)
    if standing.is_qualified:  # since just now
        return Eligibility("", standing.expires_at, _as_audiences(membership.audiences))
    return Eligibility(standing.reason, None)


def _audiences(project_id: int) -> ArraySubquery:
    """The project's audiences, as far as it takes to say who is in them, beside another row."""
    columns = {name: name for name in ("id", "organisation_id", "project_id", "criteria")}
    found = Audience.objects.filter(project_id=project_id).order_by("pk")
    return ArraySubquery(found.values(columns=JSONObject(**columns)))


def _as_audiences(found: Sequence[Mapping[str, Any]]) -> tuple[Audience, ...]:
    """Any: columns of a row."""
    return tuple(Audience(**columns) for columns in found)


def is_known_to(*, user_id: int, project_id: int) -> bool:
    """Whether the project is this person's business: they are in its community, or may see it."""
    project = Project.objects.filter(pk=project_id, state__in=Project.SHOWN).first()
    if project is None or project.community_id is None:
        return False
    of = [project.community_id]
    if communities.memberships(user_id=user_id, community_ids=of):
        return True
    return communities.meets(user_id=user_id, community_ids=of)[project.community_id].discover
