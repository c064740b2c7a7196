"""The parts of a label that are classes, and who called what how: the ground of both reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from concord.classes import ClassModel
from concord.documents import NO, YES, Schema
from guildmark.consensus.consolidation import Json, Judged, ProjectModel, TaskVotes
from guildmark.consensus.consolidation.questions import (
    Asked,
    all_asked,
    answers_to,
    known_class,
)
from guildmark.consensus.doubt import LABELS, question_part
from guildmark.consensus.findings.background import amiss

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Response:
    """Somebody's answer, and how probable each class is to be the true one."""

    annotator_id: int
    given: str
    truth: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class OfAll:
    """What everybody's answers to a part say together: its cost grows with people, so it is
    computed once for all of them. The fields are those of `Part`."""

    population: Floats
    prior: Floats
    share_missed: Floats | None


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The labels of shapes, or a question answered by classes.

    `counts` is, by annotator, the expected number of answers (true class, given class), in the
    order of `classes`. `question` and `option` are the names of a question of several choices and
    of the one that this is about. Of labels `background` is, by annotator, (2, classes): the
    expected number of objects of each true class that they did not draw, and the shapes that they
    drew for nothing by what they called them; None of a question.
    """

    key: str
    kind: str
    name: str
    trust_part: str
    classes: tuple[Json, ...]
    model: ClassModel
    question: str | None = None
    option: str | None = None
    counts: dict[int, Floats] = field(default_factory=dict)
    background: dict[int, Floats] | None = None

    @property
    def class_keys(self) -> list[str]:
        """The classes by key."""
        return [one["key"] for one in self.classes]

    @property
    def total(self) -> Floats:
        """Of everybody together, (true, given)."""
        size = len(self.classes)
        return sum(self.counts.values(), np.zeros((size, size)))

    @property
    def population(self) -> Floats:
        """P(given | true) of somebody unknown: learnt, or what everybody's answers say.

        With one count more for each answer, so that no row is empty.
        """
        if self.model.population.size:
            return self.model.population
        counts = self.total + 1.0
        shares: Floats = counts / counts.sum(axis=1, keepdims=True)
        return shares

    @property
    def prior(self) -> Floats:
        """How frequent each class is, (classes,)."""
        if self.model.priors.size:
            return self.model.priors
        weights = self.total.sum(axis=1) + 1.0
        shares: Floats = weights / weights.sum()
        return shares

    @property
    def all_background(self) -> Floats | None:
        """Of everybody together, (2, classes)."""
        if self.background is None:
            return None
        return sum(self.background.values(), np.zeros((2, len(self.classes))))

    @property
    def share_missed(self) -> Floats | None:
        """Of the objects of each true class the share that was not drawn, (classes,); 0 where there
        were none."""
        found = self.all_background
        if found is None:
            return None
        seen = self.total.sum(axis=1) + found[0]
        shares: Floats = np.divide(found[0], seen, out=np.zeros(len(seen)), where=seen > 0)
        return shares

    def background_of(self, annotator_id: int) -> Floats | None:
        """What one person did not draw, and drew for nothing, (2, classes)."""
        if self.background is None:
            return None
        return self.background.get(annotator_id, np.zeros((2, len(self.classes))))

    def of_all(self) -> OfAll:
        """What is the same for everybody."""
        return OfAll(self.population, self.prior, self.share_missed)


def parts_of(
    judged: Sequence[Judged], gold: Sequence[TaskVotes], schema: Schema, model: ProjectModel
) -> list[Part]:
    """The parts of the schema with everybody's answers, to ordinary tasks and to gold."""
    parts = [_label_part(schema, model)] if schema.labels else []
    parts += [_question_part(asked, model) for asked in all_asked(schema)]
    count_answers(parts, judged, gold, schema)
    return parts


def count_answers(
    parts: Sequence[Part], judged: Sequence[Judged], gold: Sequence[TaskVotes], schema: Schema
) -> None:
    """Add the answers to some more tasks, and some more gold, to the parts of the schema."""
    asked = {one.key: one for one in all_asked(schema)}
    for part in parts:
        if part.kind == "labels":
            _count(part, _label_responses(judged, gold, schema))
            _count_background(part, judged, gold, schema)
        else:
            _count(part, _question_responses(judged, gold, asked[part.key]))


