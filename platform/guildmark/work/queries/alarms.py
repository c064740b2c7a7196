"""What about a project's queue a manager should look at."""

from datetime import datetime, timedelta

from guildmark.core.alarms import Alarm
from guildmark.events import queries as events
from guildmark.projects.models import Project
from guildmark.training.models import Qualification
from guildmark.work.models import Batch, Seat, Task

#: How far back lapses are looked for, of how many ends of leases at least, and what is unusual.
RECENT = timedelta(hours=24)
FEWEST_ENDS = 30
UNUSUAL_SHARE = 0.25
LAPSED = "assignment.expired"
ENDS = (LAPSED, "submission.made", "assignment.skipped", "assignment.released")


def alarms(project_id: int, now: datetime) -> list[Alarm]:
    """The alarms of the queue, each by index, whatever the number of tasks."""
    return [
        *_stuck(project_id),
        *_paused(project_id),
        *_nobody_may_work(project_id, now),
        *_many_lapses(project_id, now),
        *_backlog(now),
    ]


def _stuck(project_id: int) -> list[Alarm]:
    count = Task.objects.filter(project_id=project_id, state=Task.State.TRIAGE).count()
    if not count:
        return []
    return [
        Alarm(
            code="tasks_in_triage",
            severity="caution",
            sentence="Tasks that several people gave back wait for your decision.",
            remedy="Look at the pictures, then ask others or cancel the tasks.",
            count=count,
            place="queue",
        )
    ]


def _paused(project_id: int) -> list[Alarm]:
    count = Batch.objects.filter(project_id=project_id, state=Batch.State.PAUSED).count()
    if not count:
        return []
    return [
        Alarm(
            code="batch_paused",
            severity="caution",
            sentence="A batch is paused, and nobody gets work from it.",
            remedy="Resume it when its reason is gone, or drain it.",
            count=count,
            place="queue",
        )
    ]


def _nobody_may_work(project_id: int, now: datetime) -> list[Alarm]:
    """Open slots, and nobody qualified whose seat, if they have one, is free."""
    has_work = Task.objects.filter(
        batch__project_id=project_id, batch__state=Batch.State.OPEN, is_open=True
    ).exists()
    kept_away = Seat.objects.filter(project_id=project_id).exclude(
        blocked_reason="", ineligible_reason=""
    )
    may_work = (
        Qualification.objects.filter(
            project_id=project_id, state=Qualification.State.GRANTED, expires_at__gt=now
        )
        .exclude(user_id__in=kept_away.values("annotator_id"))
        .exists()
    )
    if not has_work or may_work:
        return []
    return [
        Alarm(
            code="nobody_may_work",
            severity="problem",
            sentence="There is work, and nobody who may take it.",
            remedy="See where people stop on their way in.",
            count=1,
            place="people",
        )
    ]


def _many_lapses(project_id: int, now: datetime) -> list[Alarm]:
    organisation_id = Project.objects.values_list("organisation_id", flat=True).get(pk=project_id)
    ends = events.recent_counts(
        organisation_id=organisation_id, project_id=project_id, names=ENDS, since=now - RECENT
    )
    total, lapsed = sum(ends.values()), ends.get(LAPSED, 0)
    if total < FEWEST_ENDS or lapsed < UNUSUAL_SHARE * total:
        return []
    return [
        Alarm(
            code="many_lapses",
            severity="caution",
            sentence="More than a quarter of the last leases ran out without an answer.",
            remedy="Give people more time, or see what keeps them from answering.",
            count=lapsed,
            place="queue",
        )
    ]


def _backlog(now: datetime) -> list[Alarm]:
    """Of the whole installation: its workers are shared."""
    waiting = events.waiting_since(before=now - events.LATE)
    if not waiting:
        return []
    return [
        Alarm(
            code="workers_behind",
            severity="problem",
            sentence="Results are late: the workers have not caught up for five minutes.",
            remedy="Nothing is lost. Tell who operates this service if it stays so.",
            count=waiting,
            place="queue",
        )
    ]
