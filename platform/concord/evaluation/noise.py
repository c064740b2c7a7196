"""How much of an error is the model's, when the crowd itself was not sure?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from concord.documents import Shape
from concord.evaluation.comparison import ImagePair, Predicted, compare
from concord.evaluation.content import Booleans, Comparison
from concord.evaluation.images import EvaluatedImage
from concord.measure import Measure, ratio

#: A label less sure than this is one on which people disagreed.
SURE = 0.95
#: A prediction that overlaps so much of what some people drew is what they meant.
_SAME_IOU = 0.5


def f1_ceiling(images: Sequence[EvaluatedImage]) -> Measure:
    """The F1 to be expected of a model that is always right, against labels that may not be.

    It finds what is really there: of the labels those that are true, p of each, and of what was
    left out what is there after all, q of each. So TP is the sum of p, FN that of 1 - p and FP
    that of q. It is as good as the confidences are calibrated. Undefined without labels that
    have a confidence.
    """
    labels = list(chain.from_iterable(image.doubt.confidence.values() for image in images))
    hits, missed = sum(labels), sum(1.0 - chance for chance in labels)
    extra = sum(one.exists for image in images for one in image.doubt.left_out)
    reason = "The labels say nothing of how sure they are."
    return ratio(2 * hits, 2 * hits + missed + extra, otherwise=reason)


def accuracy_ceiling(images: Sequence[EvaluatedImage], question: str) -> Measure:
    """The accuracy to be expected of a model that is always right, against answers that may not be.

    It agrees with an answer that is true, p of each, so it is the mean of p over the answers that
    have a confidence; undefined without any. As good as the confidences are calibrated.
    """
    sure = [one.doubt.answers[question] for one in images if question in one.doubt.answers]
    return ratio(sum(sure), len(sure), otherwise="The labels say nothing of how sure they are.")


def is_unsure_answer(image: EvaluatedImage, question: str) -> bool:
    """Whether people disagreed on what the answer is."""
    return image.doubt.answers.get(question, 1.0) < SURE


def unsure_truths(images: Sequence[EvaluatedImage], shapes: Sequence[Sequence[Shape]]) -> Booleans:
    """Which truths people disagreed on: (truths,), in the order of `shapes` of each image."""
    found: list[bool] = []
    for image, truth in zip(images, shapes, strict=True):
        confidence = image.doubt.confidence
        if min(confidence.values(), default=1.0) < SURE:
            found += [confidence.get(shape.id, 1.0) < SURE for shape in truth]
        else:  # nearly all
            found += [False] * len(truth)
    return np.array(found, dtype=bool)


def unsure_predictions(
    comparison: Comparison,
    is_unsure: Booleans,
    images: Sequence[EvaluatedImage],
    predicted: Sequence[Sequence[Predicted]],
    labels: Sequence[str],
) -> Booleans:
    """Which predictions overlap something people disagreed on, in or out: (predictions,).

    `is_unsure` (truths,) says which labels are; what was left out always is.
    """
    found = np.zeros(len(comparison.predictions), dtype=bool)
    pairs = comparison.pairs
    meets = (pairs.iou >= _SAME_IOU) & is_unsure[pairs.truth]
    found[pairs.prediction[meets]] = True
    if not any(image.doubt.left_out for image in images):
        return found
    left_out = [
        ImagePair([one.shape for one in image.doubt.left_out], drawn)
        for image, drawn in zip(images, predicted, strict=True)
    ]
    with_left_out = compare(left_out, labels).pairs
    found[with_left_out.prediction[with_left_out.iou >= _SAME_IOU]] = True
    return found
