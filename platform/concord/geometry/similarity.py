"""How alike are two shapes? The one entrance, whatever the kind.

Shapely is loaded when the first outline or line is compared: a web process that meets boxes alone
never pays for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from concord.documents import Shape
from concord.geometry.boxes import pairwise_iou
from concord.geometry.keypoints import pairwise_oks
from concord.geometry.oriented import Floats, Geometry
from concord.geometry.runs import pairwise_run_iou
from concord.geometry.work import Work

Geometries = Sequence[Geometry]
#: Tables of similarity; kinds whose costs are small do not ask for the work.
Similarity = Callable[[Geometries, Geometries, Work | None], Floats]


class UnknownKind(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """Shapes of this kind cannot be compared or fused."""


def pairwise_similarity(
    kind: str, first: Geometries, second: Geometries, work: Work | None = None
) -> Floats:
    """Similarities of shapes of one kind, whatever they are called: (n, m) float64 in [0, 1].

    IoU for boxes, rotated boxes, ellipses, polygons with holes and masks; OKS for keypoints;
    buffered IoU for lines. 1 for two equal shapes, unless they have no area or length: such
    shapes share nothing, 0. Rings that cross themselves count by the even-odd rule. Never NaN.
    Outlines, lines and masks that would cost more `work` than may be (MOST_TABLE_US) are held
    against each other on a grid, the most tangled ones. Raises UnknownKind.
    """
    if kind not in SIMILARITIES:
        raise UnknownKind(f'Shapes of kind "{kind}" cannot be compared.')
    return SIMILARITIES[kind](first, second, work)


def shape_similarity(first: Sequence[Shape], second: Sequence[Shape]) -> Floats:
    """Similarities of shapes of any kinds: (n, m) float64 in [0, 1], 0 for shapes of two kinds.

    What they are called does not matter. Raises UnknownKind.
    """
    table = np.zeros((len(first), len(second)))
    for kind in sorted({shape.kind for shape in first} & {shape.kind for shape in second}):
        rows = [place for place, shape in enumerate(first) if shape.kind == kind]
        columns = [place for place, shape in enumerate(second) if shape.kind == kind]
        table[np.ix_(rows, columns)] = pairwise_similarity(
            kind,
            [first[place].geometry for place in rows],
            [second[place].geometry for place in columns],
        )
    return table


def _of_boxes(first: Geometries, second: Geometries, _: Work | None) -> Floats:
    return pairwise_iou(_rows(first), _rows(second))


def _rows(geometries: Geometries) -> Floats:
    rows = [(one["x"], one["y"], one["width"], one["height"]) for one in geometries]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _of_keypoints(first: Geometries, second: Geometries, _: Work | None) -> Floats:
    return pairwise_oks(first, second)


def _of_areas(kind: str) -> Similarity:
    def similarity(first: Geometries, second: Geometries, work: Work | None) -> Floats:
        from concord.geometry.areas import (  # noqa: PLC0415 -- loads Shapely, see above
            areas_of,
            pairwise_area_iou,
        )

        areas = areas_of(kind, first)
        others = areas if second is first else areas_of(kind, second)
        return pairwise_area_iou(areas, others, work)

    return similarity


def _of_lines(first: Geometries, second: Geometries, work: Work | None) -> Floats:
    from concord.geometry.lines import pairwise_strip_iou  # noqa: PLC0415 -- loads Shapely

    return pairwise_strip_iou(first, second, work)


#: By the word that documents use for the kind.
SIMILARITIES: Mapping[str, Similarity] = {
    "box": _of_boxes,
    "rotated_box": _of_areas("rotated_box"),
    "ellipse": _of_areas("ellipse"),
    "polygon": _of_areas("polygon"),
    "mask": pairwise_run_iou,
    "keypoints": _of_keypoints,
    "polyline": _of_lines,
}
