"""Items of a project by what became of them: how far their tasks are, what they are labelled."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from guildmark.consensus.models import LabelledItem
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

    `label` is the key of a label that a shape of the result has, or `question=option` of an answer
    in it. `sure_at_least` (included) and `sure_below` (excluded), 0 to 1, bound the least sure part
    of the result.
    """

    state: str = ""
    label: str = ""
    sure_at_least: float | None = None
    sure_below: float | None = None

    @property
    def asks_for_result(self) -> bool:
        """Whether the result in force decides."""
        return bool(self.label) or (self.sure_at_least, self.sure_below) != (None, None)


@dataclass(frozen=True, slots=True)
class ItemWork:
    """How far the newest task to draw of an item is, which it is (None: the item has none), and the
    labels of its results in force.
    """

    state: str = NOT_ASKED
    labels: tuple[str, ...] = ()
    task_id: int | None = None


def work_of(project_id: int, item_ids: Collection[int]) -> dict[int, ItemWork]:
    """What became of these items in a project. Two queries, however many they are."""
    tasks = Task.objects.filter(
        project_id=project_id, item_id__in=item_ids, step=Task.Step.DRAW, is_gold=False
    ).exclude(state=Task.State.CANCELLED)
    rows = list(tasks.order_by("pk").values_list("pk", "item_id", "state"))
    words = {state: word for word, states in STATES.items() for state in states}
    states = {item_id: words.get(state, NOT_ASKED) for _, item_id, state in rows}
    newest = {item_id: task_id for task_id, item_id, _ in rows}
    labelled = LabelledItem.objects.filter(
        result__task_id__in=[task_id for task_id, *_ in rows], result__is_current=True
    ).exclude(label="")
    labels: dict[int, set[str]] = defaultdict(set)
    for item_id, label in labelled.values_list("item_id", "label"):
        labels[item_id].add(label)
    return {
        item_id: ItemWork(
            states.get(item_id, NOT_ASKED), tuple(sorted(labels[item_id])), newest.get(item_id)
        )
        for item_id in item_ids
    }


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
    if not wanted.asks_for_result:
        return items.filter(Exists(tasks.filter(state__in=STATES[wanted.state])))
    if not wanted.state:
        return items.filter(Exists(_labelled(project_id, wanted, item_id=OuterRef("pk"))))
    labelled = _labelled(project_id, wanted, item_id=OuterRef("item_id"), task_id=OuterRef("pk"))
    return items.filter(Exists(tasks.filter(Exists(labelled), state__in=STATES[wanted.state])))


def _labelled(project_id: int, wanted: WorkFilter, **of: OuterRef) -> QuerySet[LabelledItem]:
    """The results in force that the filter names, of an item or of a task."""
    found = LabelledItem.objects.filter(project_id=project_id, label=wanted.label, **of)
    if wanted.sure_at_least is not None:
        found = found.filter(lowest_confidence__gte=wanted.sure_at_least)
    if wanted.sure_below is not None:
        found = found.filter(lowest_confidence__lt=wanted.sure_below)
    return found
