"""Which tasks stand in the way of other work on their items."""

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from guildmark.work.models import Task

#: Of a row of `work_task`: an early end left it without an answer, and nobody called it off. Its
#: item is as if it had none.
LEFT_UNSEEN = """(
    work_task.state = 'cancelled' AND work_task.counted = 0 AND NOT work_task.is_called_off
    AND EXISTS (SELECT FROM work_batch s WHERE s.id = work_task.batch_id AND s.was_stopped)
)"""


def asked_about(*, project_id: int, item_id: int) -> QuerySet[Task]:
    """Tasks of an item in a project, but for gold and what is as if it were not there."""
    is_unseen = RawSQL(LEFT_UNSEEN, (), output_field=BooleanField())  # noqa: S611 -- no input
    tasks = Task.objects.filter(project_id=project_id, item_id=item_id, is_gold=False)
    return tasks.alias(is_unseen=is_unseen).filter(is_unseen=False)
