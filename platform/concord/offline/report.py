"""What came out, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from concord.measure import Measure
from concord.offline.classes import ClassesFound
from concord.offline.drawings import DrawingsFound
from concord.wording import counted

NAMED = 5


def of_classes(found: ClassesFound, out: Path) -> Iterator[str]:
    """Method, calibration, agreement, everybody's skill, and what of the gold was not used."""
    yield f"{counted(len(found.rows), 'item')} written to {out}; tied: {found.ties}."
    yield f"Method: {found.model.method}. {found.model.why or ''}".rstrip()
    kind = found.calibration.kind if found.calibration.is_calibrated else "uncalibrated"
    yield f"Confidence: {kind}. {found.calibration.reason}"
    yield from _gold_not_used("gold item", "not in the labels", found.unknown_items)
    yield from _gold_not_used("gold label", "given by nobody", found.unknown_labels)
    yield from _agreement({"percent": found.percent, "Krippendorff's alpha": found.alpha})
    if len(found.labels) > 2:  # of two labels it is that of both
        yield from _of_labels(found.labels)
    yield ""
    yield f"{'annotator':24} {'labels':>7} {'agrees':>7} {'accuracy':>9} {'bits':>6} {'spammer':>8}"
    for person in found.people:
        yield (
            f"{printable(person.name):24} {person.labels:7d} {person.agrees:7.3f} "
            f"{_value(person.accuracy):>9} {_value(person.information_bits):>6} "
            f"{_value(person.spammer_score):>8}"
        )
    yield "agrees: with the labels chosen. accuracy, bits: of one label, as the model estimates it."
    yield "spammer: 0 is no better than answering by lot, 1 is perfect."


def _of_labels(labels: Mapping[str, Measure]) -> Iterator[str]:
    """Those that are undefined one by one where they are few."""
    unknown = [label for label, alpha in labels.items() if alpha.value is None]
    for label, alpha in labels.items():
        if alpha.value is not None or len(unknown) <= NAMED:
            yield f"  alpha of {printable(label)}: {_with_interval(alpha)}"
    if len(unknown) > NAMED:
        yield f"  alpha of {counted(len(unknown), 'other label')}: undefined, of too few answers."


def of_drawings(found: DrawingsFound, out: Path) -> Iterator[str]:
    """Threshold, agreement, and everybody's finds and misses."""
    count = sum(len(shapes) for shapes in found.images.values())
    kept = sum(shape.is_kept for shapes in found.images.values() for shape in shapes)
    images, clusters = counted(len(found.images), "image"), counted(count, "cluster")
    yield f"{images} with {clusters} written to {out}; {kept} probable."
    if found.left_out:
        were = "was" if found.left_out == 1 else "were"
        yield f"{counted(found.left_out, 'shape')} without any area {were} left out."
    how = "learnt" if found.threshold.is_learnt else "the usual one, for want of overlap"
    yield f"Two shapes are one object from IoU {found.threshold.similarity:.2f} on ({how})."
    yield "Confidence: estimated, not calibrated (there is no gold)."
    yield from _agreement(
        {
            "mean IoU": found.iou,
            "F1 at IoU .5": found.f1,
            "Krippendorff's alpha of what is drawn": found.shapes.alpha,
            "of what drawn objects are called": found.shapes.label,
        }
    )
    yield ""
    yield (
        f"{'annotator':24} {'images':>7} {'drawn':>7} {'in an object':>13} {'missed':>7} "
        f"{'finds':>6} {'false':>6} {'F1':>6}"
    )
    for person in found.people:
        yield (
            f"{printable(person.name):24} {person.images:7d} {person.drawn:7d} "
            f"{person.kept:13d} {person.missed:7d} {person.finds:6.3f} "
            f"{person.false_alarms:6.3f} {_value(person.f1):>6}"
        )
    yield "finds: of the objects there are; false: drawn where there is none; both as estimated."
    yield "F1: with each of the others, over the images both looked at."


def _agreement(measures: Mapping[str, Measure]) -> Iterator[str]:
    yield ""
    for name, measure in measures.items():
        yield f"Agreement, {name}: {_with_interval(measure)}"


def _with_interval(measure: Measure) -> str:
    if measure.value is None:
        return f"undefined. {measure.reason}"
    if measure.lower is None or measure.upper is None:
        return f"{measure.value:.3f} (n {measure.n})"
    return f"{measure.value:.3f} (95 %: {measure.lower:.3f} to {measure.upper:.3f}, n {measure.n})"


def printable(name: str) -> str:
    """A name from a file must not move the cursor or colour the terminal: as Python writes it."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in name
    )


def _value(measure: Measure) -> str:
    return "-" if measure.value is None else f"{measure.value:.3f}"


def _gold_not_used(thing: str, why: str, keys: tuple[str, ...]) -> Iterator[str]:
    if keys:
        named = ", ".join(map(printable, keys[:NAMED])) + (", ..." if len(keys) > NAMED else "")
        yield f"{counted(len(keys), thing)} {why}, so not used: {named}"
