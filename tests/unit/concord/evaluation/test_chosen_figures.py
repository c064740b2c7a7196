"""Figures at any choice: those of the report where it begins, and a bootstrap everywhere else."""

import numpy as np
import pytest

from concord.evaluation.chosen import chosen_figures
from concord.evaluation.content import CONFIDENCE_GRID, IOU_GRID
from concord.evaluation.images import EvaluatedImage
from concord.evaluation.report import evaluate
from tests.unit.concord.evaluation.test_whole_evaluations import box, image, schema_of

LABELS = ("cat", "dog")


def _images(count: int, seed: int = 3) -> list[EvaluatedImage]:
    """Three truths each; predictions that are moved, missing, wrongly called, and too many."""
    rng = np.random.default_rng(seed)
    images = []
    for _ in range(count):
        truth = [
            box(LABELS[n % 2], 40.0 * n, side=20.0, name=f"s{n}") for n in range(rng.integers(0, 4))
        ]
        said = [
            (box(one.label, one.geometry["x"] + rng.uniform(0, 9), side=20.0), rng.random())
            for one in truth
            if rng.random() < 0.8
        ]
        said += [
            (box("cat", 150.0 + 10 * n, 60.0), rng.random() / 2) for n in range(rng.integers(0, 2))
        ]
        images.append(image(truth, [(shape, round(float(score), 3)) for shape, score in said]))
    return images


def test_where_a_report_begins_both_say_the_same() -> None:
    found = evaluate(_images(40), schema_of())
    shapes = found.report["shapes"]
    places = (
        int(np.searchsorted(IOU_GRID, shapes["iou"])),
        int(np.searchsorted(CONFIDENCE_GRID, shapes["confidence"])),
    )

    assert found.outcomes is not None
    again = chosen_figures(found.outcomes, iou_place=places[0], confidence_place=places[1])

    for key, said in shapes["headline"].items():
        interval = again[key].interval
        assert again[key].measure.value == said["value"]
        assert interval is not None
        assert (interval.lower, interval.upper) == (said["lower"], said["upper"])


@pytest.mark.parametrize(("iou_place", "confidence_place"), [(0, 0), (10, 35), (17, 80), (8, 100)])
def test_everywhere_the_value_is_that_of_the_tables_and_lies_in_its_interval(
    iou_place: int, confidence_place: int
) -> None:
    found = evaluate(_images(60), schema_of())
    tables = found.report["shapes"]["by_label"]
    hits, errors = (sum(tables[key][iou_place][confidence_place]) for key in ("hits", "errors"))
    wanted = sum(tables["wanted"])

    assert found.outcomes is not None
    figures = chosen_figures(found.outcomes, iou_place=iou_place, confidence_place=confidence_place)

    assert figures["recall"].measure.value == hits / wanted
    assert figures["f1"].measure.value == 2 * hits / (hits + errors + wanted)
    assert (figures["precision"].measure.value is None) == (hits + errors == 0)
    for one in figures.values():
        if one.measure.value is None:
            assert one.interval is None
            continue
        assert one.interval is not None
        assert one.interval.lower <= one.measure.value <= one.interval.upper


def test_too_few_images_have_values_alone_and_nothing_predicted_has_a_reason() -> None:
    few = evaluate(_images(9), schema_of())
    silent = evaluate([image([box("cat", 0.0)], []) for _ in range(12)], schema_of())

    assert few.outcomes is not None
    assert silent.outcomes is not None
    figures = chosen_figures(few.outcomes, iou_place=8, confidence_place=0)
    nothing = chosen_figures(silent.outcomes, iou_place=8, confidence_place=0)

    assert {one.interval for one in figures.values()} == {None}
    assert figures["f1"].measure.value is not None
    assert nothing["precision"].measure.reason == "Nothing was predicted."
    assert nothing["recall"].measure.value == 0.0
