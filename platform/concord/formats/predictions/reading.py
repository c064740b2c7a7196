"""The formats of predictions, by the word that a person chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from concord.documents import Field
from concord.documents.content import shape_of
from concord.formats.jsonl import FORMAT
from concord.formats.predictions.answers import ASKED, answer_of, value_and_score
from concord.formats.predictions.content import (
    Collected,
    NotRead,
    PredictionFile,
    ReadPredictions,
    Target,
    prediction_of,
    score_of,
)
from concord.formats.predictions.sound_boxes import add_sound_boxes, sound_box
from concord.formats.predictions.streams import csv_rows, element_blocks, lines
from concord.formats.reading.coco_geometry import NotGeometry, geometry_of
from concord.formats.reading.content import shown
from concord.sentences import Sentence

Json = Any  # from somebody else's file: asked for its type before use
Reader = Callable[[PredictionFile, Collected], Iterator[int]]


def read_predictions(
    format_key: str,
    file: PredictionFile,
    target: Target,
    *,
    on_rows: Callable[[int], None] = lambda rows: None,
) -> ReadPredictions:
    """All that a file says of the target's images; `on_rows` is told now and then how many.

    Raises NotRead where the file as a whole is not of its format, TooManyPredictions, and what
    `on_rows` raises.
    """
    collected = Collected(target)
    told = 0
    for row in PREDICTION_FORMATS[format_key](file, collected):
        if row - told >= _ROWS_BETWEEN:
            told = row
            on_rows(row)
    return collected.result()


_ROWS_BETWEEN = 5000


def _read_coco(file: PredictionFile, collected: Collected) -> Iterator[int]:
    """`[{"image_id" | "file_name", "category_id", "bbox" | "segmentation" | "keypoints",
    "score"}, ...]`, as cocodataset.org/#format-results has it."""
    number = 0
    for some in element_blocks(file):
        if add_sound_boxes(some.values, number, collected):
            number += len(some.values)
            yield number
            continue
        for at, row in enumerate(some.values):
            number += 1
            try:
                _add_coco(row, number, collected)
            except (NotRead, NotGeometry) as error:
                collected.refuse(error.code, error.args[0], some.line(at))
            yield number


def _add_coco(row: Mapping[str, Json], number: int, collected: Collected) -> None:
    target = collected.target
    place = target.image(row)
    label = target.label(row.get("category_id", row.get("label")))
    wanted = target.schema.labels[label]
    box = sound_box(row.get("bbox")) if wanted.kind == "box" else None
    if box is not None:
        shape = shape_of(f"p{number}", "box", label, box, {})
        collected.add_shape(place, shape, score_of(row.get("score")))
        return
    image = target.images[place]
    points = tuple(wanted.skeleton.points) if wanted.skeleton else ()
    if wanted.kind == "keypoints":
        kind, geometry = "keypoints", _coco_keypoints(row.get("keypoints"), points)
    else:
        only = "box" if wanted.kind == "box" else None
        kind, geometry, _ = geometry_of(dict(row), (), only, image.width_px, image.height_px)
    shape = prediction_of(target, place, label, kind, geometry, number)
    collected.add_shape(place, shape, score_of(row.get("score")))


def _coco_keypoints(values: Json, points: tuple[str, ...]) -> dict[str, Any]:
    """Every point counts, whatever its visibility: COCO's evaluation looks at places alone."""
    if not isinstance(values, list) or len(values) != 3 * len(points):
        message = Sentence(
            "The keypoints must be {n} numbers: x, y, v for each point.", n=3 * len(points)
        )
        raise NotRead("wrong_type", message)
    triples = zip(points, values[::3], values[1::3], strict=True)
    return {"points": {name: {"x": x, "y": y, "is_visible": True} for name, x, y in triples}}


