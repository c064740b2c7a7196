"""Two evaluations label by label, against the same bootstrap done the long way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from concord.evaluation.by_label import ByLabel, intervals_by_label, unpacked_labels
from concord.evaluation.images import EvaluatedImage, PredictedAnswer
from concord.evaluation.intervals import interval_of, weights
from concord.evaluation.report import Evaluated, evaluate
from tests.unit.concord.evaluation.test_whole_evaluations import box, image, mask, schema_of

IMAGES = 30
#: Draws that are done the long way.
SOME = 12


def kept(found: Evaluated) -> ByLabel:
    """What a comparison reads."""
    assert found.by_label is not None
    return unpacked_labels(found.by_label)


def resampled(images: Sequence[EvaluatedImage], schema: Any, value: Any) -> list[float]:
    """A figure of each of some draws, evaluated anew of the images that were drawn."""
    found = []
    for draw in list(weights(len(images), 1000))[:SOME]:
        drawn = [one for one, times in zip(images, draw, strict=True) for _ in range(int(times))]
        found.append(value(evaluate(drawn, schema, with_intervals=False).report))
    return [float("nan") if one is None else one for one in found]


def drawn_of(both: Sequence[ByLabel], monkeypatch: pytest.MonkeyPatch) -> Mapping[Any, Any]:
    """The first draws of every difference."""
    seen: dict[Any, Any] = {}
    monkeypatch.setattr(
        "concord.evaluation.by_label._note",
        lambda found, key, drawn: seen.update({key: drawn[:SOME].tolist()}),
    )
    intervals_by_label(*both)
    return seen


def scored(seed: int) -> list[EvaluatedImage]:
    """The same truths, and predictions of a model: all equally sure, so that none is cut off."""
    truth, model = np.random.default_rng(1), np.random.default_rng(seed)
    images = []
    for _ in range(IMAGES):
        there = [
            mask(("cat", "dog")[n % 2], 30 * n, 0, 20, 20) for n in range(truth.integers(1, 4))
        ]
        said = [
            (mask(one.label, one.geometry["x"] + int(model.integers(0, 9)), 0, 20, 20), 0.9)
            for one in there
            if model.random() < 0.8
        ]
        images.append(
            image(there, [*said, *([(mask("cat", 150, 0, 9, 9), 0.9)] * (len(said) % 2))])
        )
    return images


def test_draws_of_each_label_are_those_of_evaluating_the_drawn_images(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schema = schema_of("mask")
    both = [scored(seed) for seed in (5, 6)]
    found = drawn_of([kept(evaluate(images, schema)) for images in both], monkeypatch)

    def rates(report: Any, figure: str) -> float | None:
        table, place = report["shapes"]["by_label"], 8  # an IoU of .50
        hits, errors = (table[key][place][90][1] for key in ("hits", "errors"))
        whole = {"precision": (hits, hits + errors), "recall": (hits, table["wanted"][1])}[figure]
        return whole[0] / whole[1] if whole[1] else None

    values = {
        ("shapes", "dog", "precision"): lambda report: rates(report, "precision"),
        ("shapes", "dog", "recall"): lambda report: rates(report, "recall"),
        ("shapes_pq", "cat", "pq"): lambda report: report["shapes"]["panoptic"]["by_label"][0][
            "pq"
        ]["value"],
    }
    for key, value in values.items():
        before, after = (np.array(resampled(images, schema, value)) for images in both)
        assert found[key] == pytest.approx((after - before).tolist(), abs=1e-12, nan_ok=True), key
    assert {key[2] for key in found if key[0] == "shapes"} == {"precision", "recall", "f1", "ap"}


def test_options_and_classes_of_pixels_are_drawn_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = schema_of("mask", is_semantic=True, question=True)

    def answered(wrong: int) -> list[EvaluatedImage]:
        return [
            image(
                [mask("cat", 0, 0, 10, 10)],
                [(mask("cat", 0, 0, 10 if n % wrong else 4, 10), None)],
                light=("day", "night")[n % 2],
                said=PredictedAnswer(("day", "night")[(n + (n % wrong == 0)) % 2], 0.9),
            )
            for n in range(IMAGES)
        ]

    both = [answered(wrong) for wrong in (3, 5)]
    found = drawn_of([kept(evaluate(images, schema)) for images in both], monkeypatch)

    values = {
        ("pixels", "cat", "iou"): lambda report: report["pixels"]["labels"][0]["iou"]["value"],
        ("pixels_pq", "cat", "pq"): lambda report: report["pixels"]["labels"][0]["pq"]["value"],
        ("question light", "night", "f1"): lambda report: report["questions"][0]["options"][1][
            "f1"
        ]["value"],
    }
    for key, value in values.items():
        before, after = (np.array(resampled(images, schema, value)) for images in both)
        assert found[key] == pytest.approx((after - before).tolist(), abs=1e-12), key


def test_a_model_differs_from_itself_by_nothing_and_few_images_say_nothing() -> None:
    images = scored(5)
    one = kept(evaluate(images, schema_of("mask")))

    same, few = (
        intervals_by_label(one, one),
        kept(evaluate(images[:9], schema_of("mask"))),
    )

    assert {(interval.lower, interval.upper) for interval in same.values()} == {(0.0, 0.0)}
    assert len(same) == 2 * (4 + 1)
    assert intervals_by_label(few, few) == {}


def test_a_label_that_a_model_finds_always_and_another_never_is_told_for_sure() -> None:
    truth = [box("cat", 0.0), box("dog", 100.0)]
    blind = [image(truth, [(truth[0], 0.9)]) for _ in range(IMAGES)]
    seeing = [
        replace(one, predicted=image(truth, [(t, 0.9) for t in truth]).predicted) for one in blind
    ]

    found = intervals_by_label(*[kept(evaluate(images, schema_of())) for images in (blind, seeing)])

    recall, cat = found["shapes", "dog", "recall"], found["shapes", "cat", "recall"]
    assert (recall.lower, recall.upper, cat.lower, cat.upper) == (1.0, 1.0, 0.0, 0.0)
    assert ("shapes", "dog", "precision") not in found  # nothing was called so by one of them


def test_the_interval_of_ap_is_that_of_its_draws_label_by_label() -> None:
    both = [kept(evaluate(scored(seed), schema_of("mask"))) for seed in (5, 6)]
    first, second = (one.ap for one in both)
    assert first is not None
    assert second is not None

    found = intervals_by_label(*both)["shapes", "cat", "ap"]

    assert first.shape == (2, 100)
    assert found == interval_of(second[0] - first[0])
