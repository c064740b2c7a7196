"""What a label claimed, each thing with its own probability, against what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from concord.documents import Document, Schema, parse_document
from concord.scoring import Score, Terms, is_held, match_shapes, score_document
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries.weakest import Decided, decided

Json = dict[str, Any]  # JSON: `Any` stands for its values


@dataclass(frozen=True, slots=True)
class Claim:
    """How probable a label said something was, and whether it is so."""

    probability: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class _Against:
    """A label of all answers, and how the one before compares with it."""

    label: Document
    called: Mapping[str, str]
    score: Score
    terms: Terms | None
    #: Of shapes that were left out, those that are there after all.
    there_after_all: frozenset[str]


def claims_of(
    said: ConsensusResult,
    label: Json,
    *,
    schema: Schema,
    iou_threshold: float,
    tolerances: Mapping[str, float],
    terms: Terms | None,
) -> list[Claim]:
    """Every calibrated thing that was decided in a label, held against a later one.

    A shape is there where one of the later label meets it, and called right where that is called
    so; one that was left out is nothing where none meets it; of several choices each option is a
    claim. A picture on which nobody saw anything claims for certain that nothing is there. What
    nobody had drawn was not claimed, and neither were attributes, which are not matched. What
    the `terms` hold against nobody is left out.
    """
    then, now = parse_document(said.document), parse_document(label)
    score = score_document(
        then,
        now,
        questions=schema.questions,
        has_labels=bool(schema.labels),
        iou_threshold=iou_threshold,
        tolerances=tolerances,
        terms=terms,
    )
    out = _there_after_all(said, now, score, iou_threshold)
    called = {shape.id: shape.label for shape in now.shapes}
    against = _Against(now, called, score, terms, out)
    found = [
        Claim(one.probability, is_right)
        for one in decided(said)
        if one.decision.is_calibrated or one.what == "left_out"
        for is_right in _outcome(one, then, against)
    ]
    if not then.shapes and not said.left_out and (score.confirmed_empty or score.missed_ids):
        found.append(Claim(1.0, not score.missed_ids))
    return found


def _outcome(one: Decided, then: Document, against: _Against) -> Iterator[bool]:
    """Whether it is so; nothing of what is held against nobody."""
    score, terms = against.score, against.terms
    met = {pair.answer_id: pair for pair in score.matched}
    if one.what == "shape" and is_held(one.label, terms):
        yield one.subject in met
    elif one.what == "shape_label" and one.subject in met and is_held(one.label, terms):
        pair = met[one.subject]
        if is_held(against.called[pair.reference_id], terms):
            yield pair.has_right_label
    elif one.what == "left_out" and is_held(one.label, terms):
        yield one.subject not in against.there_after_all
    elif one.what == "answer" and one.subject in score.question_results:
        if not one.label:
            yield score.question_results[one.subject]
        elif terms is None or one.label in terms.options.get(one.subject, ()):
            yield _has(then, one) == _has(against.label, one)


def _has(document: Document, one: Decided) -> bool:
    """Whether the option is among several that were chosen."""
    chosen = document.answers[one.subject]
    return isinstance(chosen, list) and one.label in chosen


def _there_after_all(
    said: ConsensusResult, now: Document, score: Score, iou_threshold: float
) -> frozenset[str]:
    left_out = parse_document(
        {
            "version": 1,
            "is_nothing_here": not said.left_out,
            "shapes": [one["shape"] for one in said.left_out],
            "answers": {},
        }
    ).shapes
    missed = tuple(shape for shape in now.shapes if shape.id in score.missed_ids)
    pairs = match_shapes(left_out, missed, iou_threshold=iou_threshold)
    return frozenset(left_out[pair.first].id for pair in pairs)
