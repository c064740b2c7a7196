"""The label that a reviewer decides on, as a version in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from concord.documents import compile_schema, document_problems, parse_document
from concord.scoring import match_shapes
from guildmark.consensus.errors import ResultMoved
from guildmark.consensus.models import Adjudication, ConsensusResult
from guildmark.consensus.queries.pages import schema_version_of
from guildmark.core.errors import FieldProblem, WrongInput
from guildmark.datasets.models import Item
from guildmark.work.actions.submitting import field_problems
from guildmark.work.errors import InvalidDocument
from guildmark.work.judgement import mark_problems
from guildmark.work.models import Submission, Task

Json = dict[str, Any]  # JSON: `Any` stands for its values
Way = Adjudication.Way
UNMARKED = {"is_calibrated": False, "gold_count": 0}
#: A drawn shape that has hardly anything in common with what came of it is stated as it is.
ANY_IOU = 1e-9


@dataclass(frozen=True, slots=True)
class Source:
    """A drawn shape that went into one of the label."""

    submission_id: int
    shape_id: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a reviewer decided, and why people differed.

    `document` is wanted for merge and edit, `submission_id` for take. `sources` names, by shape of
    the document, the drawn ones it was made of; one that is not there was drawn by the reviewer.
    `version` is the one they looked at. `marks` are places they say something about: [{x, y,
    text}], image pixels.
    """

    way: str
    reason_code: str
    note: str = ""
    version: int | None = None
    document: Json | None = None
    submission_id: int | None = None
    sources: Mapping[str, Sequence[Source]] = field(default_factory=dict)
    marks: Sequence[Json] = ()


def write_settlement(
    held: Adjudication, settlement: Settlement, *, now: datetime
) -> ConsensusResult:
    """Put the label in force. Raises ResultMoved, InvalidDocument and WrongInput."""
    task = Task.objects.select_related("item", "batch__schema_version").get(pk=held.task_id)
    current = ConsensusResult.objects.filter(task=task, is_current=True).first()
    version = current.version if current else 0
    if settlement.version is not None and settlement.version != version:
        raise ResultMoved
    answers = {
        one.pk: one for one in Submission.objects.filter(task=task, counts=True).order_by("pk")
    }
    document = _document(settlement, current, answers)
    _require_valid(document, task, settlement.way)
    _require_marks(settlement.marks, task.item)
    provenance = _provenance(document, settlement, current, answers)
    if current is not None:
        current.is_current = False
        current.save(update_fields=["is_current"])
    return ConsensusResult.objects.create(
        task=task,
        project_id=task.project_id,
        version=version + 1,
        is_provisional=False,
        is_final=True,
        adjudicated_by_id=held.reviewer_id,
        method=ConsensusResult.ADJUDICATED,
        document=document,
        confidence=_confidence(document, provenance, len(answers), held, settlement),
        lowest_confidence=1.0,
        provenance=provenance,
        left_out=_left_out(document, current),
        submission_count=len(answers),
        inputs_sha256=current.inputs_sha256 if current else "",
        computed_at=now,
    )


def _document(
    settlement: Settlement, current: ConsensusResult | None, answers: Mapping[int, Submission]
) -> Json:
    if settlement.way == Way.ACCEPT:
        if current is None:
            raise _wrong("way", "There is no consensus to accept.")
        accepted: Json = current.document
        return accepted
    if settlement.way == Way.TAKE:
        one = answers.get(settlement.submission_id or 0)
        if one is None:
            raise _wrong("submission_id", "This is not an answer to this task that counts.")
        taken: Json = one.document
        return taken
    if settlement.document is None:
        raise _wrong("document", "Say what the label is.")
    return settlement.document


def _wrong(path: str, message: str) -> WrongInput:
    return WrongInput(errors=(FieldProblem(path, "wrong", message),))


