"""What the fit of a release found out: agreement, calibration, confusion, thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, gettext_noop
from reportlab.platypus import Flowable

from guildmark.quality.part_words import named
from guildmark.releases.report import layout
from guildmark.releases.report.words import count, decimal, interval, measured, plain, said, share

Json = dict[str, Any]  # JSON that `consensus` wrote: `Any` stands for its values

COEFFICIENTS = (
    ("alpha", gettext_noop("Krippendorff's alpha")),
    ("percent", gettext_noop("Share of equal answers")),
    ("ac1", gettext_noop("Gwet's AC1")),
    ("fleiss", gettext_noop("Fleiss' kappa")),
    ("cohen", gettext_noop("Cohen's kappa")),
    ("shape_alpha", gettext_noop("Alpha of drawn objects")),
    ("mean_iou", gettext_noop("Mean IoU of matched shapes")),
    ("f1_50", gettext_noop("F1 at an IoU of .50")),
    ("f1_75", gettext_noop("F1 at an IoU of .75")),
)
_KINDS = {
    "temperature": gettext_noop("temperature"),
    "isotonic": gettext_noop("isotonic"),
    "logistic": gettext_noop("logistic"),
}
_SHAPE_KINDS = {
    "box": gettext_noop("box"),
    "rotated_box": gettext_noop("rotated box"),
    "polygon": gettext_noop("polygon"),
    "polyline": gettext_noop("polyline"),
    "keypoints": gettext_noop("keypoints"),
    "ellipse": gettext_noop("ellipse"),
    "mask": gettext_noop("mask"),
}
NO_FIGURE: Json = {"value": None, "lower": None, "upper": None}
#: More classes than this do not stand side by side on a page: pairs are listed instead.
MOST_COLUMNS = 8
MOST_PAIRS = 15


def agreement_parts(agreement: Json) -> Iterator[Flowable]:
    """Every coefficient with its interval, then label by label and question by question."""
    yield layout.heading(gettext("Agreement"))
    known = [(name, agreement[key]) for key, name in COEFFICIENTS if agreement.get(key)]
    if not known:
        yield layout.text(gettext("It was not measured."))
        return
    rows = [(gettext(name), *measured(one), count(one.get("item_count", 0))) for name, one in known]
    yield layout.table(
        (gettext("Coefficient"), gettext("Value"), gettext("95 % interval"), gettext("Pictures")),
        rows,
    )
    for title, key, figure in (
        (gettext("By label"), "labels", "f1_50"),
        (gettext("By question"), "questions", "alpha"),
    ):
        named = [
            (one["name"], *measured(one.get("figures", {}).get(figure)))
            for one in agreement.get(key, ())
        ]
        if named:
            yield layout.subheading(title)
            what = gettext("F1 at an IoU of .50") if key == "labels" else gettext("Alpha")
            yield layout.table(("", what, gettext("95 % interval")), named)
    for question in agreement.get("questions", ()):
        yield from _options(question)


def _options(question: Json) -> Iterator[Flowable]:
    rows = [(one["name"], *measured(one)) for one in question.get("options", ())]
    if rows:
        yield layout.subheading(gettext("Each answer to “{name}”").format(name=question["name"]))
        yield layout.table(("", gettext("Alpha"), gettext("95 % interval")), rows)


def people_parts(annotators: Sequence[Json]) -> Iterator[Flowable]:
    """How far each person agrees with the rest; nothing where people are left out."""
    if not annotators:
        return
    yield layout.subheading(gettext("People against the rest"))
    rows: list[tuple[str, ...]] = []
    unknown: list[str] = []
    for one in annotators:
        # Releases made before `answers` was kept have these as `classes`.
        figures = (one["classes"], one.get("answers", NO_FIGURE), one["shapes"])
        if all(figure["value"] is None for figure in figures):
            unknown.append(one["pseudonym"])
            continue
        cells = [_cell(figure) for figure in figures]
        rows.append((one["pseudonym"], *cells))
    if rows:
        names = (gettext("Names of objects"), gettext("Answers"), gettext("Shapes (F1)"))
        yield layout.table((gettext("Annotator"), *names), rows)
        yield layout.note(gettext("In brackets: the 95 % interval."))
    if unknown:
        words = gettext("Too few pictures in common with others to say: {names}.")
        yield layout.note(words.format(names=", ".join(unknown)))


def _cell(figure: Json) -> str:
    """A value with its interval, without the reason: it is the same for many people."""
    value = decimal(figure["value"])
    bounds = interval(figure["lower"], figure["upper"])
    return value if figure["lower"] is None else f"{value} ({bounds})"


def fit_parts(report: Json) -> Iterator[Flowable]:
    """Of each part of the labels: method, calibration, confusion; of numbers how near is near
    enough; and what was learnt of shapes."""
    shapes, attributes = report["shapes"], report["attributes"]
    if not any((report["parts"], report["numbers"], shapes)):
        return
    yield layout.heading(gettext("How labels were decided, and how sure they are"))
    for part in named(report["parts"]):
        name = gettext("Labels of shapes") if part["kind"] == "labels" else part["name"]
        yield layout.subheading(name)
        method = gettext("Method: {method}.").format(method=part["method"])
        yield layout.text(f"{method} {said(part, 'reason')}".strip())
        yield from _calibration(part["calibration"])
        yield from _confusion(part["classes"], part["confusion"])
    for one in report["numbers"]:
        yield layout.subheading(one["name"])
        yield layout.text(_near_words(one))
        yield from _calibration(one["calibration"])
    if shapes:
        yield from _shapes(shapes)
    if attributes:
        yield layout.subheading(gettext("What the attributes of shapes are"))
        yield from _calibration(attributes)


def _near_words(numbers: Json) -> str:
    """How far apart two numbers say the same, and where that is from."""
    if numbers["tolerance"] is None:
        return gettext("Too few answers to learn how near is near enough.")
    reach, is_share = numbers["tolerance"], numbers["is_relative"]
    tolerance = share(reach, 1.0) if is_share else plain(reach)
    if numbers["is_said"]:
        words = gettext("As near as {tolerance} is near enough: the schema says so.")
    elif numbers["is_from_gold"]:
        words = gettext("As near as {tolerance} is near enough: learnt from {n} known numbers.")
    else:
        words = gettext(
            "As near as {tolerance} is near enough: learnt from {n} differences between answers."
        )
    return words.format(tolerance=tolerance, n=count(numbers["n"]))


def _calibration_words(calibration: Json) -> str:
    """On how much it rests and what it brought, or why there is none."""
    if not calibration["is_calibrated"]:
        return f"{gettext('Not calibrated.')} {said(calibration, 'reason')}".strip()
    before, _ = measured(calibration["error_before"])
    after, _ = measured(calibration["error_after"])
    return gettext(
        "Calibrated ({kind}) on {n} known answers. "
        "Calibration error: {before} before, {after} after."
    ).format(
        kind=_named(_KINDS, calibration["kind"]),
        n=count(calibration["gold_count"]),
        before=before,
        after=after,
    )


def _calibration(calibration: Json) -> Iterator[Flowable]:
    yield layout.text(_calibration_words(calibration))
    bins: Sequence[Json] = calibration["curve"] or calibration["curve_before"]
    if not bins:
        return
    points = [
        layout.Point(one["confidence"], one["accuracy"], one["lower"], one["upper"]) for one in bins
    ]
    plot = layout.reliability_plot(
        points, across=gettext("confidence"), up=gettext("share that was right")
    )
    rows = [
        (
            decimal(one["confidence"]),
            decimal(one["accuracy"]),
            interval(one["lower"], one["upper"]),
            count(one["n"]),
        )
        for one in bins
    ]
    columns = (
        gettext("Confidence"),
        gettext("Right"),
        gettext("95 % interval"),
        gettext("Known answers"),
    )
    yield layout.together(plot, layout.table(columns, rows))


def _confusion(classes: Sequence[Json], confusion: Json) -> Iterator[Flowable]:
    # Reports made before `background` was kept have none, as the answers to questions have.
    background = confusion.get("background")
    if len(classes) < 2 and background is None:
        return
    yield layout.subheading(gettext("What is taken for what"))
    shown = background or confusion
    if shown["rates"] is None:
        yield layout.text(said(confusion, "undefined_reason") or gettext("It is not known."))
        return
    is_true = [one["name"] for one in classes]
    given = list(is_true)
    if background is not None:
        is_true.append(gettext("Nothing there"))
        given.append(gettext("Not drawn"))
    if len(given) > MOST_COLUMNS:
        yield from _confused_pairs(is_true, given, shown["counts"])
        return
    rows = [
        (name, *(f"{100 * rate:.0f} %" for rate in row))
        for name, row in zip(is_true, shown["rates"], strict=True)
    ]
    yield layout.table((gettext("True, then answered"), *given), rows)


def _confused_pairs(
    is_true: Sequence[str], given: Sequence[str], counts: Sequence[Sequence[float]]
) -> Iterator[Flowable]:
    """The mistakes made most often, by expected count."""
    totals = [sum(row) for row in counts]
    pairs = sorted(
        (-value, true, said_as)
        for true, row in enumerate(counts)
        for said_as, value in enumerate(row)
        if true != said_as and value > 0
    )[:MOST_PAIRS]
    if not pairs:
        yield layout.text(gettext("Nothing was confused."))
        return
    rows = [
        (is_true[true], given[said_as], count(-value), share(-value, totals[true]))
        for value, true, said_as in pairs
    ]
    columns = (gettext("True"), gettext("Answered"), gettext("Expected"), gettext("Share"))
    yield layout.table(columns, rows, numbers_from=2)


def _shapes(shapes: Json) -> Iterator[Flowable]:
    yield layout.subheading(gettext("Whether a drawn object is there"))
    yield from _calibration(shapes["exists"])
    yield layout.subheading(gettext("How well a shape lies"))
    yield from _calibration(shapes["expected_iou"])
    rows = [
        (
            _named(_SHAPE_KINDS, kind["kind"]),
            decimal(kind["threshold"]),
            gettext("learnt") if kind["is_fitted"] else gettext("usual"),
            count(kind["same_pairs"]),
        )
        for kind in shapes["kinds"]
    ]
    if rows:
        yield layout.subheading(gettext("From which similarity on two shapes are one object"))
        columns = (
            gettext("Kind"),
            gettext("Similarity"),
            gettext("Bound"),
            gettext("Pairs of one object"),
        )
        yield layout.table(columns, rows)


def _named(names: Mapping[str, str], key: str) -> str:
    return gettext(names.get(key, key))
