"""What a fit found out of the project: methods, confusions, calibration, thresholds."""

from collections.abc import Sequence

from concord.documents import Field, Schema
from concord.measure import Measure, undefined
from guildmark.consensus.consolidation import Json, ProjectModel
from guildmark.consensus.consolidation.attributes import asks_attributes
from guildmark.consensus.consolidation.questions import number_questions
from guildmark.consensus.doubt import ATTRIBUTES, EXISTS, EXPECTED_IOU, question_part
from guildmark.consensus.findings.matrices import matrix
from guildmark.consensus.findings.parts import Part
from guildmark.core.said import with_parts
from guildmark.quality.figures import figure, no_figure

NOT_FITTED = "There were too few pairs of shapes to learn from."


def report_of(parts: Sequence[Part], schema: Schema, model: ProjectModel) -> Json:
    """The part of a project's report that belongs to the fit."""
    return {
        "parts": [_part(part, model) for part in parts],
        "shapes": _shapes(model) if schema.labels else None,
        "attributes": calibration_of(model, ATTRIBUTES) if asks_attributes(schema) else None,
        "numbers": [_numbers(field, model) for field in number_questions(schema)],
    }


def _part(part: Part, model: ProjectModel) -> Json:
    said: Json = {
        "key": part.key,
        "kind": part.kind,
        "name": part.name,
        "question": part.question,
        "option": part.option,
        "classes": list(part.classes),
        "method": part.model.method,
        "reason": part.model.why,
        "candidates": [
            {
                "method": one.method,
                "log_likelihood": one.log_likelihood,
                "error": one.error,
                "agreement": one.agreement,
                "hidden": one.hidden,
                "is_chosen": one.is_chosen,
            }
            for one in part.model.choice
        ],
        "confusion": matrix(part.population, part.total, part.all_background),
        "calibration": calibration_of(model, part.trust_part),
    }
    return with_parts(said)


def _numbers(field: Field, model: ProjectModel) -> Json:
    """Of a question of numbers. `tolerance` is how far apart numbers say the same: as the schema
    says (`is_said`), else as careful answers do; None while nothing is learnt. `error` is the
    standard deviation of these, `careful` how frequent they are, from `n` differences."""
    said, learnt = field.tolerance, model.numbers_of(field)
    return {
        "key": field.key,
        "name": field.name,
        "tolerance": learnt.tolerance if said is None else said.value,
        "is_relative": said is not None and said.is_relative,
        "is_said": said is not None,
        "error": learnt.error,
        "careful": learnt.population if learnt.is_learnt else None,
        "n": learnt.n,
        "is_from_gold": learnt.is_from_gold,
        "calibration": calibration_of(model, question_part(field.key)),
    }


def calibration_of(model: ProjectModel, part: str) -> Json:
    """How a part does against gold, as the last cold fit measured it."""
    if part in model.trust.figures:
        return model.trust.figures[part]
    reason = "It was not held against gold yet."
    return {
        "is_calibrated": False,
        "kind": "none",
        "gold_count": 0,
        "reason": reason,
        "error_before": no_figure(reason),
        "error_after": no_figure(reason),
        "curve_before": [],
        "curve": [],
    }


def _shapes(model: ProjectModel) -> Json:
    thresholds = {kind: one.threshold for kind, one in sorted(model.shapes.kinds.items())}
    return {
        "kinds": [
            {
                "kind": kind,
                "threshold": one.similarity,
                "is_fitted": one.is_learnt,
                "separation": figure(_separation(one.separation, one.same_pairs)),
                "same_pairs": one.same_pairs,
                "different_pairs": one.different_pairs,
            }
            for kind, one in thresholds.items()
        ],
        "exists": calibration_of(model, EXISTS),
        "expected_iou": calibration_of(model, EXPECTED_IOU),
    }


def _separation(separation: float | None, pairs: int) -> Measure:
    if separation is None:
        return undefined(NOT_FITTED, n=pairs)
    return Measure(separation, n=pairs)