def _require_valid(document: Json, task: Task, way: str) -> None:
    """By the rules of the schema that people answered under.

    Classes are fused one by one, so that the computed label may give a pixel to two of them; a
    release says how formats decide. What a person draws must not.
    """
    problems = document_problems(
        document,
        schema=compile_schema(schema_version_of(task).definition),
        width_px=task.item.width_px,
        height_px=task.item.height_px,
    )
    if way == Way.ACCEPT:
        problems = tuple(one for one in problems if one.code != "overlapping_masks")
    if problems:
        raise InvalidDocument(errors=field_problems(problems))


def _provenance(
    document: Json,
    settlement: Settlement,
    current: ConsensusResult | None,
    answers: Mapping[int, Submission],
) -> dict[str, list[Json]]:
    """By shape, the drawn ones behind it; none behind what the reviewer drew."""
    if settlement.way == Way.ACCEPT and current is not None:
        kept: dict[str, list[Json]] = current.provenance
        return kept
    if settlement.way == Way.TAKE and settlement.submission_id is not None:
        return {
            shape["id"]: [
                {"submission_id": settlement.submission_id, "shape_id": shape["id"], "iou": 1.0}
            ]
            for shape in document["shapes"]
        }
    drawn = {
        Source(pk, shape["id"]): {**one.document, "shapes": [shape], "answers": {}}
        for pk, one in answers.items()
        for shape in one.document["shapes"]
    }
    unknown = {one for ones in settlement.sources.values() for one in ones} - drawn.keys()
    if unknown:
        raise _wrong("sources", "A source is a shape of an answer to this task that counts.")
    return {
        shape["id"]: [
            {
                "submission_id": one.submission_id,
                "shape_id": one.shape_id,
                "iou": _iou(drawn[one], {**document, "shapes": [shape], "answers": {}}),
            }
            for one in settlement.sources.get(shape["id"], ())
        ]
        for shape in document["shapes"]
    }


def _iou(drawn: Json, settled: Json) -> float:
    pairs = match_shapes(
        parse_document(drawn).shapes, parse_document(settled).shapes, iou_threshold=ANY_IOU
    )
    return pairs[0].iou if pairs else 0.0


def _confidence(
    document: Json,
    provenance: Mapping[str, Sequence[Json]],
    looked: int,
    held: Adjudication,
    settlement: Settlement,
) -> Json:
    """A reviewer's word is not measured: it stands as certain, with who gave it and why."""
    drawn_by = {key: len({one["submission_id"] for one in of}) for key, of in provenance.items()}
    return {
        "shapes": {
            shape["id"]: certain_shape(shape["label"], drawn_by=drawn_by[shape["id"]], of=looked)
            for shape in document["shapes"]
        },
        "answers": {key: certain_answer(value) for key, value in document["answers"].items()},
        "nothing_else": 1.0,
        "is_calibrated": False,
        "adjudication": {
            "by": held.reviewer.pseudonym,
            "way": settlement.way,
            "reason": settlement.reason_code,
            "note": settlement.note,
            "marks": list(settlement.marks),
        },
    }


def _require_marks(marks: Sequence[Json], item: Item) -> None:
    problems = mark_problems(marks, width_px=item.width_px, height_px=item.height_px)
    if problems:
        raise WrongInput(errors=problems)


def certain_shape(label: str, *, drawn_by: int, of: int) -> Json:
    """The confidence of a shape that somebody vouches for."""
    return {
        "exists": 1.0,
        "class": 1.0,
        "expected_iou": None,
        "drawn_by": drawn_by,
        "of": of,
        "is_tie": False,
        "posterior": {label: 1.0},
        "calibration": dict.fromkeys(("exists", "class", "expected_iou"), UNMARKED),
    }


def certain_answer(value: object) -> Json:
    """The confidence of an answer to a question that somebody vouches for."""
    return {
        "value": value,
        "probability": 1.0,
        "is_tie": False,
        "posterior": None,
        "calibration": UNMARKED,
    }


def _left_out(document: Json, current: ConsensusResult | None) -> list[Json]:
    """What people drew and the reviewer did not take."""
    if current is None:
        return []
    kept = {shape["id"] for shape in document["shapes"]}
    return [one for one in current.left_out if one["shape"]["id"] not in kept]
