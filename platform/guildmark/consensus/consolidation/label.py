"""The label of one task from its answers, under the model of its project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import prod

from concord.documents import Document, Schema, render_document
from guildmark.consensus.consolidation.answers import Settled, answer_confidence, answers_of
from guildmark.consensus.consolidation.attributes import Attribute, Attributes
from guildmark.consensus.consolidation.content import DEFAULT_PLAN, Json, Plan, TaskVotes
from guildmark.consensus.consolidation.model import ProjectModel, method_of
from guildmark.consensus.consolidation.shapes import (
    Found,
    attributes_of,
    drawn_shapes,
    lean_of_mask,
    left_out_of,
    provenance_of,
    shape_confidence,
    shape_of,
    shapes_of_all,
)
from guildmark.consensus.consolidation.stopping import stopping_confidence
from guildmark.consensus.consolidation.trust import Trust
from guildmark.consensus.doubt import ATTRIBUTES, EXISTS, LABELS, Decision


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The label of one task with what is known about it.

    All is stored but `is_disputed`, `stopping_confidence`, by which the queue asks on (None where
    nothing that is aimed at is calibrated), and `leans`: how far its probabilities move at most for
    each unit by which the weights of people do, of numbers by question, of all else as "".
    """

    document: Json
    confidence: Json
    provenance: Json
    left_out: list[Json]
    lowest_confidence: float
    is_disputed: bool
    method: str
    stopping_confidence: float | None = None
    leans: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A task's answers, and the label made of them."""

    task: TaskVotes
    label: Consolidated


def consolidate(
    task: TaskVotes, schema: Schema, model: ProjectModel, plan: Plan = DEFAULT_PLAN
) -> Consolidated:
    """The label of a task with at least one vote. Raises concord's UnknownKind.

    `lowest_confidence` is the least sure of everything that was decided: that a shape exists, what
    it is called and how it is, that one left out is nothing, each answer. Expected IoU is kept
    apart.
    """
    return consolidate_all([task], schema, model, plan)[0]


def consolidate_all(
    tasks: Sequence[TaskVotes], schema: Schema, model: ProjectModel, plan: Plan = DEFAULT_PLAN
) -> list[Consolidated]:
    """As `consolidate` of each task, in their order: much cheaper than one call each."""
    found = shapes_of_all(tasks, schema, model) if schema.labels else {}
    return [_label_of(task, found.get(task.key, []), schema, model, plan) for task in tasks]


def measurable(label: Consolidated) -> Consolidated:
    """The label without what agreement and reports never look at: most of its memory.

    No outlines, nothing that was left out, and of confidences what says who was right.
    """
    confidence = {
        part: {
            key: {"posterior": one.get("posterior"), **_kept_of(one)} for key, one in found.items()
        }
        for part, found in label.confidence.items()
        if part in ("shapes", "answers")
    }
    shapes = [{"id": one["id"], "label": one["label"]} for one in label.document["shapes"]]
    document = {**label.document, "shapes": shapes}
    return replace(label, document=document, confidence=confidence, left_out=[])


def _kept_of(confidence: Json) -> Json:
    kept = ("options", "tolerance", "also_right")
    return {key: confidence[key] for key in kept if key in confidence}


def _label_of(
    task: TaskVotes, found: Sequence[Found], schema: Schema, model: ProjectModel, plan: Plan
) -> Consolidated:
    kept = [one for one in found if one.exists >= plan.shape_kept_from]
    left_out = [one for one in found if one.exists < plan.shape_kept_from]
    answers = answers_of(task, schema, model)
    drawn = drawn_shapes(task)
    said = {one.shape.id: attributes_of(one, drawn, schema, model) for one in found}
    attributes = [sure for one in kept for sure in said[one.shape.id].values() if sure.is_decided]
    decisions = _decisions(kept, left_out, attributes, answers, model.trust)
    parts = {one.part for one in decisions} or {EXISTS}
    document = Document(
        is_nothing_here=bool(schema.labels) and not kept,
        shapes=tuple(shape_of(one, said[one.shape.id]) for one in kept),
        answers={one.key: one.value for one in answers},
    )
    return Consolidated(
        document=render_document(document),
        confidence={
            **_confidence(kept, left_out, said, answers, model),
            "is_calibrated": all(model.trust.is_calibrated(part) for part in parts),
        },
        provenance={one.shape.id: provenance_of(one, drawn) for one in kept},
        left_out=[left_out_of(one, drawn, said[one.shape.id]) for one in left_out],
        lowest_confidence=min((one.probability for one in decisions), default=1.0),
        is_disputed=any(one.is_in_doubt(plan.lines) for one in decisions),
        method=method_of(schema, model),
        stopping_confidence=stopping_confidence(
            found, attributes, answers, task, schema, model, plan
        ),
        leans=_leans(found, said, answers, schema),
    )


def _leans(
    found: Sequence[Found],
    said: Mapping[str, Attributes],
    answers: Sequence[Settled],
    schema: Schema,
) -> Mapping[str, float]:
    """What leans most on the weights of people; see `Consolidated`."""
    weighed = [one.lean for each in said.values() for one in each.values()]
    weighed += [lean_of_mask(one) for one in found if one.label in schema.semantic_labels]
    weighed += [one.claims[0].lean for one in answers if one.tolerance is None]
    numbers = {one.key: one.claims[0].lean for one in answers if one.tolerance is not None}
    return {"": max(weighed, default=0.0), **numbers}


def _decisions(
    kept: Sequence[Found],
    left_out: Sequence[Found],
    attributes: Sequence[Attribute],
    answers: Sequence[Settled],
    trust: Trust,
) -> list[Decision]:
    """Everything there was a choice in: what a thing is called is none where there is one label."""

    def decided(
        sure: float, part: str, *, is_tied: bool = False, is_guess: bool = False
    ) -> Decision:
        return Decision(sure, part, trust.is_calibrated(part), is_tied, is_guess)

    decisions = [decided(one.exists, EXISTS) for one in kept]
    decisions += [
        decided(one.label_confidence, LABELS, is_tied=one.shape.label.is_tied)
        for one in kept
        if len(one.posterior) > 1
    ]
    decisions += [decided(1 - one.exists, EXISTS) for one in left_out]
    decisions += [decided(one.probability, ATTRIBUTES, is_tied=one.is_tie) for one in attributes]
    return decisions + [
        decided(claim.probability, claim.part, is_tied=claim.is_tied, is_guess=claim.is_guess)
        for one in answers
        for claim in one.claims
    ]


def _confidence(
    kept: Sequence[Found],
    left_out: Sequence[Found],
    said: Mapping[str, Attributes],
    answers: Sequence[Settled],
    model: ProjectModel,
) -> Json:
    return {
        "shapes": {one.shape.id: shape_confidence(one, said[one.shape.id], model) for one in kept},
        "answers": {one.key: answer_confidence(one, model) for one in answers},
        "nothing_else": prod(1 - one.exists for one in left_out),
    }
