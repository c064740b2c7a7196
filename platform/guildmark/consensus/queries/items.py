"""Items of a project by what became of them: how far their tasks are, what they are labelled."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildmark.consensus.models import ConsensusResult, LabelsOf
from guildmark.datasets.models import Item
from guildmark.work.models import Task

#: More are not counted: what became of each has to be looked up.
MOST_COUNTED = 1_000
NOT_ASKED = "not_asked"
#: States of tasks to draw, by the word for an item that has one.
STATES: dict[str, tuple[str, ...]] = {
    "asked": (Task.State.OPEN, Task.State.SATURATED),
    "disputed": (Task.State.DISPUTED, Task.State.ADJUDICATING),
    "triage": (Task.State.TRIAGE,),
    "resolved": (Task.State.RESOLVED,),
}
STATE_CHOICES = [(state, state) for state in (NOT_ASKED, *STATES)]


@dataclass(frozen=True)
class WorkFilter:
    """Which items of a project are wanted; what is not said is no bound.

    `label` is the key of a label that a shape of the result has. `sure_at_least` (included) and
    `sure_below` (excluded), 0 to 1, bound the least sure part of the result.
    """

    state: str = ""
    label: str = ""
    sure_at_least: float | None = None
    sure_below: float | None = None


def with_work(items: QuerySet[Item], project_id: int, wanted: WorkFilter) -> QuerySet[Item]:
    """Those of the items that the filter names. Gold tasks count for nothing here."""
    if wanted == WorkFilter():
        return items
    tasks = Task.objects.filter(
        project_id=project_id, item_id=OuterRef("pk"), step=Task.Step.DRAW, is_gold=False
    )
    if wanted.state == NOT_ASKED:
        items = items.filter(~Exists(tasks.exclude(state=Task.State.CANCELLED)))
        return items if wanted == WorkFilter(NOT_ASKED) else items.none()
    if wanted.state:
        tasks = tasks.filter(state__in=STATES[wanted.state])
    results = _results(wanted)
    return items.filter(Exists(tasks if results is None else tasks.filter(Exists(results))))


def _results(wanted: WorkFilter) -> QuerySet[ConsensusResult] | None:
    """The results in force of a task that the filter names; None where it asks for none."""
    found = ConsensusResult.objects.filter(task_id=OuterRef("pk"), is_current=True)
    asked = found
    if wanted.label:
        has_label = Q(labels__contains=[wanted.label])
        asked = asked.annotate(labels=LabelsOf("document")).filter(has_label)
    if wanted.sure_at_least is not None:
        asked = asked.filter(lowest_confidence__gte=wanted.sure_at_least)
    if wanted.sure_below is not None:
        asked = asked.filter(lowest_confidence__lt=wanted.sure_below)
    return None if asked is found else asked
