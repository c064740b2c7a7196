"""All figures of one evaluation as one JSON document, and what became of every image."""

from concord.evaluation.report.whole import REPORT_VERSION, Evaluated, ImageOutcome, evaluate

__all__ = ["REPORT_VERSION", "Evaluated", "ImageOutcome", "evaluate"]
