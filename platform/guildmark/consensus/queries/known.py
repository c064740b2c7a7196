"""Whether a picture has a label from elsewhere, or people were asked about it."""

from guildmark.consensus.models import ConsensusResult
from guildmark.work.models import Task
from guildmark.work.queries.unseen import asked_about


def known_task(*, project_id: int, item_id: int) -> tuple[Task | None, ConsensusResult | None]:
    """The newest task of an item in a project, and its label in force. Locks the task.

    One that an early end left unseen is none.
    """
    tasks = asked_about(project_id=project_id, item_id=item_id).filter(step=Task.Step.DRAW)
    task = tasks.select_for_update(no_key=True).order_by("-pk").first()
    if task is None:
        return None, None
    return task, ConsensusResult.objects.filter(task=task, is_current=True).first()
