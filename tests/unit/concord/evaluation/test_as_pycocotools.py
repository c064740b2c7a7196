"""AP, AR and every point of every curve are those of pycocotools."""

import numpy as np
import pytest

from concord.evaluation.precision_recall import Curves, curves
from tests.unit.concord.evaluation.coco_oracle import (
    Sample,
    asked,
    compared,
    difference,
    sample,
)

CLOSE = 1e-9


def curves_of(made: Sample) -> Curves:
    """Ours, with COCO's sizes and limits for the kind."""
    if made.coco_kind == "keypoints":
        return curves(compared(made), limits=(20,), sizes=("all", "medium", "large"))
    return curves(compared(made))


@pytest.mark.parametrize("kind", ["box", "mask", "keypoints"])
@pytest.mark.parametrize("seed", range(6))
def test_random_sets_with_crowds_ties_and_empty_images_give_the_same_numbers(
    kind: str, seed: int
) -> None:
    made = sample(seed, kind=kind)

    found = curves_of(made)

    assert np.nanmax(found.recall) > 0
    assert difference(found, asked(made)) <= CLOSE


def test_the_summary_is_the_one_that_people_quote() -> None:
    made = sample(3, kind="box")
    precision, recall = asked(made)

    found = curves_of(made)

    assert found.ap() == pytest.approx(np.nanmean(precision[..., 0]), abs=CLOSE)
    assert found.ap(threshold=0) == pytest.approx(np.nanmean(precision[0, ..., 0]), abs=CLOSE)
    assert found.ap(threshold=5) == pytest.approx(np.nanmean(precision[5, ..., 0]), abs=CLOSE)
    assert found.ap(size="large") == pytest.approx(np.nanmean(precision[..., 3]), abs=CLOSE)
    assert found.ar() == pytest.approx(np.nanmean(recall[:, :, 0, 2]), abs=CLOSE)
    assert found.ar(limit=1) == pytest.approx(np.nanmean(recall[:, :, 0, 0]), abs=CLOSE)


def test_a_label_without_truths_has_no_ap_and_one_without_predictions_has_zero() -> None:
    made = sample(1, kind="box")
    made.truths = [row for row in made.truths if row["category_id"] != 1]
    made.predictions = [row for row in made.predictions if row["category_id"] != 2]

    found = curves_of(made)

    assert (found.ap(label=0), found.ap(label=1)) == (None, 0.0)
    assert difference(found, asked(made)) <= CLOSE


def test_more_predictions_than_an_image_may_have_are_left_out() -> None:
    made = sample(2, kind="box", images=2, labels=1)
    made.predictions += [{**made.predictions[0], "score": 0.001 * n} for n in range(130)]

    found = curves_of(made)

    assert difference(found, asked(made)) <= CLOSE
