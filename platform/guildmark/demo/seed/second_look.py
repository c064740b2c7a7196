"""Between two releases: a reviewer puts the least sure labels right, and a picture is left out.

So the difference of the two has something to say.
"""

from django.db import transaction

from guildmark.consensus.actions import Settlement, reopen, settle
from guildmark.consensus.models import Adjudication, ConsensusResult
from guildmark.core.clock import now
from guildmark.datasets.actions import exclude_items
from guildmark.datasets.models import ExclusionReason
from guildmark.demo.seed.projects import Seeded
from guildmark.demo.seed.staff import Staff
from guildmark.work.models import Task

CORRECTED = 4
WHY = "The client asked about this picture."
FOUND = "One coin lies half under another."


@transaction.atomic
def look_again(seeded: Seeded, staff: Staff) -> None:
    """All of it, once: where a reviewer has settled labels of the first batch, nothing is done."""
    actor_id, project = staff.manager.pk, seeded.project
    if Adjudication.objects.filter(task__batch=seeded.work_batch).exists():
        return
    labels = ConsensusResult.objects.filter(
        task__batch=seeded.work_batch, task__state=Task.State.RESOLVED, is_current=True
    )
    found = list(labels.select_related("task").order_by("lowest_confidence", "pk"))
    corrected, left_out = found[:CORRECTED], found[CORRECTED : CORRECTED + 1]
    for result in corrected:
        place = {"actor_id": actor_id, "task_id": result.task_id}
        reopen(**place, people=0, reason=WHY, now=now())
        settlement = Settlement(
            way=Adjudication.Way.EDIT,
            reason_code=Adjudication.Reason.EXISTENCE,
            note=FOUND,
            version=result.version,
            document=seeded.truth[result.task.item_id],
        )
        settle(**place, settlement=settlement, now=now())
    if project.dataset is not None and left_out:
        exclude_items(
            actor_id=actor_id,
            dataset=project.dataset,
            reason=ExclusionReason.BLURRED,
            item_ids=[one.task.item_id for one in left_out],
            now=now(),
        )
