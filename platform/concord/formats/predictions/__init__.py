"""Reading a model's predictions: COCO results, our own lines, CSV of classes.

Read row by row from a stream; a row that cannot be read is refused with its line and the reason,
and the others count. Specified in `docs/formats.md`.
"""

from concord.formats.predictions.content import (
    MOST_PREDICTIONS,
    PredictionFile,
    ReadPredictions,
    Target,
    TargetImage,
)
from concord.formats.predictions.reading import PREDICTION_FORMATS, read_predictions

__all__ = [
    "MOST_PREDICTIONS",
    "PREDICTION_FORMATS",
    "PredictionFile",
    "ReadPredictions",
    "Target",
    "TargetImage",
    "read_predictions",
]
