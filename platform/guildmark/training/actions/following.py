"""Communities that ask for the qualification of a project follow who earns and loses it."""

from datetime import datetime

from guildmark.communities import actions as communities
from guildmark.projects.models import Project
from guildmark.training.qualified_traits import QUALIFIED_FOR, WAS_QUALIFIED_FOR


def follow_qualification(*, user_id: int, project_id: int, now: datetime) -> bool:
    """Hold a person against the communities that ask for the project's qualification; does any?

    Records membership.changed where one moves. Safe to repeat, late, and beside itself.
    """
    return communities.follow(
        user_id=user_id,
        organisation_id=Project.objects.get(pk=project_id).organisation_id,
        keys=[QUALIFIED_FOR, WAS_QUALIFIED_FOR],
        thing_id=project_id,
        now=now,
    )
