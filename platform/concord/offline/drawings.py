"""One set of shapes an image, of everybody's drawings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concord import shapes
from concord.agreement import Resampling, compare, drawn_image, measure_drawings
from concord.geometry.oriented import Geometry
from concord.measure import Measure
from concord.offline.outlines import SHAPE_KIND, Drawn
from concord.shapes import ConsensusShape, Drawing
from concord.shapes.threshold import Threshold

#: The files say nothing of the size of a picture, so nothing ends at its right and lower edge.
NO_EDGE_PX = 1e9
SEED = 1


@dataclass(frozen=True, slots=True)
class Draughtsman:
    """One person against the consensus of all, themselves included.

    `drawn` shapes; of them `kept` are part of an object; `missed` objects of the images they
    looked at are not theirs.
    """

    name: str
    images: int
    drawn: int
    kept: int
    missed: int


@dataclass(frozen=True, slots=True)
class DrawingsFound:
    """What came out; `images` in the order of the input."""

    images: Mapping[str, Sequence[ConsensusShape]]
    threshold: Threshold
    left_out: int
    iou: Measure
    f1: Measure
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
    compared = [
        compare(drawn_image({drawing.annotator: drawing.shapes for drawing in drawings}))
        for drawings in drawn.project.values()
    ]
    agreement = measure_drawings(compared, Resampling(SEED))
    return DrawingsFound(
        images=images,
        threshold=model.of_kind(SHAPE_KIND[drawn.kind]).threshold,
        left_out=drawn.left_out,
        iou=agreement.mean_iou,
        f1=agreement.f1,
        people=_people(drawn.project, images),
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
    project: Mapping[str, Sequence[Drawing]], images: Mapping[str, Sequence[ConsensusShape]]
) -> list[Draughtsman]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for image, drawings in project.items():
        objects = [
            {source.annotator for source in shape.sources}
            for shape in images[image]
            if shape.is_kept
        ]
        for drawing in drawings:
            kept = sum(drawing.annotator in names for names in objects)
            row = (1, len(drawing.shapes), kept, len(objects) - kept)
            counts[drawing.annotator] = [
                a + b for a, b in zip(counts[drawing.annotator], row, strict=True)
            ]
    return [Draughtsman(name, *counts[name]) for name in sorted(counts)]
