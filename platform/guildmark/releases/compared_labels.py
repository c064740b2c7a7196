"""Two evaluations label by label: what each figure of a report says of one label."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = Any  # JSON that the worker wrote
_NEAR = 1e-6


@dataclass(frozen=True)
class LabelFigure:
    """One figure of one label, or of an option of a question, in both evaluations.

    `part` is "shapes", "pixels" or the key of the question; `wanted` counts the objects, pixels or
    pictures that are so. None where a figure is undefined.
    """

    part: str
    key: str
    name: str
    color: str | None
    wanted: int
    figure: str
    first: float | None
    second: float | None

    @property
    def difference(self) -> float | None:
        """The second less the first."""
        if self.first is None or self.second is None:
            return None
        return self.second - self.first


def by_label(first: Json, second: Json) -> list[LabelFigure]:
    """Of two reports over the same images. Shapes are each at its own headline's choice."""
    theirs = {row[:4]: row[-1] for row in _rows(second)}
    found = []
    for part, question, key, figure, label, wanted, value in _rows(first):
        other = theirs.get((part, question, key, figure))
        if value is not None or other is not None:
            found.append(
                LabelFigure(
                    question or part, key, label["name"], label.get("color"), wanted, figure,
                    value, other,
                )
            )  # fmt: skip
    return found


def _rows(report: Json) -> Iterator[tuple[Any, ...]]:
    """(part, question, key, figure, label, wanted, value)"""
    if report["shapes"]:
        yield from _shapes(report["shapes"])
    if report["pixels"]:
        for label in report["pixels"]["labels"]:
            wanted = label["true_positives"] + label["false_negatives"]
            for figure in ("iou", "pq"):
                if figure in label:
                    yield "pixels", "", label["key"], figure, label, wanted, label[figure]["value"]
    for question in (*report["questions"], *report.get("several", ())):
        for option in question["options"]:
            wanted = option["true_positives"] + option["false_negatives"]
            for figure in ("precision", "recall", "f1"):
                value = option[figure]["value"]
                yield "question", question["key"], option["key"], figure, option, wanted, value


def _shapes(shapes: Json) -> Iterator[tuple[Any, ...]]:
    table = shapes["by_label"]
    iou = _place(shapes["ious"], shapes["iou"])
    confidence = _place(shapes["confidences"], shapes["confidence"])
    qualities = (shapes["panoptic"] or {}).get("by_label")
    for place, label in enumerate(shapes["labels"]):
        hits = table["hits"][iou][confidence][place]
        errors = table["errors"][iou][confidence][place]
        wanted = table["wanted"][place]
        figures = {
            "precision": _ratio(hits, hits + errors),
            "recall": _ratio(hits, wanted),
            "f1": _ratio(2 * hits, hits + errors + wanted),
            "ap": shapes["ap_by_label"][place]["ap"]["value"],
        }
        if qualities:
            figures["pq"] = qualities[place]["pq"]["value"]
        for figure, value in figures.items():
            yield "shapes", "", label["key"], figure, label, wanted, value


def _place(grid: list[float], value: float) -> int:
    """The last place of a growing grid that a value reaches."""
    return max(0, sum(one <= value + _NEAR for one in grid) - 1)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
