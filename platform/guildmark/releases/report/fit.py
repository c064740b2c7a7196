"""What the fit of a release found out: agreement, calibration, confusion, thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.platypus import Flowable

from guildmark.releases.report import layout
from guildmark.releases.report.words import count, decimal, interval, measured, share

Json = dict[str, Any]  # JSON that `consensus` wrote: `Any` stands for its values

COEFFICIENTS = (
    ("alpha", "Krippendorff's alpha"),
    ("percent", "Share of equal answers"),
    ("ac1", "Gwet's AC1"),
    ("fleiss", "Fleiss' kappa"),
    ("cohen", "Cohen's kappa"),
    ("shape_alpha", "Alpha of drawn objects"),
    ("mean_iou", "Mean IoU of matched shapes"),
    ("f1_50", "F1 at an IoU of .50"),
    ("f1_75", "F1 at an IoU of .75"),
)
#: More classes than this do not stand side by side on a page: pairs are listed instead.
MOST_COLUMNS = 8
MOST_PAIRS = 15


def agreement_parts(agreement: Json) -> Iterator[Flowable]:
    """Every coefficient with its interval, then label by label and question by question."""
    yield layout.heading("Agreement")
    known = [(name, agreement[key]) for key, name in COEFFICIENTS if agreement.get(key)]
    if not known:
        yield layout.text("It was not measured.")
        return
    rows = [(name, *measured(one), count(one.get("item_count", 0))) for name, one in known]
    yield layout.table(("Coefficient", "Value", "95 % interval", "Pictures"), rows)
    for title, key, figure in (
        ("By label", "labels", "f1_50"),
        ("By question", "questions", "alpha"),
    ):
        named = [
            (one["name"], *measured(one.get("figures", {}).get(figure)))
            for one in agreement.get(key, ())
        ]
        if named:
            yield layout.subheading(title)
            yield layout.table(
                ("", "F1 at an IoU of .50" if key == "labels" else "Alpha", "95 % interval"), named
            )


def fit_parts(report: Json) -> Iterator[Flowable]:
    """Of each part of the labels: method, calibration, confusion; and what was learnt of shapes."""
    parts = report.get("parts", ())
    shapes = report.get("shapes")
    if not parts and not shapes:
        return
    yield layout.heading("How labels were decided, and how sure they are")
    for part in parts:
        name = "Labels of shapes" if part["kind"] == "labels" else part["name"]
        yield layout.subheading(name)
        yield layout.text(f"Method: {part['method']}. {part['reason'] or ''}".strip())
        yield from _calibration(part["calibration"])
        yield from _confusion(part["classes"], part["confusion"])
    if shapes:
        yield from _shapes(shapes)


def _calibration(calibration: Json) -> Iterator[Flowable]:
    if not calibration["is_calibrated"]:
        yield layout.text(f"Not calibrated. {calibration['reason'] or ''}".strip())
    else:
        before, _ = measured(calibration["error_before"])
        after, _ = measured(calibration["error_after"])
        yield layout.text(
            f"Calibrated ({calibration['kind']}) on {count(calibration['gold_count'])} known "
            f"answers. Calibration error: {before} before, {after} after."
        )
    bins: Sequence[Json] = calibration["curve"] or calibration["curve_before"]
    if not bins:
        return
    points = [
        layout.Point(one["confidence"], one["accuracy"], one["lower"], one["upper"]) for one in bins
    ]
    plot = layout.reliability_plot(points, across="confidence", up="share that was right")
    rows = [
        (
            decimal(one["confidence"]),
            decimal(one["accuracy"]),
            interval(one["lower"], one["upper"]),
            count(one["n"]),
        )
        for one in bins
    ]
    columns = ("Confidence", "Right", "95 % interval", "Known answers")
    yield layout.together(plot, layout.table(columns, rows))


def _confusion(classes: Sequence[Json], confusion: Json) -> Iterator[Flowable]:
    if len(classes) < 2:
        return
    yield layout.subheading("What is taken for what")
    rates = confusion["rates"]
    if rates is None:
        yield layout.text(confusion["undefined_reason"] or "It is not known.")
        return
    names = [one["name"] for one in classes]
    if len(names) > MOST_COLUMNS:
        yield from _confused_pairs(names, confusion)
        return
    rows = [
        (name, *(f"{100 * rate:.0f} %" for rate in row))
        for name, row in zip(names, rates, strict=True)
    ]
    yield layout.table(("True, then answered", *names), rows)


def _confused_pairs(names: Sequence[str], confusion: Json) -> Iterator[Flowable]:
    """The mistakes made most often, by expected count."""
    totals = [sum(row) for row in confusion["counts"]]
    pairs = sorted(
        (-value, true, given)
        for true, row in enumerate(confusion["counts"])
        for given, value in enumerate(row)
        if true != given and value > 0
    )[:MOST_PAIRS]
    if not pairs:
        yield layout.text("Nothing was confused.")
        return
    rows = [
        (names[true], names[given], count(-value), share(-value, totals[true]))
        for value, true, given in pairs
    ]
    yield layout.table(("True", "Answered", "Expected", "Share"), rows, numbers_from=2)


def _shapes(shapes: Json) -> Iterator[Flowable]:
    yield layout.subheading("Whether a drawn object is there")
    yield from _calibration(shapes["exists"])
    yield layout.subheading("How well a shape lies")
    yield from _calibration(shapes["expected_iou"])
    rows = [
        (
            kind["kind"].replace("_", " "),
            decimal(kind["threshold"]),
            "learnt" if kind["is_fitted"] else "usual",
            count(kind["same_pairs"]),
        )
        for kind in shapes["kinds"]
    ]
    if rows:
        yield layout.subheading("From which similarity on two shapes are one object")
        yield layout.table(("Kind", "Similarity", "Bound", "Pairs of one object"), rows)
