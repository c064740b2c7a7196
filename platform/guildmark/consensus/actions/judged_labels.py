"""What was decided of labels, told to `quality`: it says how well people judge them."""

from django.db import transaction

from guildmark.consensus.models import ConsensusResult
from guildmark.quality import actions as quality
from guildmark.quality.held_verdicts import Reviewed
from guildmark.work.models import Task


@transaction.atomic
def hold_verdicts(*, draw_task_id: int) -> list[int]:
    """Hold the verdicts on a task's labels against what others decided; whose were.

    Nothing where nobody was asked for any. Records nothing, and is safe to repeat: a call beside
    this one waits for it, then reads what a reviewer settled meanwhile.
    """
    place = Task.objects.filter(pk=draw_task_id).values("batch_id", "item_id")
    verify = Task.objects.filter(step=Task.Step.VERIFY, **place.get())
    locked = verify.select_for_update(no_key=True).values_list("pk", flat=True).first()
    if locked is None:
        return []
    settled = ConsensusResult.objects.filter(
        task=draw_task_id, method=ConsensusResult.ADJUDICATED
    ).order_by("-version")
    newest = settled.only("document", "computed_at").first()
    return quality.score_verdicts(
        verify_task_id=locked,
        reviewed=Reviewed(newest.document, newest.computed_at) if newest else None,
    )
