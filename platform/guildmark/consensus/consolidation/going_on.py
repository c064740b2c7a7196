"""A fit that goes on from what an earlier one kept: only what is new is read, the rest is columns.

Everybody's rates of finding, naming, answering and counting are learnt from all answers, as ever.
What is learnt from outlines (from where on two shapes are one object, how well people draw) and
from gold that is hidden (calibration) stays as the last whole fit had it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from concord.classes import UNKNOWN, ClassModel, Method, Numbered, Votes, fit_numbered, resolve_all
from concord.documents import Field, Schema
from concord.fields import Given, NumberModel, care_of, fit_given, weighted_medians
from concord.shapes import Seen, go_on, see, stated
from guildmark.consensus.consolidation.columns import (
    ANSWERED,
    CLUSTERS,
    DRAWN,
    GAVE,
    LOOKED,
    NUMBERED,
    OF,
    SAID,
    TASKS,
    VOTED,
    Array,
    Columns,
    Integers,
    numbered_people,
    with_values,
)
from guildmark.consensus.consolidation.content import Plan, TaskVotes
from guildmark.consensus.consolidation.model import (
    SEVERAL_SUMMITS,
    ProjectModel,
    drawings_of,
    known_labels_of,
)
from guildmark.consensus.consolidation.questions import (
    CLASS_TYPES,
    Asked,
    all_asked,
    answers_to,
    known_classes,
    known_numbers,
    number_in,
    number_questions,
)
from guildmark.consensus.consolidation.trust import Trust
from guildmark.consensus.doubt import EXISTS, LABELS, question_part

#: With these everything is learnt anew, and from every answer itself.
LEARNT_ANEW = ("dawid_skene", "one_coin", "wawa", "glad")
Table = dict[str, Array]


def can_go_on(plan: Plan) -> bool:
    """Whether fits by this plan can."""
    return plan.method not in LEARNT_ANEW


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What everybody answered to one thing: `numbered`, and the true classes (items,)."""

    numbered: Numbered
    gold: Integers


def columns_of(
    tasks: Sequence[TaskVotes],
    schema: Schema,
    model: ProjectModel,
    *,
    marks: Mapping[int, int],
    seen: Seen | None = None,
    are_waiting: bool = False,
) -> Columns:
    """The columns of tasks, gold among them, with what the model says of each.

    `seen` is what the fit of the model saw of just these tasks, and spares looking again. `marks`
    by task. `are_waiting`: of tasks that were asked on. Raises concord's UnknownKind.
    """
    ordered = sorted(tasks, key=lambda task: task.key)
    tables: dict[str, Table] = {TASKS: _task_table(ordered, marks, are_waiting)}
    if weighs(schema):
        tables[VOTED] = _voter_table(ordered)
    if schema.labels:
        if seen is None:
            drawings = {task.key: drawings_of(task, schema) for task in ordered}
            seen = see(drawings, model.shapes, gold_labels=known_labels_of(ordered))
        tables |= _shape_tables(seen)
    for asked in all_asked(schema):
        tables |= _answer_tables(ordered, asked)
    for field in number_questions(schema):
        tables |= _number_tables(ordered, field)
    return state(Columns(tables), schema, model)


def weighs(schema: Schema) -> bool:
    """Whether anything is voted on by the weights that people's answers elsewhere have earned."""
    return any(label.attributes or label.is_semantic for label in schema.labels.values()) or any(
        field.type not in (*CLASS_TYPES, "number") for field in schema.questions.values()
    )


def _task_table(ordered: Sequence[TaskVotes], marks: Mapping[int, int], are_waiting: bool) -> Table:
    return {
        "id": np.array([task.task_id for task in ordered], dtype=np.int64),
        "votes": np.array([len(task.votes) for task in ordered], dtype=np.int32),
        "mark": np.array([marks.get(task.task_id, 0) for task in ordered], dtype=np.int64),
        "is_gold": np.array([task.known is not None for task in ordered], dtype=np.bool_),
        "is_waiting": np.full(len(ordered), are_waiting),
        "lean": np.zeros(len(ordered), dtype=np.float32),
    }


