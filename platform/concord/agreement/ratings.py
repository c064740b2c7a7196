"""Who called what how, as arrays that every coefficient starts from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rating:
    """One person called one unit of one image so.

    `unit` is the thing that was rated: an object on the image, a question about it, or anything
    constant where an image is one unit. It is unique within its image only.
    """

    image: Hashable
    unit: Hashable
    annotator: Hashable
    label: Hashable


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Ratings by number: three int64 arrays of shape (ratings,), in any order.

    `units[r]` in [0, units), `annotators[r]` in [0, len(people)), `labels[r]` in
    [0, len(classes)). `images` (units,) is the image that each unit is of, in [0, image_count).
    A unit that somebody did not rate has no row for them. Nobody rates a unit twice.
    """

    units: Integers
    annotators: Integers
    labels: Integers
    images: Integers
    image_count: int
    people: tuple[Hashable, ...]
    classes: tuple[Hashable, ...]

    def __post_init__(self) -> None:
        """Refuse arrays of different length, numbers outside their range, and repetition."""
        if not len(self.units) == len(self.annotators) == len(self.labels):
            raise ValueError("Units, annotators and labels must be of one length.")
        for values, count in (
            (self.units, len(self.images)),
            (self.annotators, len(self.people)),
            (self.labels, len(self.classes)),
            (self.images, self.image_count),
        ):
            if len(values) and not 0 <= values.min() <= values.max() < count:
                raise ValueError("A number lies outside its range.")
        # A sort and one comparison: a fifth of the price of np.unique's.
        whose = np.sort(self.units * len(self.people) + self.annotators)
        if (whose[1:] == whose[:-1]).any():
            raise ValueError("Somebody rated one unit twice.")


def collect_ratings(ratings: Iterable[Rating], *, classes: Sequence[Hashable]) -> Ratings:
    """The ratings by number; of repeated ones of a person for a unit the last counts.

    `classes` are all labels that could have been given, in their order where they have one.
    People, images and units are numbered by first appearance. Raises ValueError for a label
    that is not among the classes.
    """
    given: dict[tuple[int, int], int] = {}
    images: dict[Hashable, int] = {}
    units: dict[tuple[int, Hashable], int] = {}
    people: dict[Hashable, int] = {}
    codes = {label: code for code, label in enumerate(classes)}
    for rating in ratings:
        if rating.label not in codes:
            raise ValueError(f"The label {rating.label!r} is not among the classes.")
        image = images.setdefault(rating.image, len(images))
        unit = units.setdefault((image, rating.unit), len(units))
        person = people.setdefault(rating.annotator, len(people))
        given[unit, person] = codes[rating.label]
    keys = np.array(list(given), dtype=np.int64).reshape(-1, 2)
    return Ratings(
        units=keys[:, 0],
        annotators=keys[:, 1],
        labels=np.array(list(given.values()), dtype=np.int64),
        images=np.array([image for image, _ in units], dtype=np.int64),
        image_count=len(images),
        people=tuple(people),
        classes=tuple(classes),
    )
