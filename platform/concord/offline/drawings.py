"""One set of shapes an image, of everybody's drawings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concord import shapes
from concord.agreement import (
    Resampling,
    ShapeAgreement,
    compare,
    drawn_image,
    match_images,
    measure_drawers,
    measure_drawings,
    measure_shapes,
)
from concord.geometry.oriented import Geometry
from concord.measure import Measure, undefined
from concord.offline.outlines import SHAPE_KIND, Drawn
from concord.shapes import ConsensusShape, Drawing, ShapeModel
from concord.shapes.threshold import Threshold

#: The files say nothing of the size of a picture, so nothing ends at its right and lower edge.
NO_EDGE_PX = 1e9
SEED = 1


@dataclass(frozen=True, slots=True)
class Draughtsman:
    """One person against the consensus of all, themselves included.

    `drawn` shapes; of them `kept` are part of an object; `missed` objects of the images they
    looked at are not theirs. `finds` is the share of objects they draw, and `false_alarms` how
    often they draw what is none, for each that others drew in vain: both as the model estimates
    them, drawn to the crowd's where little is known. `f1` is against everybody else.
    """

    name: str
    images: int
    drawn: int
    kept: int
    missed: int
    finds: float
    false_alarms: float
    f1: Measure


@dataclass(frozen=True, slots=True)
class DrawingsFound:
    """What came out; `images` in the order of the input."""

    images: Mapping[str, Sequence[ConsensusShape]]
    threshold: Threshold
    left_out: int
    iou: Measure
    f1: Measure
    shapes: ShapeAgreement
    people: Sequence[Draughtsman]


def consolidate_drawings(drawn: Drawn) -> DrawingsFound:
    """A fit of the whole input, then every image of it."""
    model = shapes.fit(drawn.project, labels=drawn.labels)
    sizes_px = dict.fromkeys(drawn.project, (NO_EDGE_PX, NO_EDGE_PX))
    corners = {image: _corner(drawings) for image, drawings in drawn.project.items()}
    placed = {image: _placed(drawings, corners[image]) for image, drawings in drawn.project.items()}
    found = shapes.resolve_all(placed, model, sizes_px=sizes_px)
    images = {
        image: [
            replace(one, geometry=_moved(one.geometry, *corners[image])) for one in found[image]
        ]
        for image in drawn.project
    }
    together = [
        drawn_image({drawing.annotator: drawing.shapes for drawing in drawings}, image)
        for image, drawings in drawn.project.items()
    ]
    compared = [compare(image) for image in together]
    by = Resampling(SEED)
    agreement = measure_drawings(compared, by)
    return DrawingsFound(
        images=images,
        threshold=model.of_kind(SHAPE_KIND[drawn.kind]).threshold,
        left_out=drawn.left_out,
        iou=agreement.mean_iou,
        f1=agreement.f1,
        shapes=measure_shapes(match_images(together), drawn.labels, by),
        people=_people(drawn.project, images, model, measure_drawers(compared, by)),
    )


def _corner(drawings: Sequence[Drawing]) -> tuple[float, float]:
    """Where the picture begins: at 0, unless somebody drew further to the left or above."""
    places = [(0.0, 0.0)]
    for geometry in (shape.geometry for drawing in drawings for shape in drawing.shapes):
        places += geometry["points"] if "points" in geometry else [(geometry["x"], geometry["y"])]
    return min(x for x, _ in places), min(y for _, y in places)


def _placed(drawings: Sequence[Drawing], corner: tuple[float, float]) -> Sequence[Drawing]:
    """The drawings with that corner at 0, where fused shapes end."""
    if corner == (0.0, 0.0):
        return drawings
    return [
        replace(
            drawing,
            shapes=tuple(
                replace(shape, geometry=_moved(shape.geometry, -corner[0], -corner[1]))
                for shape in drawing.shapes
            ),
        )
        for drawing in drawings
    ]


def _moved(geometry: Geometry, x: float, y: float) -> dict[str, Any]:  # JSON
    if (x, y) == (0.0, 0.0):
        return dict(geometry)
    if "points" not in geometry:
        return {**geometry, "x": geometry["x"] + x, "y": geometry["y"] + y}
    rings = (geometry["points"], *geometry["holes"])
    outer, *holes = ([[left + x, top + y] for left, top in ring] for ring in rings)
    return {"points": outer, "holes": holes}


def _people(
    project: Mapping[str, Sequence[Drawing]],
    images: Mapping[str, Sequence[ConsensusShape]],
    model: ShapeModel,
    against_others: Mapping[Hashable, Measure],
) -> list[Draughtsman]:
    counts: dict[str, tuple[int, int, int, int]] = defaultdict(lambda: (0, 0, 0, 0))
    for image, drawings in project.items():
        objects = [
            {source.annotator for source in shape.sources}
            for shape in images[image]
            if shape.is_kept
        ]
        for drawing in drawings:
            kept = sum(drawing.annotator in names for names in objects)
            looked, drawn, kept_before, missed = counts[drawing.annotator]
            counts[drawing.annotator] = (
                looked + 1,
                drawn + len(drawing.shapes),
                kept_before + kept,
                missed + len(objects) - kept,
            )
    finds, alarms = model.existence.sensitivity, model.existence.false_alarm
    crowd = model.existence.population_sensitivity
    nobody = undefined("Nobody else looked at the same images.", n=0)
    return [
        Draughtsman(
            name,
            *counts[name],
            finds.get(name, crowd),
            alarms.get(name, 0.0),
            against_others.get(name, nobody),
        )
        for name in sorted(counts)
    ]
