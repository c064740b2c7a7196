"""What about a project's queue a manager should look at."""

from datetime import datetime, timedelta

from concord.sentences import Sentence
from guildmark.core.alarms import Alarm, raised
from guildmark.events import queries as events
from guildmark.training.models import Qualification
from guildmark.work.models import Assignment, Batch, Seat, Submission, Task
from guildmark.work.queries.lying import is_a_task_left_to_nobody

#: How far back lapses are looked for, of how many ends of leases at least, and what is unusual.
RECENT = timedelta(hours=24)
FEWEST_ENDS = 30
UNUSUAL_SHARE = 0.25
MOST_ANSWERS = 1_000

STUCK = Alarm(
    code="tasks_in_triage",
    severity="caution",
    sentence="Tasks that several people gave back wait for your decision.",
    remedy="Look at the pictures, then ask others or cancel the tasks.",
    place="queue",
)
PAUSED = Alarm(
    code="batch_paused",
    severity="caution",
    sentence="A batch is paused, and nobody gets work from it.",
    remedy="Resume it when its reason is gone, or drain it.",
    place="queue",
)
NOBODY_MAY_WORK = Alarm(
    code="nobody_may_work",
    severity="problem",
    sentence="There is work, and nobody who may take it.",
    remedy="See where people stop on their way in.",
    place="people",
)
NOBODY_IS_LEFT = Alarm(
    code="nobody_is_left",
    severity="caution",
    sentence="Pictures wait for people who have not had them, and there are none.",
    remedy="Invite more people, or finish the batch with the answers it has.",
    place="batches",
)
MANY_LAPSES = Alarm(
    code="many_lapses",
    severity="caution",
    sentence="More than a quarter of the last leases ran out without an answer.",
    remedy="Give people more time, or see what keeps them from answering.",
    place="queue",
)


def alarms(project_id: int, now: datetime) -> list[Alarm]:
    """The alarms of the queue, each by index, whatever the number of tasks."""
    tasks = Task.objects.filter(project_id=project_id)
    batches = Batch.objects.filter(project_id=project_id)
    is_left_lying = _is_left_lying(project_id, now)
    is_left_to_nobody = not is_left_lying and is_a_task_left_to_nobody(project_id, now=now)
    return raised(
        [
            (STUCK, tasks.filter(state=Task.State.TRIAGE).count()),
            (PAUSED, batches.filter(state=Batch.State.PAUSED).count()),
            (NOBODY_MAY_WORK, int(is_left_lying)),
            (NOBODY_IS_LEFT, int(is_left_to_nobody)),
            (MANY_LAPSES, _unusual_lapses(project_id, now)),
            _workers_behind(now),
        ]
    )


def _workers_behind(now: datetime) -> tuple[Alarm, int]:
    """What waits for the workers of the whole installation, which are shared."""
    count, oldest = events.waiting_since(before=now - events.LATE)
    alarm = Alarm(
        code="workers_behind",
        severity="problem",
        sentence=_late_by(now - (oldest or now)),
        remedy="Nothing is lost. Tell who operates this service if it stays so.",
        place="queue",
    )
    return alarm, count


def _late_by(waited: timedelta) -> Sentence:
    """Minutes while they can be grasped, hours after two of them."""
    if waited < timedelta(hours=2):
        return Sentence(
            "Results are late: the oldest has waited for the workers for {minutes} minutes.",
            minutes=waited // timedelta(minutes=1),
        )
    return Sentence(
        "Results are late: the oldest has waited for the workers for {hours} hours.",
        hours=waited // timedelta(hours=1),
    )


def _is_left_lying(project_id: int, now: datetime) -> bool:
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
    return has_work and not may_work


def _unusual_lapses(project_id: int, now: datetime) -> int:
    """How many leases ran out lately; 0 where that is usual, or too little is known.

    Lately is since the thousandth last answer, at most a day: a busy project costs no more.
    """
    answers = Submission.objects.filter(project_id=project_id, submitted_at__gte=now - RECENT)
    moments = list(
        answers.order_by("-submitted_at").values_list("submitted_at", flat=True)[:MOST_ANSWERS]
    )
    since = moments[-1] if len(moments) == MOST_ANSWERS else now - RECENT
    lapsed = Assignment.objects.filter(
        project_id=project_id, state=Assignment.State.EXPIRED, ended_at__gte=since
    ).count()
    total = len(moments) + lapsed
    is_usual = total < FEWEST_ENDS or lapsed < UNUSUAL_SHARE * total
    return 0 if is_usual else lapsed
