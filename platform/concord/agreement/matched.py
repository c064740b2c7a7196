"""Do people draw the same objects and call them the same? Alpha over matched shapes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from concord.agreement.bootstrap import Resampling
from concord.agreement.drawings import DrawnImage, Person
from concord.agreement.labelled import measure_labels
from concord.agreement.ratings import Integers, Rating, Ratings, collect_ratings
from concord.geometry.similar import Pairs
from concord.measure import Measure, undefined


class Presence(Enum):
    """What a person did about an object."""

    NOT_DRAWN = "not drawn"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class MatchedImage:
    """The objects of an image that anybody drew; for each, who drew it and called it what.

    `people` are all who answered, also those who drew nothing.
    """

    people: tuple[Hashable, ...]
    objects: tuple[Mapping[Person, Hashable], ...]


@dataclass(frozen=True, slots=True)
class ShapeAgreement:
    """Krippendorff's nominal alpha over matched shapes; each `n` counts images with an object.

    `alpha`: everybody rates every object of the image, by its label or as not drawn. `label`:
    only those who drew an object rate it. `existence`: drawn or not drawn, whatever the label;
    it is below 0 by construction where two people differ, since places where nobody drew are no
    objects. It explains `alpha` and is never shown without it and F1.
    """

    alpha: Measure
    label: Measure
    existence: Measure


def match_people(image: DrawnImage, *, iou_threshold: float = 0.5) -> MatchedImage:
    """Which shapes of several people are the same object: at most one of each person.

    Average linkage (Sokal and Michener 1958): the two groups of shapes with the largest mean
    similarity are joined while that is at least the threshold and they share nobody. Labels play
    no part. Cubic in the shapes that chains of similar pairs connect. Where similarities are
    equal, the shapes that come first are joined first.
    """
    (found,) = match_images([image], iou_threshold=iou_threshold)
    return found


def match_images(
    images: Sequence[DrawnImage], *, iou_threshold: float = 0.5
) -> tuple[MatchedImage, ...]:
    """As `match_people` of each image, all at once: a call for each costs more than its work.

    Raises TooManyTogether, with the name of the image.
    """
    from concord.shapes import TooManyTogether  # noqa: PLC0415 -- spares the web SciPy
    from concord.shapes.clustering import link_rows  # noqa: PLC0415 -- as above

    starts = np.cumsum([0, *(len(image.owner) for image in images)])
    alike = Pairs(
        _joined([one.alike.first + start for one, start in zip(images, starts[:-1], strict=True)]),
        _joined([one.alike.second + start for one, start in zip(images, starts[:-1], strict=True)]),
        np.concatenate([np.empty(0), *(one.alike.similarity for one in images)]),
    )
    owner = _joined([image.owner for image in images])
    try:
        groups = link_rows(owner, alike, threshold=iou_threshold)
    except TooManyTogether as found:
        image = images[int(np.searchsorted(starts, found.row, side="right")) - 1]
        raise TooManyTogether(found.row, image.name) from found
    return tuple(
        _objects(image, groups[start:end])
        for image, start, end in zip(images, starts[:-1], starts[1:], strict=True)
    )


def _joined(parts: Sequence[Integers]) -> Integers:
    return np.concatenate([np.empty(0, np.int64), *parts])


def _objects(image: DrawnImage, groups: Integers) -> MatchedImage:
    objects: dict[int, dict[Hashable, Hashable]] = {}
    for group, owner, label in zip(
        groups.tolist(), image.owner.tolist(), image.labels, strict=True
    ):
        objects.setdefault(group, {})[image.people[owner]] = label
    return MatchedImage(image.people, tuple(objects.values()))


def measure_shapes(
    images: Sequence[MatchedImage], labels: Sequence[Hashable], by: Resampling
) -> ShapeAgreement:
    """Alpha over matched shapes, with intervals over images; `labels` are all there could be.

    Images that everybody left empty have no object and do not count; F1 counts them. Undefined
    with fewer than two labels drawn: all that is left is existence. After Tschirschwitz et al.
    2022, "A Dataset for Analysing Complex Document Layouts in the Digital Humanities and its
    Evaluation with Krippendorff's Alpha", where shapes are matched and gaps are a label.
    """
    everybody = collect_ratings(_by_everybody(images), classes=[*labels, Presence.NOT_DRAWN])
    drawers = collect_ratings(_by_drawers(images), classes=labels)
    existence = measure_labels(_existence(everybody), by).alpha
    if len(np.unique(drawers.labels)) < 2:
        alpha = undefined("Fewer than two labels were drawn: see F1.", n=existence.n)
    else:
        alpha = measure_labels(everybody, by).alpha
    return ShapeAgreement(alpha, measure_labels(drawers, by).alpha, existence)


def _by_everybody(images: Sequence[MatchedImage]) -> Iterator[Rating]:
    for place, image in enumerate(images):
        for number, drawn in enumerate(image.objects):
            for person in image.people:
                yield Rating(place, number, person, drawn.get(person, Presence.NOT_DRAWN))


def _by_drawers(images: Sequence[MatchedImage]) -> Iterator[Rating]:
    for place, image in enumerate(images):
        for number, drawn in enumerate(image.objects):
            for person, label in drawn.items():
                yield Rating(place, number, person, label)


def _existence(everybody: Ratings) -> Ratings:
    """The same ratings with all labels taken for one; not drawn is the last."""
    return Ratings(
        units=everybody.units,
        annotators=everybody.annotators,
        labels=(everybody.labels == len(everybody.classes) - 1).astype(np.int64),
        images=everybody.images,
        image_count=everybody.image_count,
        people=everybody.people,
        classes=(Presence.DRAWN, Presence.NOT_DRAWN),
    )