def _label_part(schema: Schema, model: ProjectModel) -> Part:
    return Part(
        key=LABELS,
        kind="labels",
        name="Labels",
        trust_part=LABELS,
        classes=tuple(
            {"key": key, "name": schema.labels[key].name, "color": schema.labels[key].color}
            if key in schema.labels
            else {"key": key, "name": key, "color": None}
            for key in model.shapes.classes.classes
        ),
        model=model.shapes.classes,
        background={},
    )


def _question_part(asked: Asked, model: ProjectModel) -> Part:
    learnt = model.model_of(asked)
    return Part(
        key=asked.key,
        kind="question",
        name=asked.name,
        trust_part=question_part(asked.key),
        classes=tuple(
            {"key": key, "name": one.name, "color": one.color}
            if (one := asked.options.get(key)) is not None
            else {"key": key, "name": key, "color": None}
            for key in learnt.classes or asked.classes
        ),
        model=learnt,
        question=None if asked.option is None else asked.field.name,
        option=None if asked.option is None else asked.field.options[asked.option].name,
    )


def _count(part: Part, responses: Iterator[Response]) -> None:
    number = {key: index for index, key in enumerate(part.class_keys)}
    for one in responses:
        counts = part.counts.setdefault(one.annotator_id, np.zeros((len(number), len(number))))
        for true_class, probability in one.truth.items():
            if true_class in number and one.given in number:
                counts[number[true_class], number[one.given]] += probability


def _count_background(
    part: Part, judged: Sequence[Judged], gold: Sequence[TaskVotes], schema: Schema
) -> None:
    number = {key: index for index, key in enumerate(part.class_keys)}
    assert part.background is not None  # noqa: S101 -- for the type checker: it is of labels
    for one in amiss(judged, gold, schema):
        counts = part.background.setdefault(one.annotator_id, np.zeros((2, len(number))))
        for key, probability in one.classes.items():
            if key in number:
                counts[int(one.is_drawn), number[key]] += probability


def _label_responses(
    judged: Sequence[Judged], gold: Sequence[TaskVotes], schema: Schema
) -> Iterator[Response]:
    """Of single objects; a mask for all of a class is called what it is."""
    for one in judged:
        drawn = _labels_drawn(one.task)
        for key, sources in one.label.provenance.items():
            truth = one.label.confidence["shapes"][key]["posterior"]
            for source in sources:
                who, label = drawn[str(source["submission_id"]), source["shape_id"]]
                if label not in schema.semantic_labels:
                    yield Response(who, label, truth)
    for task in gold:
        drawn = _labels_drawn(task)
        for place, known in (task.known_labels or {}).items():
            if place in drawn:
                who, label = drawn[place]
                yield Response(who, label, {known: 1.0})


def _labels_drawn(task: TaskVotes) -> dict[tuple[str, str], tuple[int, str]]:
    return {
        (str(vote.submission_id), shape.id): (vote.annotator_id, shape.label)
        for vote in task.votes
        for shape in vote.document.shapes
    }


def _question_responses(
    judged: Sequence[Judged], gold: Sequence[TaskVotes], asked: Asked
) -> Iterator[Response]:
    for one in judged:
        settled = one.label.confidence["answers"].get(asked.field.key)
        truth = _truth(settled, asked) if settled is not None else None
        if truth is not None:
            yield from _answers(one.task, asked, truth)
    for task in gold:
        if (known := known_class(task, asked)) is not None:
            yield from _answers(task, asked, {known: 1.0})


def _truth(settled: Json, asked: Asked) -> Mapping[str, float] | None:
    """P(class), as the label has it; None of an option that nobody was offered."""
    if asked.option is None:
        posterior: Mapping[str, float] = settled["posterior"]
        return posterior
    if asked.option not in settled["options"]:
        return None
    chosen: float = settled["options"][asked.option]["chosen"]
    return {YES: chosen, NO: 1.0 - chosen}


def _answers(task: TaskVotes, asked: Asked, truth: Mapping[str, float]) -> Iterator[Response]:
    for vote, given in answers_to(task, asked):
        yield Response(vote.annotator_id, given, truth)
