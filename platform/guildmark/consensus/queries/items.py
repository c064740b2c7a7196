"""Items of a project by what became of them: how far their tasks are, what they are labelled."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from guildmark.consensus.models import ConsensusResult, LabelsOf
from guildmark.datasets.models import Item
from guildmark.work.models import Task

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
    if wanted.state:
        items = _in_state(items, project_id, wanted.state)
    results = _results(project_id, wanted)
    return items if results is None else items.filter(Exists(results))


def _in_state(items: QuerySet[Item], project_id: int, state: str) -> QuerySet[Item]:
    tasks = Task.objects.filter(
        project_id=project_id, item_id=OuterRef("pk"), step=Task.Step.DRAW, is_gold=False
    )
    if state == NOT_ASKED:
        return items.filter(~Exists(tasks.exclude(state=Task.State.CANCELLED)))
    return items.filter(Exists(tasks.filter(state__in=STATES[state])))


def _results(project_id: int, wanted: WorkFilter) -> QuerySet[ConsensusResult] | None:
    """The results in force that the filter names; None where it does not ask for any."""
    found = ConsensusResult.objects.filter(
        project_id=project_id, is_current=True, task__item_id=OuterRef("pk"), task__is_gold=False
    )
    asked = found
    if wanted.label:
        asked = asked.annotate(labels=LabelsOf("document")).filter(labels__contains=[wanted.label])
    if wanted.sure_at_least is not None:
        asked = asked.filter(lowest_confidence__gte=wanted.sure_at_least)
    if wanted.sure_below is not None:
        asked = asked.filter(lowest_confidence__lt=wanted.sure_below)
    return None if asked is found else asked