def _read_jsonl(file: PredictionFile, collected: Collected) -> Iterator[int]:
    """A line for each picture: `{"file_name" | "image_id", "shapes": [{"kind", "label",
    "geometry", "score"}], "answers": {question: answer | {"option", "score"}}}`.

    An answer is an option, a list of options, true or false, or a number: `{"options": [...]}` and
    `{"value": 3}` say the same.
    """
    number = 0
    for line, text in enumerate(lines(file), start=1):
        if not text.strip():
            continue
        try:
            row = orjson.loads(text)
            if not isinstance(row, dict):
                raise NotRead("not_readable", "A line is a JSON object.")
            if row.get("format") == FORMAT:
                continue
            place = collected.target.image(row)
            for question, said in _said(row):
                number += 1
                try:
                    if question is None:
                        _add_shape(place, said, number, collected)
                    else:
                        _add_answer(place, question, said, collected)
                except NotRead as error:
                    collected.refuse(error.code, error.args[0], line)
                yield number
        except orjson.JSONDecodeError as error:
            collected.refuse(
                "not_readable", Sentence("This is not JSON: {reason}.", reason=error.msg), line
            )
        except NotRead as error:
            collected.refuse(error.code, error.args[0], line)


def _said(row: Mapping[str, Json]) -> Iterator[tuple[str | None, Json]]:
    """Shapes, with None, and answers with their questions."""
    shapes, answers = row.get("shapes", []), row.get("answers", {})
    if not isinstance(shapes, list) or not isinstance(answers, dict):
        raise NotRead("wrong_type", "shapes are a list, answers an object by question.")
    yield from ((None, shape) for shape in shapes)
    yield from answers.items()


def _add_shape(place: int, shape: Json, number: int, collected: Collected) -> None:
    if not isinstance(shape, dict) or not isinstance(shape.get("geometry"), dict):
        raise NotRead("wrong_type", "A shape is an object with kind, label and geometry.")
    label = collected.target.label(shape.get("label"))
    kind = _word(shape.get("kind", collected.target.schema.labels[label].kind))
    made = prediction_of(collected.target, place, label, kind, shape["geometry"], number)
    collected.add_shape(place, made, score_of(shape.get("score")))


def _word(value: Json) -> str:
    return value if isinstance(value, str) else shown(value)


def _add_answer(place: int, question: str, said: Json, collected: Collected) -> None:
    field = _question(question, collected)
    value, score = value_and_score(said)
    collected.add_answer(place, question, answer_of(field, value), score)


def _question(key: str, collected: Collected) -> Field:
    """Raises NotRead for one that nobody evaluates: text."""
    field = collected.target.schema.questions.get(key)
    if field is None or field.type not in ASKED:
        message = Sentence(
            "There is no question “{question}” with options, yes or no, or numbers.", question=key
        )
        raise NotRead("unknown_question", message)
    return field


def _read_csv(file: PredictionFile, collected: Collected) -> Iterator[int]:
    """Columns `file_name` or `image_id`, `answer`, and where wanted `score` and `question`.

    `question` may be missing where the schema has one choice alone, one question with one answer,
    or one that is evaluated at all. Several options stand in one cell, `|` between them.
    """
    only = _only_question(collected)
    for number, (line, row) in enumerate(csv_rows(file), start=1):
        try:
            place = collected.target.image(row)
            question = row.get("question", only)
            if question is None:
                raise NotRead("unknown_question", "The column question says which one is answered.")
            value = answer_of(_question(question, collected), row.get("answer", ""))
            collected.add_answer(place, question, value, score_of(row.get("score")))
        except NotRead as error:
            collected.refuse(error.code, error.args[0], line)
        yield number


def _only_question(collected: Collected) -> str | None:
    """The one that a table without the column is about."""
    questions = collected.target.schema.questions.values()
    for types in (("choice",), ("choice", "boolean"), ASKED):
        found = [one.key for one in questions if one.type in types]
        if len(found) == 1:
            return found[0]
    return None


#: By the word that a person chooses.
PREDICTION_FORMATS: Mapping[str, Reader] = {
    "coco": _read_coco,
    "jsonl": _read_jsonl,
    "csv": _read_csv,
}
