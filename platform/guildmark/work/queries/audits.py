"""Labels that a second person is asked about, and whether there is one."""

from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q

from guildmark.work.models import Assignment, Batch, Seat, Task
from guildmark.work.queries.verdicts import verdicts_for

#: So long a label that has one verdict waits for the second.
PATIENCE = timedelta(days=3)
#: As many as one sweep looks at, those that wait longest first.
MOST_LOOKED_AT = 2000


def verdicts_to_ask(task: Task, *, now: datetime) -> int:
    """How many people are asked about the label of a draw task now.

    A second one only where two are there who could: with fewer the label would never be done.
    """
    least = task.project.verdicts_wanted
    wanted = verdicts_for(task.project, task.item_id)
    if wanted > least and _people_left(task, most=wanted, now=now) < wanted:
        return least
    return wanted


def ending_audits(*, now: datetime) -> list[int]:
    """Verify tasks that are to wait for no second verdict any more.

    The project audits this label no longer, nobody is left who could give one, or `PATIENCE` is
    over since the first. One that somebody is judging just now is none of them.
    """
    waiting = (
        Task.objects.filter(
            step=Task.Step.VERIFY,
            state=Task.State.OPEN,
            leased=0,
            batch__state=Batch.State.OPEN,
            project__verdicts_wanted=1,
        )
        .annotate(judged_at=Max("verdicts__given_at"))
        .filter(judged_at__isnull=False)
        .select_related("project", "batch")
        .order_by("judged_at", "pk")
    )
    return [
        task.pk
        for task in waiting[:MOST_LOOKED_AT]
        if task.judged_at <= now - PATIENCE
        or verdicts_for(task.project, task.item_id) == 1
        or _people_left(task, most=1, now=now) == 0
    ]


def _people_left(task: Task, *, most: int, now: datetime) -> int:
    """How many may work here and have had nothing to do with the picture, counted up to `most`."""
    seats = Seat.objects.filter(
        Q(eligible_until=None) | Q(eligible_until__gt=now),
        project_id=task.project_id,
        blocked_reason="",
        ineligible_reason="",
    )
    if task.batch is not None and task.batch.audience_id is not None:
        seats = seats.filter(audience_ids__contains=[task.batch.audience_id])
    had = Assignment.objects.filter(
        annotator=OuterRef("annotator"), project=task.project_id, item=task.item_id
    )
    return seats.exclude(Exists(had))[:most].count()