def _voter_table(ordered: Sequence[TaskVotes]) -> Table:
    rows = [(at, vote.annotator_id) for at, task in enumerate(ordered) for vote in task.votes]
    of, person = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    return {OF: of, "person": person}


def _number_tables(ordered: Sequence[TaskVotes], field: Field) -> dict[str, Table]:
    known = known_numbers(ordered, field)
    items: list[tuple[int, float]] = []
    gave: list[tuple[int, int]] = []
    numbers: list[float] = []
    for index, task in enumerate(ordered):
        given = [
            (vote.annotator_id, number)
            for vote in task.votes
            if (number := number_in(vote.document.answers, field)) is not None
        ]
        if given:
            gave += [(len(items), person) for person, _ in given]
            numbers += [number for _, number in given]
            items.append((index, known.get(task.key, np.nan)))
    item, person = np.array(gave, dtype=np.int64).reshape(-1, 2).T
    return {
        NUMBERED + field.key: {
            OF: np.array([index for index, _ in items], dtype=np.int64),
            "gold": np.array([truth for _, truth in items], dtype=np.float64),
            "lean": np.zeros(len(items), dtype=np.float32),
        },
        GAVE + field.key: {
            OF: item,
            "person": person,
            "number": np.array(numbers, dtype=np.float64),
        },
    }


def _shape_tables(seen: Seen) -> dict[str, Table]:
    people = np.array([int(one) for one in seen.annotators], dtype=np.int64)
    return {
        LOOKED: {OF: seen.looked_image, "person": people[seen.looked_annotator]},
        CLUSTERS: {OF: seen.image, "gold": seen.gold.astype(np.int16)},
        DRAWN: {
            OF: seen.cluster,
            "person": people[seen.annotator],
            "label": seen.label.astype(np.int16),
        },
    }


def _answer_tables(ordered: Sequence[TaskVotes], asked: Asked) -> dict[str, Table]:
    number = {key: index for index, key in enumerate(asked.classes)}
    known = known_classes(ordered, asked)
    items: list[tuple[int, int]] = []
    said: list[tuple[int, int, int]] = []
    for index, task in enumerate(ordered):
        given = [
            (len(items), vote.annotator_id, number[answer])
            for vote, answer in answers_to(task, asked)
        ]
        if given:
            items.append((index, number.get(known.get(task.key, ""), UNKNOWN)))
            said += given
    of, gold = np.array(items, dtype=np.int64).reshape(-1, 2).T
    item, person, label = np.array(said, dtype=np.int64).reshape(-1, 3).T
    return {
        ANSWERED + asked.key: {OF: of, "gold": gold.astype(np.int16)},
        SAID + asked.key: {OF: item, "person": person, "label": label.astype(np.int16)},
    }


def state(columns: Columns, schema: Schema, model: ProjectModel) -> Columns:
    """The same columns with what the model says now."""
    values: dict[str, Table] = {}
    if schema.labels:
        seen = _seen(columns, tuple(schema.labels))
        exists, posteriors = stated(seen, model.shapes)
        if EXISTS in model.trust.rates:
            exists = model.trust.rates[EXISTS].apply(exists)
        values[CLUSTERS] = {
            "exists": exists.astype(np.float32),
            "posterior": _trusted(model.trust, LABELS, posteriors),
        }
    for asked in all_asked(schema):
        one = _said(columns, asked)
        found = np.empty((0, len(asked.classes)))
        if len(one.gold):
            found = resolve_all(model.model_of(asked), one.numbered)
        values[ANSWERED + asked.key] = {
            "posterior": _trusted(model.trust, question_part(asked.key), found)
        }
    if VOTED in columns.tables:
        most = _most_classes(schema)
        voters = columns.tables[VOTED]["person"]
        values[VOTED] = {"weight": _by_person(voters, lambda who: model.weight(who, classes=most))}
    for field in number_questions(schema):
        values |= _number_state(columns, field, model.numbers_of(field))
    return with_values(columns, values)


def _most_classes(schema: Schema) -> int:
    """Between the more classes, the further a weight moves."""
    attributes = [one for label in schema.labels.values() for one in label.attributes.values()]
    return max([2, *(len(one.options) for one in attributes)])


