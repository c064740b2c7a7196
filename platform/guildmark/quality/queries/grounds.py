"""What is known of somebody at the moment a manager restricts them, as they may know it too."""

from datetime import datetime

from django.db.models import Count, Q

from guildmark.quality.figures import Json
from guildmark.quality.queries.own import own_detail
from guildmark.work.models import Assignment

State = Assignment.State


def grounds_of(*, project_id: int, annotator_id: int, now: datetime) -> Json:
    """Skill from checks, agreement with labels, and verdicts on work: only what there is.

    Checks and agreement are those of their own page, up to the last midnight: the figures of this
    moment would tell which answers of today were checks. Raises NotFound where they never came.
    """
    known = own_detail(user_id=annotator_id, project_id=project_id, now=now)
    verdicts = Assignment.objects.filter(
        project_id=project_id, annotator_id=annotator_id, reviewed_by__isnull=False
    ).aggregate(
        accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
        rejected=Count("pk", filter=Q(state=State.REJECTED)),
    )
    grounds: Json = {}
    if known.skill is not None:
        grounds |= {"skill": known.skill.mean, "checks": known.skill.check_count}
    agreement = known.figures.agreement
    if agreement["value"] is not None:
        grounds |= {"agreement": agreement["value"], "judged_answers": agreement["n"]}
    if any(verdicts.values()):
        grounds |= verdicts
    return grounds
