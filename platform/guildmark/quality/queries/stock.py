"""Is there enough gold, for whom, and of what?"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from concord.sentences import Sentence
from guildmark.projects.models import Project
from guildmark.quality.models import GoldItem, GoldStock
from guildmark.quality.queries.gold import is_older
from guildmark.work.models import Assignment, Batch, Seat

#: Use and people are those of so many days.
WINDOW = timedelta(days=7)
#: A person who has less left than for so many days is about to run out.
SOON_DAYS = 3
RUNS_OUT = "Of {people} at work, {short} had all gold or will have had it within {days} days."
#: So large a share of the people may run out before it is too little.
LOW_SHARE = 0.10
#: With fewer people who have not had an item it is of no use as gold.
LEAST_NEWCOMERS = 10


@dataclass(frozen=True)
class KindStock:
    """How much hidden gold in use has a label, an answer, or nothing at all in it."""

    kind: str  # label, answer or nothing
    key: str
    name: str
    item_count: int
    object_count: int


@dataclass(frozen=True)
class Stock:
    """The bank in figures; `reason` says why it is low, empty while it is not.

    `uses_per_day`: hidden gold handed out, mean of WINDOW. `person_count`: who worked in it;
    `exhausted_count` of these have had all there is, `soon_count` will have within SOON_DAYS.
    `older_count`: known answers not given up that were written when less could be said than now.
    """

    states: Mapping[str, int]
    hidden_count: int
    visible_count: int
    older_count: int
    kinds: list[KindStock]
    uses_per_day: float
    person_count: int
    exhausted_count: int
    soon_count: int
    reason: str

    @property
    def is_low(self) -> bool:
        """Whether people meet too little gold, or will within days."""
        return bool(self.reason)


def has_enough_newcomers(*, project_id: int, item_id: int) -> bool:
    """Whether enough people of a project have not had an item in any way."""
    people = Seat.objects.filter(project_id=project_id)
    had = Assignment.objects.filter(project_id=project_id, item_id=item_id)
    return people.exclude(annotator_id__in=had.values("annotator_id")).count() >= LEAST_NEWCOMERS


def projects_with_gold() -> list[int]:
    """Projects with an open batch that asks for gold, or of which an alarm says that it is low."""
    asking = Batch.objects.filter(state=Batch.State.OPEN, gold_share__gt=0)
    low = GoldStock.objects.filter(is_low=True)
    ids = {*asking.values_list("project_id", flat=True), *low.values_list("project_id", flat=True)}
    return sorted(ids)


def is_stock_checked(*, project_id: int, since: datetime | None) -> bool:
    """Whether a look at the bank has begun later than that; not where that is unknown."""
    if since is None:
        return False
    return GoldStock.objects.filter(project_id=project_id, checked_at__gt=since).exists()


def gold_stock(*, project_id: int, now: datetime) -> Stock:
    """The bank of a project as it is now; nine queries, however large."""
    gold = GoldItem.objects.filter(project_id=project_id)
    states = dict(gold.values_list("state").annotate(count=Count("pk")).order_by())
    in_use = gold.filter(state=GoldItem.State.ACTIVE)
    hidden = in_use.filter(is_hidden=True)
    references = list(hidden.values_list("reference", flat=True))
    active_count = states.get(GoldItem.State.ACTIVE, 0)
    people = _people(project_id, hidden_count=len(references), now=now)
    wants_gold = Batch.objects.filter(
        project_id=project_id, state=Batch.State.OPEN, gold_share__gt=0
    ).exists()
    return Stock(
        states={state: states.get(state, 0) for state in GoldItem.State.values},
        hidden_count=len(references),
        visible_count=active_count - len(references),
        older_count=gold.filter(is_older(project_id)).exclude(state=GoldItem.State.RETIRED).count(),
        kinds=_kinds(project_id, references),
        uses_per_day=sum(one.used for one in people) / WINDOW.days,
        person_count=len(people),
        exhausted_count=sum(one.days_left == 0 for one in people),
        soon_count=sum(0 < one.days_left < SOON_DAYS for one in people),
        reason=_reason(people, hidden_count=len(references)) if wants_gold else "",
    )


@dataclass(frozen=True)
class _Use:
    """How much gold somebody has met in WINDOW, and for how long the rest lasts them."""

    used: int
    days_left: float


def _people(project_id: int, *, hidden_count: int, now: datetime) -> list[_Use]:
    active = Seat.objects.filter(project_id=project_id, claimed_at__gt=now - WINDOW)
    ids = list(active.values_list("annotator_id", flat=True))
    met = (
        Assignment.objects.filter(
            project_id=project_id, annotator_id__in=ids, task__in=_hidden_tasks(project_id)
        )
        .values("annotator_id")
        .annotate(
            had=Count("pk", filter=Q(task__state="open")),
            used=Count("pk", filter=Q(leased_at__gt=now - WINDOW)),
        )
        .order_by()
    )
    by_id = {row["annotator_id"]: (row["had"], row["used"]) for row in met}
    return [_use(*by_id.get(one, (0, 0)), hidden_count) for one in ids]


def _hidden_tasks(project_id: int) -> Any:  # a queryset of ids, for a subquery
    gold = GoldItem.objects.filter(project_id=project_id, is_hidden=True, task__isnull=False)
    return gold.values("task_id")


def _use(had: int, used: int, hidden_count: int) -> _Use:
    left = max(0, hidden_count - had)
    days = left * WINDOW.days / used if used else math.inf
    return _Use(used=used, days_left=days if left else 0.0)


def _reason(people: list[_Use], *, hidden_count: int) -> str:
    if hidden_count == 0:
        return Sentence("There is no hidden gold in use.")
    short = sum(one.days_left < SOON_DAYS for one in people)
    if short == 0 or short < LOW_SHARE * len(people):
        return ""
    return Sentence(RUNS_OUT, people=len(people), short=short, days=SOON_DAYS)


def _kinds(project_id: int, references: Iterable[Mapping[str, Any]]) -> list[KindStock]:
    """Labels and answers in the order of the schema, those that no gold has among them."""
    items: Counter[tuple[str, str]] = Counter()
    objects: Counter[tuple[str, str]] = Counter()
    for reference in references:
        found = Counter(("label", shape["label"]) for shape in reference["shapes"])
        found.update(_answers(reference["answers"]))
        if reference["is_nothing_here"]:
            found["nothing", ""] += 1
        objects.update(found)
        items.update(found.keys())
    return [
        KindStock(kind, key, name, items[kind, key], objects[kind, key])
        for kind, key, name in _wanted(project_id)
    ]


def _answers(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    chosen = [
        (question, one)
        for question, answer in answers.items()
        for one in (answer if isinstance(answer, list) else [answer])
    ]
    return [("answer", f"{question}/{one}") for question, one in chosen]


def _wanted(project_id: int) -> list[tuple[str, str, str]]:
    project = Project.objects.get(pk=project_id)
    schema = project.schema_versions.order_by("-number").first()
    if schema is None:
        return []
    labels = schema.definition["labels"]
    wanted = [("label", label["key"], label["name"]) for label in labels]
    wanted += [
        ("answer", f"{question['key']}/{option['key']}", option["name"])
        for question in schema.definition["questions"]
        for option in question.get("options") or []
    ]
    return wanted + ([("nothing", "", "")] if labels else [])
