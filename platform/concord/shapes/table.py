"""Everybody's drawings of a project as columns, in an order that no sender can change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.documents import Shape
from concord.geometry.bounds import bounds_of
from concord.geometry.boxes import Boxes
from concord.geometry.similarity import SIMILARITIES, UnknownKind
from concord.shapes.drawing import Drawing

Integers = NDArray[np.int64]


class DrewTwice(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """One annotator has two answers for one image: nobody is a crowd."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The shapes of one kind, one row each: by image, then from left to right.

    `image` and `annotator` (rows,) are positions in the table's names, of which `images` are those
    of images; `bounds` (rows, 4) are x, y, width, height in pixels. Rows of equal bounds are
    ordered by annotator and id.
    """

    kind: str
    shapes: tuple[Shape, ...]
    submissions: tuple[str, ...]
    image: Integers
    annotator: Integers
    bounds: Boxes
    images: tuple[str, ...] = ()

    def image_of(self, row: int) -> str:
        """The name of its image; empty where images have none."""
        return self.images[int(self.image[row])] if self.images else ""

    def drawn_counts(self) -> tuple[Integers, Integers]:
        """Which drawing each row belongs to, (rows,), and how many shapes each has."""
        people = int(self.annotator.max(initial=0)) + 1
        _, drawing, counts = np.unique(
            self.image * people + self.annotator, return_inverse=True, return_counts=True
        )
        return drawing, counts

    @property
    def label(self) -> Integers:
        """The label of each row as a number, (rows,), by first mention."""
        number: dict[str, int] = {}
        labels = [number.setdefault(shape.label, len(number)) for shape in self.shapes]
        return np.array(labels, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Names of images and annotators, sorted; who looked at what; the rows of each kind.

    `looked_image` and `looked_annotator` (drawings,) name each drawing, also the empty ones, by
    rising image.
    """

    images: tuple[str, ...]
    annotators: tuple[str, ...]
    looked_image: Integers
    looked_annotator: Integers
    kinds: Mapping[str, Rows]

    def names_of(self, rows: Rows) -> list[str]:
        """Who drew each row."""
        return [self.annotators[person] for person in rows.annotator.tolist()]


def read_table(project: Mapping[str, Sequence[Drawing]]) -> Table:
    """The drawings of each image as a table. Raises UnknownKind and DrewTwice."""
    images = tuple(sorted(project))
    annotators = tuple(sorted({one.annotator for drawn in project.values() for one in drawn}))
    number = {key: index for index, key in enumerate(annotators)}
    looked: list[tuple[int, int]] = []
    found: dict[str, list[_Found]] = {}
    for image, key in enumerate(images):
        drawings = sorted(project[key], key=lambda drawing: drawing.annotator)
        people = [number[drawing.annotator] for drawing in drawings]
        if len(set(people)) < len(people):
            raise DrewTwice("Each annotator may have one answer for an image.")
        for person, drawing in zip(people, drawings, strict=True):
            looked.append((image, person))
            for shape in sorted(drawing.shapes, key=lambda shape: shape.id):
                entry = (image, person, drawing.submission, shape)
                found.setdefault(shape.kind, []).append(entry)
    by_image, by_annotator = np.array(looked, dtype=np.int64).reshape(-1, 2).T
    kinds = {kind: _rows(kind, found[kind], images) for kind in sorted(found)}
    return Table(images, annotators, by_image, by_annotator, kinds)


_Found = tuple[int, int, str, Shape]


def _rows(kind: str, found: Sequence[_Found], images: tuple[str, ...]) -> Rows:
    if kind not in SIMILARITIES:
        raise UnknownKind(f'Shapes of kind "{kind}" cannot be fused.')
    bounds = bounds_of(kind, [shape.geometry for *_, shape in found])
    image = np.array([entry[0] for entry in found], dtype=np.int64)
    # `lexsort` keeps the order of equal rows, which is that of annotators and ids.
    order = np.lexsort((*bounds.T[::-1], image))
    ordered = [found[row] for row in order.tolist()]
    return Rows(
        kind=kind,
        shapes=tuple(entry[3] for entry in ordered),
        submissions=tuple(entry[2] for entry in ordered),
        image=image[order],
        annotator=np.array([entry[1] for entry in ordered], dtype=np.int64),
        bounds=bounds[order],
        images=images,
    )
