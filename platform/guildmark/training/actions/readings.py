"""Reading the guideline."""

from datetime import datetime

from django.db import transaction

from guildmark.training.actions.records import record_of
from guildmark.training.errors import NotReady, WrongGuidelineVersion
from guildmark.training.models import GuidelineReading
from guildmark.training.queries import facts
from guildmark.training.way import may_read


@transaction.atomic
def read_guideline(
    *, user_id: int, project_id: int, guideline_version_id: int, now: datetime
) -> None:
    """The person says that they have read the version in force. Records guideline.read.

    Raises NotFound, NotReady (they may not read it yet) and WrongGuidelineVersion. Twice is once.
    """
    known = facts(user_id=user_id, project_id=project_id, now=now)
    if not may_read(known):
        raise NotReady("You do not meet what is asked for reading this guideline yet.")
    if known.guideline is None or known.guideline.pk != guideline_version_id:
        raise WrongGuidelineVersion
    _, is_new = GuidelineReading.objects.get_or_create(
        user_id=user_id, guideline_version=known.guideline, defaults={"read_at": now}
    )
    if is_new:
        record_of(
            known.project,
            "guideline.read",
            actor_id=user_id,
            now=now,
            user_id=user_id,
            guideline_version_id=guideline_version_id,
        )
