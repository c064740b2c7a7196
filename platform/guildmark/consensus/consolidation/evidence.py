"""What a model that was not told some gold says of it: the ground that calibration stands on."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median_low

from concord.calibration.held_out import FOLDS
from concord.documents import Answer, Field, Schema, Shape, is_within
from concord.scoring import Terms, is_held, match_shapes, terms_of
from guildmark.consensus.consolidation.answers import Settled, answers_of
from guildmark.consensus.consolidation.attributes import Attributes
from guildmark.consensus.consolidation.columns import TASKS, Columns, joined
from guildmark.consensus.consolidation.content import Plan, TaskVotes, Vote
from guildmark.consensus.consolidation.going_on import columns_of, fit_on
from guildmark.consensus.consolidation.model import ProjectModel
from guildmark.consensus.consolidation.questions import (
    Asked,
    asked_of,
    class_of,
    known_class,
    number_in,
)
from guildmark.consensus.consolidation.shapes import (
    Found,
    attributes_of,
    drawn_shapes,
    shapes_of,
)
from guildmark.consensus.consolidation.trust import NOT_SO, SO, so_or_not
from guildmark.consensus.doubt import ATTRIBUTES, EXISTS, EXPECTED_IOU, LABELS, question_part

#: An item that one person answered says nothing of what several come to.
LEAST_VOTES = 2


@dataclass(frozen=True, slots=True)
class Rate:
    """A stated rate and what it came to, both in [0, 1]; `fold` is the one it was hidden in."""

    fold: int
    stated: float
    measured: float


@dataclass(frozen=True, slots=True)
class Guess:
    """A posterior over classes, in the order of the model, and the index of the true one."""

    fold: int
    posterior: tuple[float, ...]
    truth: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """By part, everything that was said of hidden gold."""

    rates: dict[str, list[Rate]] = field(default_factory=dict)
    guesses: dict[str, list[Guess]] = field(default_factory=dict)


def evidence_steps() -> int:
    """How many steps gathering evidence reports at most."""
    return FOLDS


def gather_evidence(
    tasks: Sequence[TaskVotes],
    gold: Sequence[TaskVotes],
    schema: Schema,
    plan: Plan,
    model: ProjectModel,
    *,
    on_step: Callable[[], None],
    columns: Columns | None = None,
) -> Evidence:
    """Hide gold a fold at a time, fit from `model` on, and see what it says.

    `columns` are those of all these tasks and gold, where they are known; then nothing else of the
    tasks is looked at. A hidden item is answered by as many people as an ordinary task, though more
    have answered it: the confidence of twenty people says nothing of that of three.

    Nothing but what is hidden differs from fold to fold, so drawings are put together once. What is
    learnt from outlines is not told any truth, and stays.
    """
    usable = [task for task in gold if len(task.votes) >= LEAST_VOTES]
    evidence = Evidence()
    if not usable:
        return evidence
    if columns is None:
        columns = columns_of([*tasks, *gold], schema, model, marks={})
    asked_of_each = columns.tables[TASKS]["votes"][~columns.is_gold].tolist()
    people = median_low(asked_of_each) if asked_of_each else LEAST_VOTES
    for fold in range(min(FOLDS, len(usable))):
        hidden = usable[fold::FOLDS]
        asked = [_as_ordinary(task, people) for task in hidden]
        of_hidden = columns_of(asked, schema, model, marks={})
        fitted = fit_on(joined([columns, of_hidden]), schema, plan, model)
        on_step()
        for task, truth in zip(asked, hidden, strict=True):
            _add_shapes(evidence, fold, task, truth, schema, plan, fitted)
            _add_answers(evidence, fold, task, truth, schema, fitted)
    return evidence


def _as_ordinary(task: TaskVotes, people: int) -> TaskVotes:
    """Answered by some of those who did, drawn by the hash of their ids, and with no known answer.

    The first to answer would be the same few everywhere.
    """
    drawn = sorted(task.votes, key=_lot)[:people]
    votes = tuple(sorted(drawn, key=lambda vote: vote.submission_id))
    return replace(
        task, votes=votes, known=None, known_schema=None, known_labels=None, unmatched=()
    )


def _lot(vote: Vote) -> bytes:
    return hashlib.sha256(str(vote.submission_id).encode()).digest()


def _add_shapes(
    evidence: Evidence,
    fold: int,
    task: TaskVotes,
    truth: TaskVotes,
    schema: Schema,
    plan: Plan,
    fitted: ProjectModel,
) -> None:
    if not fitted.shapes.classes.classes:
        return
    assert truth.known is not None  # noqa: S101 -- for the type checker: it is gold
    found = shapes_of(task, schema, fitted)
    known = truth.known.shapes
    pairs = match_shapes(tuple(map(_drawn, found)), known, iou_threshold=plan.gold_iou)
    met = {pair.first: pair for pair in pairs}
    drawn = drawn_shapes(task)
    terms = [terms_of(vote.schema or schema, truth.known_schema) for vote in task.votes]
    for index, one in enumerate(found):
        if not _is_held_by_all(one.label, terms):
            continue
        pair = met.get(index)
        _rate(evidence, EXISTS, Rate(fold, one.exists, float(pair is not None)))
        if pair is not None:
            _rate(evidence, EXPECTED_IOU, Rate(fold, one.expected_iou, pair.iou))
            called = known[pair.second]
            is_known = _is_held_by_all(called.label, terms)
            if is_known and one.posterior.keys() == set(fitted.shapes.classes.classes):
                _guess(evidence, LABELS, fold, one.posterior, called.label)
            if one.label == called.label:  # other labels have other attributes
                attributes = attributes_of(one, drawn, schema, fitted)
                _add_attributes(evidence, fold, attributes, task, called, truth.known_schema)


def _is_held_by_all(label: str, terms: Sequence[Terms | None]) -> bool:
    """Of a label that the known answer or somebody who answered did not have, or drew otherwise,
    gold says nothing: neither whether it is there nor what it is."""
    return all(is_held(label, one) for one in terms)


def _add_attributes(
    evidence: Evidence,
    fold: int,
    attributes: Attributes,
    task: TaskVotes,
    known: Shape,
    known_schema: Schema | None,
) -> None:
    """Of a shape that is called what it is.

    Not of what the known answer could not say, nor where somebody who answered could not say what
    is known: an attribute of another type, an option that was not there.
    """
    for key, one in attributes.items():
        true_value = known.attributes.get(key)
        if not one.is_decided or true_value is None or not one.field.takes(true_value):
            continue
        if _could_say(known_schema, known.label, one.field, one.value) and all(
            _could_say(vote.schema, known.label, one.field, true_value) for vote in task.votes
        ):
            accepted = one.field.accepted(class_of(true_value))
            is_right = class_of(one.value) in accepted
            _guess(
                evidence, ATTRIBUTES, fold, so_or_not(one.probability), SO if is_right else NOT_SO
            )


def _could_say(schema: Schema | None, label: str, field: Field, value: Answer) -> bool:
    """Whether the value was to be chosen under the schema, of such an attribute of the label."""
    if schema is None:
        return True
    if label not in schema.labels:
        return False
    own = schema.labels[label].attributes.get(field.key)
    if own is None or own.type != field.type:
        return False
    values = value if isinstance(value, list) else [value]
    return not own.options or all(one in own.options for one in values)


def _drawn(found: Found) -> Shape:
    return Shape(found.shape.id, found.shape.kind, found.label, found.shape.geometry, {})


def _add_answers(
    evidence: Evidence,
    fold: int,
    task: TaskVotes,
    truth: TaskVotes,
    schema: Schema,
    fitted: ProjectModel,
) -> None:
    assert truth.known is not None  # noqa: S101 -- for the type checker: it is gold
    for one in answers_of(task, schema, fitted):
        if one.key not in truth.known.answers:
            continue
        claims = {claim.part: claim for claim in one.claims}
        for asked in asked_of(one.field):
            claim = claims.get(question_part(asked.key))
            true_class = known_class(truth, asked)
            if true_class is None or not _could_be_right(asked, one, true_class, task, truth):
                continue
            if claim and claim.posterior is not None:
                _guess(evidence, claim.part, fold, claim.posterior, true_class)
        number = number_in(truth.known.answers, one.field)
        if one.tolerance is not None and number is not None and isinstance(one.value, float):
            is_near = is_within(one.value, number, one.tolerance)
            stated = so_or_not(one.claims[0].probability)
            _guess(evidence, question_part(one.key), fold, stated, SO if is_near else NOT_SO)


def _could_be_right(
    asked: Asked, one: Settled, true_class: str, task: TaskVotes, truth: TaskVotes
) -> bool:
    """Whether the known answer could say what was settled on, and who answered the true class."""
    answered = (vote for vote in task.votes if one.key in vote.document.answers)
    return asked.could_be_said(class_of(one.value), truth.known_schema) and all(
        asked.could_be_said(true_class, vote.schema) for vote in answered
    )


def _rate(evidence: Evidence, part: str, rate: Rate) -> None:
    evidence.rates.setdefault(part, []).append(rate)


def _guess(
    evidence: Evidence, part: str, fold: int, posterior: Mapping[str, float], true_class: str
) -> None:
    """A true class that the model has never heard of cannot be stated, and is left out."""
    if true_class in posterior:
        truth = list(posterior).index(true_class)
        guess = Guess(fold, tuple(posterior.values()), truth)
        evidence.guesses.setdefault(part, []).append(guess)
