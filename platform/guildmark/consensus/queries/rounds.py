"""How far the verifying of labels is, by batch."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, F, Sum

from guildmark.consensus.forecasting import Rounds, TaskGroup
from guildmark.projects.models import Project
from guildmark.work.models import Batch, Subject, Task
from guildmark.work.queries.verdicts import mean_verdicts

ENDED = (Task.State.RESOLVED, Task.State.CANCELLED)
ASKS = (Batch.State.OPEN, Batch.State.PAUSED)


def rounds_of(
    batches: Sequence[Batch], groups: Mapping[int, Sequence[TaskGroup]]
) -> dict[int, Rounds]:
    """The rounds of verdicts of batches of one project, by batch; three queries.

    `groups` are the batches' tasks to draw. What is drawn in a batch that is draining is not
    verified any more, nor where the project's flow does not ask for it.
    """
    ids = [batch.pk for batch in batches]
    project = Project.objects.filter(pk__in=[batch.project_id for batch in batches]).first()
    verify = Task.objects.filter(batch_id__in=ids, step=Task.Step.VERIFY)
    live = verify.exclude(state__in=[*ENDED, Task.State.TRIAGE]).values("batch_id")
    live = live.annotate(labels=Count("pk"), slots=Sum(F("open_slots") + F("leased")))
    under_way = {row["batch_id"]: row for row in live.order_by()}
    judged = Subject.objects.filter(task__in=verify.filter(state=Task.State.RESOLVED))
    done = judged.values("task__batch_id").annotate(
        rounds=Count("pk"), labels=Count("task_id", distinct=True)
    )
    through = {row["task__batch_id"]: row for row in done.order_by()}
    found = {}
    for batch in batches:
        now, before = under_way.get(batch.pk), through.get(batch.pk)
        waiting = sum(one.count for one in groups[batch.pk] if not one.has_ended)
        labels = now["labels"] if now else 0
        is_asked = (
            project is not None and project.flow == Project.Flow.DRAW_VERIFY and batch.state in ASKS
        )
        found[batch.pk] = Rounds(
            wanted=mean_verdicts(project) if project else 1,
            to_come=max(0, waiting - labels) if is_asked else 0,
            under_way=labels,
            pending=now["slots"] if now else 0,
            through=before["labels"] if before else 0,
            taken=before["rounds"] if before else 0,
        )
    return found
