"""What is the outline of the object? One polygon from several, holes included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.affinity import affine_transform

from concord.geometry.areas import Areas, areas_of, pairwise_area_iou
from concord.geometry.contours import positive_area
from concord.geometry.oriented import Geometry
from concord.shapes.fusion.fields import Trust, depths_of, field_of_areas
from concord.shapes.fusion.members import Floats, Fused, Members
from concord.shapes.fusion.offsets import PLACES, PRIOR, expected_iou, fit_offsets, trimmed
from concord.shapes.fusion.quality import GeometryModel, Habit

#: A contour is simplified by as much as it was sampled, in steps of its lattice.
_TOLERANCE_STEPS = 0.5
#: A hole smaller than this many cells of the lattice is noise of it.
_LEAST_HOLE_CELLS = 4.0


class PolygonFusion:
    """Polygons with holes."""

    habit = Habit((1.0,), (1.0,))

    def prior(self) -> GeometryModel:
        """What holds before anything is learnt."""
        return PRIOR

    def fit(self, members: Members, exists: Floats, start: GeometryModel | None) -> GeometryModel:
        """Looseness and scatter of everybody's outlines, see `fit_offsets`."""
        areas = areas_of(members.kind, members.geometries)
        return fit_offsets(members, exists, start, lambda first, last: _offsets(areas[first:last]))

    def fuse(self, model: GeometryModel, members: Members, frames: Floats) -> Fused:
        """Weighted votes on what is inside, in a band round the outlines; see `Trust`.

        The largest part is kept where the votes fall apart. One polygon alone, and equal ones,
        stay as they were drawn; so does the medoid where the votes leave nothing.
        """
        areas = areas_of(members.kind, members.geometries)
        starts = members.starts
        found = [
            _fused(model, members, areas, slice(first, last), frame)
            for first, last, frame in zip(starts[:-1], starts[1:], frames, strict=True)
        ]
        return Fused([geometry for geometry, _ in found], np.array([iou for _, iou in found]))


def _offsets(areas: Areas) -> Floats | None:
    """Signed distances of places on the medoid's outline to each outline, in shares of its size."""
    medoid = areas[int(pairwise_area_iou(areas, areas).sum(axis=1).argmax())]
    if not medoid.area > 0:
        return None
    outline = shapely.boundary(medoid)
    along = shapely.line_interpolate_point(
        outline, (np.arange(PLACES) + 0.5) / PLACES, normalized=True
    )
    size_px = float(np.sqrt(medoid.area))
    return depths_of(areas, shapely.get_coordinates(along)) / size_px


def _fused(
    model: GeometryModel, members: Members, areas: Areas, rows: slice, frame: Floats
) -> tuple[Geometry, float]:
    drawn, shapes = members.geometries[rows], areas[rows]
    people = tuple(members.annotators[person] for person in members.annotator[rows])
    similarity = pairwise_area_iou(shapes, shapes)
    if all(one == drawn[0] for one in drawn):
        return drawn[0], _expected(model, people, shapes[0])
    kept = trimmed(similarity)
    people = tuple(people[row] for row in kept)
    fused = _outline(model, people, shapes[kept], frame)
    if fused is None:
        medoid = int(similarity.sum(axis=1).argmax())
        return drawn[medoid], _expected(model, people, shapes[medoid])
    return _geometry(fused), _expected(model, people, fused)


def _expected(model: GeometryModel, people: tuple[str, ...], area: shapely.Geometry) -> float:
    """Of what has no area, the fit is undefined; it is then expected to be none: 0."""
    if not area.area > 0:
        return 0.0
    return expected_iou(model, people, float(area.length), float(area.area))


def _outline(
    model: GeometryModel, people: tuple[str, ...], areas: Areas, frame: Floats
) -> shapely.Polygon | None:
    """The polygon that the votes make, within the picture; None when there is none."""
    size_px = float(np.sqrt(np.median(shapely.area(areas))))
    trust = Trust(
        bias_px=model.biases(people)[:, 0] * size_px,
        scatter_px=np.sqrt(model.variances(people)[:, 0]) * size_px,
    )
    if not size_px > 0:
        return None
    field = field_of_areas(areas, trust)
    step = field.step
    contour = affine_transform(
        positive_area(field.votes), [step, 0.0, 0.0, step, field.left, field.top]
    )
    within = shapely.intersection(contour, shapely.box(0.0, 0.0, *frame))
    part = _largest(shapely.simplify(within, _TOLERANCE_STEPS * step))
    if part is None:
        return None
    holes = [
        ring for ring in part.interiors if shapely.Polygon(ring).area >= _LEAST_HOLE_CELLS * step**2
    ]
    return shapely.Polygon(part.exterior, holes)


def _largest(area: shapely.Geometry) -> shapely.Polygon | None:
    parts = [
        part
        for part in shapely.get_parts(area)
        if part.geom_type == "Polygon" and part.area > 0 and part.is_valid
    ]
    return max(parts, key=lambda part: float(part.area), default=None)


def _geometry(polygon: shapely.Polygon) -> Geometry:
    return {
        "points": _ring(polygon.exterior.coords),
        "holes": [_ring(ring.coords) for ring in polygon.interiors],
    }


def _ring(coordinates: Sequence[tuple[float, float]]) -> list[list[float]]:
    """A closed ring, written without its last point, which is the first."""
    return [[float(x), float(y)] for x, y in coordinates[:-1]]