def _by_person(people: Integers, weight: Callable[[str], float]) -> Array:
    """The weight of the person of each row."""
    known, places = np.unique(people, return_inverse=True)
    return np.array([weight(str(one)) for one in known.tolist()], dtype=np.float64)[places]


def _number_state(columns: Columns, field: Field, model: NumberModel) -> dict[str, Table]:
    count = len(columns.tables[NUMBERED + field.key][OF])
    width = 0.0 if model.width is None else float(np.log(model.width))
    gave = columns.tables[GAVE + field.key]
    weights = _by_person(gave["person"], lambda who: care_of(model, who))
    return {
        NUMBERED + field.key: {
            "error": np.full(count, model.error or 0.0),
            "log_width": np.full(count, width),
            "middle": weighted_medians(
                gave[OF], gave["number"], np.maximum(weights, 0.0), count=count
            ),
        },
        GAVE + field.key: {"weight": weights},
    }


def _trusted(trust: Trust, part: str, posteriors: Array) -> Array:
    if part in trust.classes:
        posteriors = trust.classes[part].apply(posteriors)
    return posteriors.astype(np.float32)


def fit_on(columns: Columns, schema: Schema, plan: Plan, start: ProjectModel) -> ProjectModel:
    """What is learnt from everything in the columns, from the last model on; see
    `SEVERAL_SUMMITS`."""
    return fit_columns(
        columns, schema, plan, start, None if plan.method in SEVERAL_SUMMITS else start
    )


def fit_columns(
    columns: Columns,
    schema: Schema,
    plan: Plan,
    outlines: ProjectModel,
    start: ProjectModel | None,
) -> ProjectModel:
    """What is learnt from everything in the columns, from `start` on or anew; how well people draw,
    from where on two shapes are one object, and what gold said, is as in `outlines`."""
    method = cast(Method, plan.method)  # the project's choices are the same words
    shapes = outlines.shapes
    if schema.labels:
        seen = _seen(columns, tuple(schema.labels))
        shapes = go_on(seen, shapes, method=method, start=start.shapes if start else None)
    known = start.questions if start else {}
    questions = {
        asked.key: _fit_question(_said(columns, asked), method, known.get(asked.key))
        for asked in all_asked(schema)
    }
    numbers = {field.key: _fit_numbers(columns, field.key) for field in number_questions(schema)}
    return replace(outlines, shapes=shapes, questions=questions, numbers=numbers)


def _fit_numbers(columns: Columns, key: str) -> NumberModel:
    numbered, gave = columns.tables[NUMBERED + key], columns.tables[GAVE + key]
    names, (people,) = numbered_people(gave["person"])
    given = Given(gave[OF], people, gave["number"], numbered["gold"], len(names))
    return fit_given(given, names)


def _fit_question(said: _Said, method: Method, start: ClassModel | None) -> ClassModel:
    gold = said.gold if (said.gold != UNKNOWN).any() else None
    return fit_numbered(said.numbered, gold=gold, method=method, start=start)


def _seen(columns: Columns, labels: tuple[str, ...]) -> Seen:
    looked, clusters, drawn = (columns.tables[name] for name in (LOOKED, CLUSTERS, DRAWN))
    names, (lookers, drawers) = numbered_people(looked["person"], drawn["person"])
    return Seen(
        labels=labels,
        annotators=names,
        image_count=len(columns.task_ids),
        looked_image=looked[OF],
        looked_annotator=lookers,
        image=clusters[OF],
        gold=clusters["gold"].astype(np.int64),
        cluster=drawn[OF],
        annotator=drawers,
        label=drawn["label"].astype(np.int64),
    )


def _said(columns: Columns, asked: Asked) -> _Said:
    answered, said = columns.tables[ANSWERED + asked.key], columns.tables[SAID + asked.key]
    names, (people,) = numbered_people(said["person"])
    count = len(answered[OF])
    votes = Votes(
        items=said[OF],
        annotators=people,
        labels=said["label"].astype(np.int64),
        item_count=count,
        annotator_count=len(names),
        class_count=max(1, len(asked.classes)),
    )
    items = [f"{item:012d}" for item in range(count)]
    return _Said(Numbered(votes, items, names, asked.classes), answered["gold"].astype(np.int64))
