"""Second verdicts that nobody gives: the label goes on with the one there is.

Lock order: verify task, then batch.
"""

from datetime import datetime

from django.db import transaction

from guildmark.work.actions.slots import close_task, locked_task
from guildmark.work.models import Task
from guildmark.work.queries.audits import ending_audits


def end_audits(*, now: datetime) -> int:
    """Ask no longer for second verdicts that do not come; how many.

    Part of a sweep; the next one settles what the one verdict says. Safe to repeat and beside
    itself.
    """
    return sum(_end_audit(task_id, now=now) for task_id in ending_audits(now=now))


@transaction.atomic
def _end_audit(task_id: int, *, now: datetime) -> bool:
    verify = locked_task(task_id)
    subject = verify.subjects.order_by("-number").first()
    if subject is None or verify.state != Task.State.OPEN or verify.leased > 0:
        return False
    given = subject.verdicts.filter(submission__counts=True).count()
    if not 0 < given < subject.verdicts_wanted:
        return False
    subject.verdicts_wanted = given
    subject.save(update_fields=["verdicts_wanted"])
    close_task(verify, Task.State.SATURATED, now=now)
    return True
