"""Answers of lines of ours, as a model writes them: alone or with a score."""

import io
import json

from concord.formats.predictions.as_labels import read_shape_lines


def test_answers_of_lines_stand_alone_or_with_a_score_as_an_evaluation_takes_them() -> None:
    answers = {
        "state": {"option": "worn", "score": 0.8},
        "marks": {"options": ["a", "b"]},
        "count": {"value": 0, "score": 1},
        "plain": "yes",
        "empty": {"score": 0.5},
        "wild": {"option": "a", "score": 7},
    }
    lines = json.dumps({"file_name": "a", "answers": answers}).encode()

    read = read_shape_lines(io.BytesIO(lines), size_of=lambda name: (10, 10))

    (image,) = read.images
    assert image.answers == {"state": "worn", "marks": ["a", "b"], "count": 0, "plain": "yes"}
    assert image.answer_confidences == {"state": 0.8, "count": 1.0}
    assert [(one.code, one.pointer, one.image) for one in read.refusals] == [
        ("wrong_type", "/answers/empty", "a"),
        ("wrong_score", "/answers/wild", "a"),
    ]


def test_a_second_answer_to_a_question_is_refused_and_the_first_keeps_its_score() -> None:
    said = ({"state": {"option": "worn", "score": 0.9}}, {"state": "new", "count": 2})
    lines = "\n".join(json.dumps({"file_name": "a", "answers": one}) for one in said).encode()

    read = read_shape_lines(io.BytesIO(lines), size_of=lambda name: (10, 10))

    (image,) = read.images
    assert image.answers == {"state": "worn", "count": 2}
    assert image.answer_confidences == {"state": 0.9}
    assert [(one.code, one.pointer, one.line) for one in read.refusals] == [
        ("second_answer", "/answers/state", 2)
    ]
