"""Which pixels are the object's? One mask from several."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from concord.geometry.contours import positive_area
from concord.geometry.masks import Mask, mask_of, pairwise_mask_iou, to_geometry
from concord.geometry.oriented import Geometry
from concord.shapes.fusion.fields import (
    Trust,
    Window,
    depths_of_masks,
    inner_window,
    pixels_of,
)
from concord.shapes.fusion.members import Floats, Fused, Members
from concord.shapes.fusion.offsets import PLACES, PRIOR, expected_iou, fit_offsets, trimmed
from concord.shapes.fusion.quality import GeometryModel


class MaskFusion:
    """Masks."""

    def prior(self) -> GeometryModel:
        """What holds before anything is learnt."""
        return PRIOR

    def fit(self, members: Members, exists: Floats, start: GeometryModel | None) -> GeometryModel:
        """Looseness and scatter of everybody's outlines, see `fit_offsets`."""
        return fit_offsets(
            members,
            exists,
            start,
            lambda first, last: _offsets([mask_of(one) for one in members.geometries[first:last]]),
        )

    def fuse(self, model: GeometryModel, members: Members, frames: Floats) -> Fused:
        """Weighted votes on each pixel, by its distance to everybody's outline; see `Trust`.

        One mask alone, and equal ones, stay as they were drawn; so does the medoid where the
        votes leave nothing.
        """
        starts = members.starts
        found = [
            _fused(model, members, slice(first, last), frame)
            for first, last, frame in zip(starts[:-1], starts[1:], frames, strict=True)
        ]
        return Fused([geometry for geometry, _ in found], np.array([iou for _, iou in found]))


def _offsets(masks: list[Mask]) -> Floats | None:
    """Signed distances of the pixels along the medoid's outline to each outline, in shares of
    its size; (masks, PLACES)."""
    medoid = int(pairwise_mask_iou(masks, masks).sum(axis=1).argmax())
    area_px = np.count_nonzero(masks[medoid].pixels)
    if not area_px:
        return None
    window = inner_window(masks)
    depths = depths_of_masks(masks, window).reshape(len(masks), -1)
    along = np.flatnonzero(np.abs(depths[medoid]) <= window.stride)
    chosen = along[np.linspace(0, len(along) - 1, PLACES).round().astype(np.int64)]
    offsets: Floats = (depths[:, chosen] - depths[medoid, chosen]) / np.sqrt(area_px)
    return offsets


def _fused(
    model: GeometryModel, members: Members, rows: slice, frame: Floats
) -> tuple[Geometry, float]:
    drawn = members.geometries[rows]
    masks = [mask_of(one) for one in drawn]
    people = tuple(members.annotators[person] for person in members.annotator[rows])
    if all(one == drawn[0] for one in drawn):
        return drawn[0], _expected(model, people, masks[0])
    similarity = pairwise_mask_iou(masks, masks)
    kept = trimmed(similarity).tolist()
    people = tuple(people[row] for row in kept)
    window, pixels = _voted(model, people, [masks[row] for row in kept])
    mask = Mask(window.left, window.top, pixels).cropped(*frame.astype(int).tolist())
    if mask is None:
        medoid = int(similarity.sum(axis=1).argmax())
        return drawn[medoid], _expected(model, people, masks[medoid])
    return to_geometry(mask), _expected(model, people, mask)


def _voted(
    model: GeometryModel, people: tuple[str, ...], masks: list[Mask]
) -> tuple[Window, NDArray[np.bool_]]:
    size_px = float(np.sqrt(np.median([np.count_nonzero(mask.pixels) for mask in masks])))
    trust = Trust(
        bias_px=model.biases(people)[:, 0] * size_px,
        scatter_px=np.sqrt(model.variances(people)[:, 0]) * size_px,
    )
    margin_px = int(np.ceil(np.abs(trust.bias_px).max())) + 1
    window = inner_window(masks, margin_px)
    return window, pixels_of(trust.votes(depths_of_masks(masks, window)), window)


def _expected(model: GeometryModel, people: tuple[str, ...], mask: Mask) -> float:
    """Of what has no pixel, the fit is undefined; it is then expected to be none: 0."""
    area_px = np.count_nonzero(mask.pixels)
    if not area_px:
        return 0.0
    outline = positive_area(np.where(mask.pixels, 0.5, -0.5))
    return expected_iou(model, people, float(shapely.length(outline)), float(area_px))
