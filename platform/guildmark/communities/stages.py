"""How far a community's members came in a project: the app of training says it.

Messages are written by it. It stands above, so it brings its answer when the service starts.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

#: The steps of a project's way, in their order.
STEPS = (
    "joined",
    "read_guideline",
    "comprehended",
    "practised",
    "attempted",
    "passed",
    "worked",
)

#: Of a community, a project and a step: the ids of the active members whose last step it is, to be
#: asked within a query. Raises NotFound for a project of another community.
StandingAt = Callable[[int, int, str, datetime], QuerySet[Any]]

#: The one that says it. Filled when the apps are ready, and never after.
STANDING_AT: dict[str, StandingAt] = {}


def add_standing_at(app: str, standing_at: StandingAt) -> None:
    """Let messages be written by how far people came, from the start of the service on."""
    STANDING_AT[app] = standing_at


def standing_at(community_id: int, project_id: int, step: str, now: datetime) -> QuerySet[Any]:
    """As `StandingAt`."""
    (ask,) = STANDING_AT.values()
    return ask(community_id, project_id, step, now)
