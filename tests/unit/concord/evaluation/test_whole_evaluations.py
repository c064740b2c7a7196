"""A whole evaluation: what a report says, what becomes of each image, and what is undefined."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from concord.documents import Document, Shape, compile_schema
from concord.evaluation.comparison import Predicted
from concord.evaluation.images import Doubt, EvaluatedImage, LeftOut, PredictedAnswer
from concord.evaluation.report import evaluate
from concord.geometry.rle import encode

COLOR = "#30C7D2"


def schema_of(kind: str = "box", *, is_semantic: bool = False, question: bool = False) -> Any:
    """Two labels of a kind, and a question where it is wanted."""
    labels = [
        {"key": key, "name": key.title(), "color": COLOR, "kind": kind}
        | ({"is_semantic": True} if is_semantic else {})
        for key in ("cat", "dog")
    ]
    questions = [
        {
            "key": "light",
            "text": "Light",
            "type": "choice",
            "required": True,
            "options": [{"key": key, "name": key.title()} for key in ("day", "night")],
        }
    ]
    return compile_schema(
        {"version": 1, "labels": labels, "questions": questions if question else []}
    )


def box(label: str, x: float, y: float = 0.0, *, side: float = 10.0, name: str = "s1") -> Shape:
    """A square."""
    geometry = {"x": x, "y": y, "width": side, "height": side}
    return Shape(name, "box", label, geometry, {})


def image(
    truth: list[Shape],
    predicted: list[tuple[Shape, float | None]],
    *,
    doubt: Doubt | None = None,
    light: str | None = None,
    said: PredictedAnswer | None = None,
) -> EvaluatedImage:
    """An image of 200 x 100 pixels."""
    return EvaluatedImage(
        200,
        100,
        Document(not truth, tuple(truth), {} if light is None else {"light": light}),
        tuple(Predicted(shape, score) for shape, score in predicted),
        {} if said is None else {"light": said},
        doubt or Doubt(),
    )


def test_hits_errors_and_misses_are_counted_at_the_confidence_of_the_best_f1() -> None:
    images = [
        image([box("cat", 0), box("dog", 50)], [(box("cat", 1), 0.9), (box("dog", 120), 0.2)]),
        image([], [(box("cat", 30), 0.1)]),
    ]

    found = evaluate(images, schema_of())

    shapes = found.report["shapes"]
    assert shapes["confidence"] == pytest.approx(0.21)
    assert shapes["headline"]["precision"]["value"] == 1.0
    assert shapes["headline"]["recall"]["value"] == 0.5
    assert shapes["headline"]["f1"]["value"] == pytest.approx(2 / 3)
    assert [(one.hits, one.false_positives, one.misses) for one in found.images] == [
        (1, 0, 1),
        (0, 0, 0),
    ]
    half = shapes["ious"].index(0.5)
    assert shapes["by_label"]["hits"][half][0] == [1, 0]
    assert shapes["by_label"]["errors"][half][0] == [1, 1]
    assert found.images[0].matches[0][half] == 0
    assert found.images[0].matches[1].tolist() == [-1] * len(shapes["ious"])


def test_a_wrong_label_is_confused_and_no_background() -> None:
    images = [image([box("cat", 0)], [(box("dog", 0), 0.9), (box("dog", 90), 0.8)])]

    confusion = evaluate(images, schema_of()).report["shapes"]["confusion"]

    cat, dog, background = 0, 1, 2
    assert confusion["counts"][0][cat][dog] == 1
    assert confusion["counts"][0][background][dog] == 1
    assert np.sum(confusion["counts"][0]) == 2
    # Surer than .85 only the first is drawn, surer than .90 nothing is: the cat is overlooked.
    assert np.sum(confusion["counts"][17]) == 1
    assert confusion["counts"][19][cat][background] == 1


def test_without_scores_there_is_precision_and_recall_and_ap_is_undefined() -> None:
    images = [image([box("cat", 0), box("cat", 50)], [(box("cat", 0), None)])]

    shapes = evaluate(images, schema_of()).report["shapes"]

    assert shapes["headline"]["precision"]["value"] == 1.0
    assert shapes["headline"]["recall"]["value"] == 0.5
    assert shapes["ap"]["ap"]["value"] is None
    assert "no scores" in shapes["ap"]["ap"]["undefined_reason"]


def test_enough_images_give_intervals_and_the_same_ones_again() -> None:
    images = [
        image([box("cat", 0)], [(box("cat", 0 if at % 3 else 100), 0.5 + at / 100)])
        for at in range(30)
    ]

    first, again = (evaluate(images, schema_of()).report["shapes"] for _ in range(2))

    f1, ap = first["headline"]["f1"], first["ap"]["ap"]
    assert f1["lower"] < f1["value"] < f1["upper"]
    assert ap["lower"] < ap["value"] < ap["upper"]
    assert first == again
    few = evaluate(images[:9], schema_of()).report["shapes"]
    assert (few["headline"]["f1"]["lower"], few["ap"]["ap"]["lower"]) == (None, None)


def test_errors_where_the_crowd_disagreed_are_told_apart() -> None:
    doubt = Doubt({"sure": 1.0, "unsure": 0.6}, (LeftOut(box("cat", 90, name="left"), 0.4),))
    truth = [box("cat", 0, name="sure"), box("dog", 40, name="unsure")]
    images = [image(truth, [(box("cat", 0), 0.9), (box("cat", 90), 0.9), (box("dog", 150), 0.9)],
                    doubt=doubt)]  # fmt: skip

    found = evaluate(images, schema_of())

    noise = found.report["shapes"]["noise"]
    assert (noise["errors"], noise["unsure_errors"]) == (3, 2)
    assert noise["f1_ceiling"]["value"] == pytest.approx(3.2 / (3.2 + 0.4 + 0.4))
    assert found.images[0].unsure_errors == 2


def test_classes_have_true_negatives_and_a_missing_prediction_is_wrong() -> None:
    said = [("day", PredictedAnswer("day", 0.9)), ("night", PredictedAnswer("day", 0.6))]
    images = [image([], [], light=light, said=answer) for light, answer in said]
    images.append(image([], [], light="night"))

    found = evaluate(images, schema_of(question=True))

    (question,) = found.report["questions"]
    day, night = question["options"]
    keys = ("true_positives", "false_positives", "false_negatives", "true_negatives")
    assert [day[key] for key in keys] == [1, 1, 0, 1]
    assert [night[key] for key in keys] == [0, 0, 2, 1]
    assert question["accuracy"]["value"] == pytest.approx(1 / 3)
    assert question["balanced_accuracy"]["value"] == pytest.approx(0.5)
    assert question["confusion"] == [[1, 0, 0], [1, 0, 1]]
    assert question["calibration_error"]["value"] == pytest.approx((0.1 + 0.6) / 2)
    assert [one.wrong_answers for one in found.images] == [0, 1, 1]


def test_classes_keep_the_draws_of_their_intervals_for_other_models_to_be_held_against() -> None:
    def said(right: int) -> list[EvaluatedImage]:
        answers = ["day"] * right + ["night"] * (20 - right)
        return [image([], [], light="day", said=PredictedAnswer(one, 0.9)) for one in answers]

    better, worse = (evaluate(said(right), schema_of(question=True)) for right in (18, 6))
    few = evaluate(said(18)[:9], schema_of(question=True))

    keys = {"light:accuracy", "light:balanced_accuracy", "light:macro_f1"}
    assert keys <= {*better.draws} == {*worse.draws}
    differences = better.draws["light:accuracy"] - worse.draws["light:accuracy"]
    assert differences.shape == (1000,)
    assert (differences > 0).mean() > 0.97
    assert not keys & {*few.draws}


def mask(label: str, left: int, top: int, width: int, height: int) -> Shape:
    """A filled rectangle of pixels."""
    counts = encode(np.ones((height, width), dtype=bool))
    geometry = {"x": left, "y": top, "width": width, "height": height, "counts": counts}
    return Shape("s1", "mask", label, geometry, {})


def test_classes_of_pixels_have_a_mean_iou_and_all_four_counts() -> None:
    images = [image([mask("cat", 0, 0, 10, 10)], [(mask("cat", 5, 0, 10, 10), None)])]

    found = evaluate(images, schema_of("mask", is_semantic=True)).report

    assert found["shapes"] is None
    assert found["pixels"]["mean_iou"]["value"] == pytest.approx(50 / 150)
    assert found["pixels"]["pixel_accuracy"]["value"] == pytest.approx(1 - 100 / 20_000)
    cat, dog = found["pixels"]["labels"]
    assert (cat["true_positives"], cat["true_negatives"]) == (50, 20_000 - 150)
    assert dog["iou"]["value"] is None


def test_classes_of_pixels_have_a_panoptic_quality_by_images() -> None:
    """Of the cat one image in three is a hit, one an overlap too small, one has nothing said."""
    truth = [mask("cat", 0, 0, 10, 10)]
    images = [
        image(truth, [(mask("cat", 0, 0, 8, 10), None)]),
        image(truth, [(mask("cat", 0, 0, 5, 10), None)]),
        image(truth, [(mask("dog", 0, 0, 10, 10), None)]),
    ]

    found = evaluate(images, schema_of("mask", is_semantic=True)).report["pixels"]

    cat, dog = (one["pq"]["value"] for one in found["labels"])
    assert cat == pytest.approx(0.8 / (1 + 1 / 2 + 2 / 2))
    assert dog == 0.0
    assert found["pq"]["value"] == pytest.approx(cat / 2)


def test_the_wrong_pixels_of_each_image_are_what_is_missing_and_what_is_too_much() -> None:
    images = [
        image([mask("cat", 0, 0, 10, 10)], [(mask("cat", 0, 0, 10, 10), None)]),
        image([mask("cat", 0, 0, 10, 10)], [(mask("dog", 0, 0, 10, 12), None)]),
        image([mask("cat", 0, 0, 10, 10)], []),
    ]

    found = evaluate(images, schema_of("mask", is_semantic=True))

    assert [one.wrong_pixels for one in found.images] == [0, 120, 100]
    assert [one.errors for one in found.images] == [0, 0, 0]


def test_figures_of_pixels_have_intervals_over_images_and_draws_to_compare_models_by() -> None:
    right = [mask("cat", 0, 0, 10, 10)]
    half: list[tuple[Shape, float | None]] = [(mask("cat", 0, 0, 5, 10), None)]
    whole: list[tuple[Shape, float | None]] = [(right[0], None)]
    images = [image(right, whole if n % 2 else half) for n in range(20)]
    schema = schema_of("mask", is_semantic=True)

    found, few = evaluate(images, schema), evaluate(images[:9], schema)

    # Of ten in twenty images 50 of 20,000 pixels are wrong.
    for key, value in {"mean_iou": 0.75, "pixel_accuracy": 1 - 25 / 20_000}.items():
        figure = found.report["pixels"][key]
        assert figure["value"] == pytest.approx(value)
        assert figure["lower"] < figure["value"] < figure["upper"]
        assert found.draws[key].shape == (1000,)
        assert few.report["pixels"][key]["lower"] is None
    assert few.draws == {}


def test_instances_have_a_panoptic_quality() -> None:
    truth = [mask("cat", 0, 0, 10, 10), mask("dog", 40, 0, 10, 10)]
    images = [image(truth, [(mask("cat", 0, 0, 10, 8), 0.9)])]

    panoptic = evaluate(images, schema_of("mask")).report["shapes"]["panoptic"]

    assert panoptic["by_label"][0]["pq"]["value"] == pytest.approx(0.8)
    assert panoptic["pq"]["value"] == pytest.approx(0.4)


def test_an_evaluation_of_nothing_says_so() -> None:
    shapes = evaluate([image([], [])], schema_of()).report["shapes"]

    assert shapes["headline"]["f1"]["value"] is None
    assert shapes["ap"]["ap"]["value"] is None
    assert shapes["curves"]["by_label"] == [None, None]


def test_wrong_answers_where_people_disagreed_are_told_from_the_model_s_own() -> None:
    sure = (("day", "day", 1.0), ("night", "day", 0.99), ("night", "day", 0.6), ("day", None, 0.7))
    images = [
        image(
            [],
            [],
            light=truth,
            said=None if option is None else PredictedAnswer(option, 0.9),
            doubt=Doubt(answers={"light": chance}),
        )
        for truth, option, chance in sure
    ]

    found = evaluate(images, schema_of(question=True))
    (gold,) = evaluate(
        [replace(one, doubt=Doubt()) for one in images], schema_of(question=True)
    ).report["questions"]

    noise = found.report["questions"][0]["noise"]
    assert (noise["errors"], noise["unsure_errors"]) == (3, 2)
    assert noise["unsure_share"]["value"] == pytest.approx(2 / 3)
    assert noise["accuracy_ceiling"]["value"] == pytest.approx((1 + 0.99 + 0.6 + 0.7) / 4)
    assert [one.unsure_errors for one in found.images] == [0, 0, 1, 1]
    assert (gold["noise"]["unsure_errors"], gold["noise"]["accuracy_ceiling"]["value"]) == (0, None)


def test_what_is_less_sure_than_a_confidence_says_nothing_there() -> None:
    said = (("day", "day", 0.9), ("night", "day", 0.6), ("night", "night", 0.6), ("day", None, 0))
    images = [
        image([], [], light=truth, said=None if one is None else PredictedAnswer(one, score))
        for truth, one, score in said
    ]
    unscored = [image([], [], light="day", said=PredictedAnswer("day", None))]

    (found,) = evaluate(images, schema_of(question=True)).report["questions"]
    (bare,) = evaluate(unscored, schema_of(question=True)).report["questions"]

    tables = found["by_confidence"]
    assert (len(tables["hits"]), tables["wanted"]) == (101, [2, 2])
    at = {place: (tables["hits"][place], tables["called"][place]) for place in (0, 60, 61, 90, 91)}
    assert at == {
        0: ([1, 1], [2, 1]),
        60: ([1, 1], [2, 1]),
        61: ([1, 0], [1, 0]),
        90: ([1, 0], [1, 0]),
        91: ([0, 0], [0, 0]),
    }
    assert bare["by_confidence"] is None


def test_what_is_wrong_with_an_image_is_named() -> None:
    images = [
        image(
            [box("cat", 0), box("dog", 50)],
            [(box("cat", 1), 0.9), (box("dog", 120), 0.9), (box("cat", 150), 0.9)],
            light="day",
            said=PredictedAnswer("night", 0.9),
        ),
        image([box("cat", 30)], [(box("cat", 30), 0.9)], light="day"),
        image([], [], light="day", said=PredictedAnswer("day", 0.9)),
    ]

    found = evaluate(images, schema_of(question=True))

    assert found.report["has_classes_of_errors"] is True
    assert [dict(one.wrong) for one in found.images] == [
        {
            "false_positives": ["cat", "dog"],
            "misses": ["dog"],
            "answers": ["light=day", "light=night"],
        },
        {"false_positives": [], "misses": [], "answers": ["light=day"]},
        {"false_positives": [], "misses": [], "answers": []},
    ]
