"""Which results a plan chooses, and what they hold: the queries behind a build and its preview."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Func, JSONField, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from concord.documents import NO, YES, class_key
from concord.question_changes import QuestionChange, changed_answers, decided_answers
from concord.splits import SplitItem, divide
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries.tasks import complete_tasks
from guildmark.datasets.models import GONE
from guildmark.projects.documents import compiled_version
from guildmark.projects.queries import current_schema
from guildmark.releases.plans import OF, Plan, SplitPlan, answer_keys, asked_by_options
from guildmark.work.models import Task

#: What people settled, or a file brought as true: no fit made it, and none need confirm it.
SETTLED = (ConsensusResult.ADJUDICATED, ConsensusResult.VERIFIED, ConsensusResult.IMPORTED)
#: A preview divides at most so many items; beyond, parts are said by their shares.
MOST_DIVIDED = 20_000
#: Of at most so many it decides anew what merged options change.
MOST_DECIDED = 20_000


@dataclass(frozen=True)
class Preview:
    """What a release would hold if it were built now. `of` counts items with a result.

    `labels` counts shapes before any change, `answers` items by question=option as a release says
    them: options that are merged together may be the likeliest then. Beyond MOST_DECIDED items an
    answer is the option that it became. `grouped` counts the chosen items that have the metadata
    key by which they are divided, None where no key divides them.
    """

    items: int
    of: int
    excluded: int
    labels: dict[str, int]
    answers: dict[str, int]
    parts: dict[str, int]
    grouped: int | None = None


def _published_by(fitted_at: datetime, moment: datetime) -> Q:
    """Labels that a cold fit had made at `fitted_at`, or that were settled or brought at `moment`.

    No provisional one: not what a warm fit made, nor what the first people said of a task that asks
    on. Of a task that was opened again it is the label that stood before.
    """
    settled = Q(method__in=SETTLED, computed_at__lte=moment)
    return Q(is_provisional=False) & (Q(computed_at__lte=fitted_at) | settled)


def _publishable(project_id: int) -> Q:
    """Labels as a release would hold them that was asked for now.

    A provisional one of a task with all its answers stands for what the cold fit will say.
    """
    return Q(is_provisional=False) | Q(task__in=complete_tasks(project_id=project_id))


def _chosen(newest: QuerySet[ConsensusResult], plan: Plan) -> QuerySet[ConsensusResult]:
    """What the plan wants of the newest version of each item; excluded items are left out."""
    found = ConsensusResult.objects.filter(pk__in=newest.values("pk"), task__item__excluded_at=None)
    if plan.decided:
        found = found.filter(_decided(plan.decided))
    if plan.least_confidence is not None:
        found = found.filter(lowest_confidence__gte=plan.least_confidence)
    if plan.labels:
        found = found.filter(reduce(or_, map(_holds, plan.labels)))
    if not plan.has_empty:
        # A picture that was only asked about holds its answers.
        found = found.exclude(Q(document__shapes=[]) & Q(document__answers={}))
    return found


def _holds(key: str) -> Q:
    """Pictures with a shape of a label, or with an answer: question=option."""
    question, is_answer, option = key.partition(OF)
    if not is_answer:
        return Q(document__shapes__contains=[{"label": key}])
    answers: list[object] = [option, [option]]  # the one, or one of several
    if option in {YES, NO}:
        answers.append(option == YES)
    said = (Q(document__answers__contains={question: answer}) for answer in answers)
    return reduce(or_, said)


def results_of(
    project_id: int, plan: Plan, *, fitted_at: datetime, moment: datetime
) -> list[tuple[int, int]]:
    """(item id, result id) of what to freeze, by item id: labels of the cold fit that ended at
    `fitted_at`, and those that were settled or brought at `moment`."""
    newest = _newest(project_id, _published_by(fitted_at, moment))
    found = _chosen(newest, plan).order_by("task__item_id")
    return list(found.values_list("task__item_id", "pk"))


def preview(project_id: int, plan: Plan) -> Preview:
    """See Preview. Eight queries at most."""
    newest = _newest(project_id, _publishable(project_id))
    every = ConsensusResult.objects.filter(pk__in=newest.values("pk"))
    chosen = _chosen(newest, plan)
    count = chosen.count()
    return Preview(
        items=count,
        of=every.count(),
        excluded=every.exclude(task__item__excluded_at=None).count(),
        labels=_labels_in(chosen),
        answers=_answers_in(chosen, count, project_id, plan.questions),
        parts=_parts_of(chosen, plan.split, count) if plan.split else {},
        grouped=_grouped(chosen, plan.split),
    )


def _newest(project_id: int, which: Q) -> QuerySet[ConsensusResult]:
    """The newest version of every item of those that are `which`.

    An item that was labelled in two batches gives the result of its newest task. One that was
    called off, or lost all its answers, has none, whatever was said of it before.
    """
    return (
        ConsensusResult.objects.filter(which, project_id=project_id, task__is_gold=False)
        .exclude(task__item__exclusion_reason__in=GONE)  # its owner took it back
        .exclude(task__state=Task.State.CANCELLED)
        .order_by("task__item_id", "-task_id", "-version")
        .distinct("task__item_id")
    )


def _decided(decided: tuple[str, ...]) -> Q:
    wanted = Q(method__in=[one for one in decided if one in SETTLED])
    return wanted | ~Q(method__in=SETTLED) if "computed" in decided else wanted


def _labels_in(chosen: QuerySet[ConsensusResult]) -> dict[str, int]:
    each = Func(
        KeyTransform("shapes", "document"),
        function="jsonb_array_elements",
        template="%(function)s(%(expressions)s) ->> 'label'",
        output_field=TextField(),
    )
    shapes = ConsensusResult.objects.filter(pk__in=chosen.values("pk")).order_by()
    counts = shapes.annotate(shape_label=each).values_list("shape_label")
    return dict(counts.annotate(shape_count=Count("pk")))


def _answers_in(
    chosen: QuerySet[ConsensusResult],
    count: int,
    project_id: int,
    changes: Mapping[str, QuestionChange],
) -> dict[str, int]:
    """Of the questions that the newest schema asks by options, or by yes and no."""
    version = current_schema(project_id)
    if version is None:
        return {}
    schema = compiled_version(version)
    asked, counts = asked_by_options(schema), dict.fromkeys(answer_keys(schema), 0)
    if not counts:
        return {}
    merged = [key for key in asked if key in changes and changes[key].options]
    is_decided = bool(merged) and count <= MOST_DECIDED
    answers = _decided_answers(chosen, changes) if is_decided else _answers(chosen, asked, changes)
    for answer, items in answers:
        for question, value in answer.items():
            for option in value if isinstance(value, list) else [value]:
                key = f"{question}{OF}{class_key(option)}"
                if key in counts:
                    counts[key] += items
    return counts


def _decided_answers(
    chosen: QuerySet[ConsensusResult], changes: Mapping[str, QuestionChange]
) -> Iterator[tuple[Mapping[str, object], int]]:
    """The answers of each item as a release says them, and 1."""
    rows = chosen.values_list("document__answers", "confidence__answers", "method")
    for answers, confidence, method in rows.iterator(chunk_size=2000):
        is_settled = method in SETTLED
        yield decided_answers(answers, confidence, changes, is_settled=is_settled)[0], 1


def _answers(
    chosen: QuerySet[ConsensusResult],
    asked: Mapping[str, object],
    changes: Mapping[str, QuestionChange],
) -> Iterator[tuple[Mapping[str, object], int]]:
    """Each answer that was decided, as it is called afterwards, and of how many items it is."""
    pairs = ConsensusResult.objects.filter(pk__in=chosen.values("pk")).order_by()
    said = pairs.annotate(question=_Said("key", [*asked]), answer=_Said("value", [*asked]))
    for question, answer, count in said.values_list("question", "answer").annotate(Count("pk")):
        yield changed_answers({question: answer}, changes), count


class _Said(Func):
    """`key` or `value` of the answers to some questions, one a row; both come side by side."""

    function = "jsonb_path_query"
    output_field = JSONField()

    def __init__(self, part: str, questions: list[str]) -> None:
        # The path stands between both arguments: it is of the type jsonpath, and no parameter.
        path = f"'$.answers.keyvalue() ? (@.key == $asked[*]).{part}'"
        asked = Cast(Value(json.dumps({"asked": questions})), JSONField())
        super().__init__("document", asked, arg_joiner=f", {path}, ")


def _grouped(chosen: QuerySet[ConsensusResult], split: SplitPlan | None) -> int | None:
    if split is None or split.method != "grouped":
        return None
    return chosen.filter(task__item__metadata__has_key=split.group_key).count()


def _parts_of(chosen: QuerySet[ConsensusResult], split: SplitPlan, count: int) -> dict[str, int]:
    if count > MOST_DIVIDED:
        return {part: round(share * count) for part, share in split.shares.items()}
    rows = chosen.values_list(
        "task__item_id",
        "task__item__sha256",
        "task__item__twins_id",
        "task__item__metadata",
        "document",
    )
    items = [split_item(*row, split) for row in rows]
    parts = divide(items, split.shares, seed=split.seed, is_stratified=split.method == "stratified")
    counts = Counter(parts.values())
    return {part: counts[part] for part in split.shares}


def split_item(
    key: int,
    sha256: str,
    twins_id: int | None,
    metadata: object,
    document: object,
    split: SplitPlan,
) -> SplitItem:
    """The same bytes and near-duplicates of a dataset always stay together, others by the value of
    their key."""
    ties: list[tuple[str, object]] = [("bytes", sha256)]
    if twins_id is not None:
        ties.append(("twins", twins_id))
    if split.method == "grouped" and isinstance(metadata, dict) and split.group_key in metadata:
        ties.append(("group", str(metadata[split.group_key])))
    shapes = document["shapes"] if isinstance(document, dict) else ()
    answers = document["answers"] if isinstance(document, dict) else {}
    labels = [shape["label"] for shape in shapes]
    labels += [f"{question}{OF}{answer}" for question, answer in answers.items()]
    return SplitItem(key, tuple(ties), tuple(labels))
