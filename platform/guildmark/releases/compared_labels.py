"""Two evaluations label by label: what each figure of a report says of one label."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from concord.formats.csv import safe_cell
from guildmark.quality.part_words import named_class

Json = Any  # JSON that the worker wrote
_NEAR = 1e-6


@dataclass(frozen=True)
class LabelFigure:
    """One figure of one label, or of an option of a question, in both evaluations.

    `part` is "shapes", "pixels" or the key of the question; `wanted` counts the objects, pixels or
    pictures that are so. None where a figure is undefined. `lower` and `upper` are what 95 of 100
    draws of images say of the difference, None where nothing can be said.
    """

    part: str
    key: str
    name: str
    color: str | None
    wanted: int
    figure: str
    first: float | None
    second: float | None
    lower: float | None = None
    upper: float | None = None

    @property
    def difference(self) -> float | None:
        """The second less the first."""
        if self.first is None or self.second is None:
            return None
        return self.second - self.first


#: Lower and upper by part, label and figure, as `concord.evaluation.by_label` has them.
Bounds = Mapping[tuple[str, str, str], tuple[float, float]]


def by_label(first: Json, second: Json, bounds: Bounds) -> list[LabelFigure]:
    """Of two reports over the same images. Shapes are each at its own headline's choice."""
    theirs = {row[:4]: row[-1] for row in _rows(second)}
    found = []
    for part, question, key, figure, label, wanted, value in _rows(first):
        other = theirs.get((part, question, key, figure))
        if value is not None or other is not None:
            found.append(
                LabelFigure(
                    question or part, key, label["name"], label.get("color"), wanted, figure,
                    value, other, *_bounds(bounds, part, question, key, figure, value, other),
                )
            )  # fmt: skip
    return found


def _bounds(
    bounds: Bounds,
    part: str,
    question: str,
    key: str,
    figure: str,
    value: float | None,
    other: float | None,
) -> tuple[float | None, float | None]:
    """Of a difference that there is."""
    if value is None or other is None:
        return None, None
    name = f"question {question}" if question else f"{part}_pq" if figure == "pq" else part
    return bounds.get((name, key, figure), (None, None))


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
        for option in map(named_class, question["options"]):
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


_COLUMNS = ("part", "label", "name", "figure", "wanted")
_VALUES = ("first", "second", "difference", "lower", "upper")


def comparison_table(compared: Json) -> str:
    """CSV of a comparison as the API gives it, with a head of which is which.

    Texts that a spreadsheet would run begin with an apostrophe. An empty cell is undefined.
    """
    target = io.StringIO(newline="")
    table = csv.writer(target, lineterminator="\r\n")
    names = [safe_cell(compared[key]["source_name"]) for key in ("first", "second")]
    table.writerow([*_COLUMNS, *names, "difference", "lower", "upper"])
    for row in compared["figures"]:
        table.writerow(["whole", "", "", safe_cell(row["figure"]), "", *_numbers(row)])
    for row in compared["by_label"]:
        texts = [safe_cell(row[key]) for key in ("part", "key", "name", "figure")]
        table.writerow([*texts, row["wanted"], *_numbers(row)])
    return target.getvalue()


def _numbers(row: Json) -> list[float | str]:
    return ["" if row[key] is None else row[key] for key in _VALUES]
