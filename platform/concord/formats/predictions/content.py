"""What predictions are about, and what was read of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from concord.documents import KINDS, Schema, Shape
from concord.documents.check import ID_PATTERN, tie_problems
from concord.evaluation.comparison import Predicted, predicted_of
from concord.evaluation.content import Integers
from concord.evaluation.images import PredictedAnswer
from concord.formats.coco import category_ids
from concord.formats.reading.content import (
    TIES,
    WRONG_SCORE,
    LabelRefusal,
    Refusals,
    is_huge,
    share_of,
    shown,
)
from concord.sentences import Sentence

#: Beyond these nothing more is read, and the file is refused as a whole.
MOST_PREDICTIONS = 1_000_000
#: Each is compared with every label of its picture, of which there are at most 5,000.
MOST_OF_A_PICTURE = 10_000
#: A number of an image with more of them is none; Python itself refuses to read thousands.
MOST_DIGITS = 18
#: No place of a picture is so far away.
MOST_PX = 1e9
_SIDES = frozenset({"x", "y", "width", "height"})
_NO_ID = re.compile(r"[^A-Za-z0-9_-]+")
#: Characters of an id of 64 that is made of a longer or another text.
_KEPT_OF_ID, _DIGEST_OF_ID = 40, 16

Json = Any  # from somebody else's file: asked for its type before use


class PredictionFile(Protocol):
    """An open file, read from its beginning in blocks."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


class NotRead(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """A row says nothing that can be used; `code` as in LabelRefusal."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class NamedImage(Protocol):
    """An image of the truth, with every name by which predictions may call it."""

    @property
    def names(self) -> Sequence[str]:
        """They may be those of other images as well."""

    @property
    def width_px(self) -> int:
        """As it is shown."""

    @property
    def height_px(self) -> int:
        """As it is shown."""


@dataclass(frozen=True, slots=True)
class TargetImage:
    """One whose names are known."""

    names: Sequence[str]
    width_px: int
    height_px: int


class Target:
    """The images and the schema that predictions are read for.

    An image is called by its number in the release from 1 (COCO's `image_id`), or by a name that
    no other image has. A label is called by its key, its name, or its number in the schema from 1.
    """

    def __init__(self, images: Sequence[NamedImage], schema: Schema) -> None:
        self.images = images
        self.schema = schema
        self._labels = {str(number): key for key, number in category_ids(schema).items()}
        self._labels |= {label.name: key for key, label in schema.labels.items()}
        self._labels |= {key: key for key in schema.labels}
        self._known: dict[str | int, str] = {}
        self._count = len(images)

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        shared: set[str] = set()
        for place, image in enumerate(self.images):
            for name in set(image.names):
                if name in places:
                    shared.add(name)
                places[name] = place
        return {name: place for name, place in places.items() if name not in shared}

    def image(self, row: Mapping[str, Json]) -> int:
        """The place of the image that a row names. Raises NotRead."""
        number, name = row.get("image_id"), row.get("file_name")
        if name is None and type(number) is int and 0 < number <= self._count:
            return number - 1  # nearly all
        if isinstance(name, str) and name:
            place = self._places.get(name.replace("\\", "/"))
            if place is None:
                message = Sentence(
                    "No picture, or more than one, is called “{name}”.", name=shown(name)
                )
                raise NotRead("unknown_image", message)
            return place
        if isinstance(number, str) and len(number) <= MOST_DIGITS and number.isascii():
            number = int(number) if number.isdigit() else None
        if type(number) is not int:
            raise NotRead("unknown_image", "A row has an image_id or a file_name.")
        if not 1 <= number <= self._count:
            message = Sentence(
                "There is no image {number}: they count from 1 to {most}.",
                number=shown(number),
                most=self._count,
            )
            raise NotRead("unknown_image", message)
        return number - 1

    def label(self, value: Json) -> str:
        """The key of a label. Raises NotRead."""
        if type(value) is int or type(value) is str:
            known = self._known.get(value)
            if known is not None:
                return known
        is_name = isinstance(value, str | int) and not is_huge(value)
        key = self._labels.get(str(value)) if is_name else None
        if key is None:
            raise NotRead(
                "unknown_class", Sentence("There is no label “{name}”.", name=shown(value))
            )
        if not isinstance(value, bool):  # True is a key like 1
            self._known[value] = key
        return key


def score_of(value: Json) -> float | None:
    """A score in [0, 1]; None where there is none. Raises NotRead."""
    if type(value) is float and 0 <= value <= 1:
        return value
    if value is None or value == "":
        return None
    score = share_of(value)
    if score is None:
        raise NotRead("wrong_score", WRONG_SCORE)
    return score


# Any: `tie_problems` found the values in order.
def ties_of(said: Mapping[str, Json]) -> dict[str, Any]:
    """What ties a shape to others, as fields of ReadShape. Raises NotRead."""
    ties = {key: _tie(key, said[key]) for key in TIES if said.get(key) is not None}
    problems = tie_problems(ties, "")
    if problems:
        raise NotRead(problems[0].code, problems[0].message)
    return ties


def _tie(key: str, value: Json) -> Json:
    """Other programs write ids as numbers, and whole numbers with a point.

    What is below 0 stands for none in some of them, and stays a number, which is refused.
    """
    if type(value) is float and value.is_integer() and 0 <= value < MOST_PX:
        value = int(value)
    if key == "frame_index":
        return value
    if type(value) is str and value.strip():
        return _as_id(value)
    return str(value) if type(value) is int and value >= 0 and not is_huge(value) else value


def _as_id(text: str) -> str:
    """Another program's name of a group or a track: itself, or an id that no other text becomes."""
    if ID_PATTERN.fullmatch(text):
        return text
    kept = _NO_ID.sub("-", text).strip("-")[:_KEPT_OF_ID]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kept}-{digest[:_DIGEST_OF_ID]}".lstrip("-")


def prediction_of(
    target: Target, place: int, label: str, kind: str, geometry: Mapping[str, Any], number: int
) -> Shape:
    """A shape that is of its label's kind and follows the rules of a prediction. Raises NotRead.

    Boxes and keypoints may reach past the picture's edge, as models' do: nothing is cut off.
    """
    wanted = target.schema.labels[label].kind
    if kind != wanted:
        message = Sentence(
            "This label is drawn as {wanted}, and the prediction is a {kind}.",
            wanted=wanted.replace("_", " "),
            kind=kind.replace("_", " "),
        )
        raise NotRead("wrong_kind", message)
    if kind == "box":
        _check_box(geometry)
    elif kind == "keypoints":
        _check_keypoints(geometry, target, label)
    else:
        image = target.images[place]
        problems = KINDS[kind].geometry_problems(geometry, "", image.width_px, image.height_px)
        if problems:
            raise NotRead(problems[0].code, problems[0].message)
    return Shape(f"p{number}", kind, label, geometry, {})


def _check_box(geometry: Mapping[str, Any]) -> None:
    if set(geometry) != _SIDES or not all(is_finite(value) for value in geometry.values()):
        raise NotRead("wrong_type", "A box is four numbers: x, y, width, height.")
    if geometry["width"] <= 0 or geometry["height"] <= 0:
        raise NotRead("zero_area", "The width and the height of a box are above 0.")


def _check_keypoints(geometry: Mapping[str, Any], target: Target, label: str) -> None:
    skeleton = target.schema.labels[label].skeleton
    points = geometry.get("points")
    if not isinstance(points, dict) or not points:
        raise NotRead("too_few_points", "At least one point must be there.")
    known = skeleton.points if skeleton else {}
    for key, point in points.items():
        if key not in known:
            raise NotRead("unknown_keypoint", "The label's skeleton has no such point.")
        if not isinstance(point, dict) or not is_finite(point.get("x"), point.get("y")):
            raise NotRead("wrong_type", "A point has the numbers x and y.")
        point.setdefault("is_visible", True)


def is_finite(*values: Json) -> bool:
    """Whether all are numbers, none infinite and none too large to be a place."""
    return all(
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST_PX
        for value in values
    )


@dataclass(frozen=True, slots=True)
class ReadPredictions:
    """What was read: by place of image the shapes, and the answers by key of question.

    `count` is how many predictions that is; `refused` counts all refusals, listed or not.
    """

    shapes: Mapping[int, Sequence[Predicted]]
    answers: Mapping[int, Mapping[str, PredictedAnswer]]
    count: int
    refusals: Sequence[LabelRefusal] = ()
    refused: int = 0


@dataclass(slots=True)
class Collected:
    """Collects predictions and refusals of one file."""

    target: Target
    shapes: dict[int, list[Predicted]] = field(default_factory=dict)
    answers: dict[int, dict[str, PredictedAnswer]] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)
    count: int = 0
    _has_scores: bool | None = None

    def add_shape(self, place: int, shape: Shape, score: float | None) -> None:
        """One more. Raises NotRead where only some predictions have a score."""
        of_picture = self.shapes.get(place)
        if of_picture is not None and len(of_picture) >= MOST_OF_A_PICTURE:
            raise _too_many()
        if (score is not None) is self._has_scores and self.count < MOST_PREDICTIONS:
            self.count += 1  # nearly all
        else:
            self._accept(score)
        if of_picture is None:
            of_picture = self.shapes[place] = []
        of_picture.append(predicted_of(shape, score))

    def has_room(self, places: Integers) -> bool:
        """Whether `add_shape` would take a shape with a score for each of these images."""
        if self._has_scores is False or self.count + len(places) > MOST_PREDICTIONS:
            return False
        found, counts = np.unique(places, return_counts=True)
        there = [len(self.shapes.get(place, ())) for place in found.tolist()]
        return bool((counts + there <= MOST_OF_A_PICTURE).all())

    def add_scored(self, places: Integers, predicted: Sequence[Predicted]) -> None:
        """One for each of these images, for which there is room."""
        self._has_scores = True
        self.count += len(predicted)
        ends = np.flatnonzero(np.diff(places, append=-1)) + 1  # mostly one image after the other
        begin = 0
        for end, place in zip(ends.tolist(), places[ends - 1].tolist(), strict=True):
            self.shapes.setdefault(place, []).extend(predicted[begin:end])
            begin = end

    def require_all(self, place: int, scores: Sequence[float | None]) -> None:
        """Raises NotRead where `add_shape` would of any of so many more, of which none is added."""
        if len(self.shapes.get(place, ())) + len(scores) > MOST_OF_A_PICTURE:
            raise _too_many()
        have_scores = self._has_scores
        for score in scores:
            have_scores = _alike(have_scores, score)

    def add_answer(
        self,
        place: int,
        question: str,
        value: str | bool | float | tuple[str, ...],
        score: float | None,
    ) -> None:
        """An answer to a question. Raises NotRead for a second one.

        Numbers, and several options, are not ranked: their score says nothing, and is not asked
        for where others have one.
        """
        if question in self.answers.get(place, {}):
            raise NotRead("second_answer", "The picture has an answer to this question already.")
        if isinstance(value, str | bool):
            self._accept(score)
        else:
            self._count()
            score = None
        self.answers.setdefault(place, {})[question] = PredictedAnswer(value, score)

    def _accept(self, score: float | None) -> None:
        self._has_scores = _alike(self._has_scores, score)
        self._count()

    def _count(self) -> None:
        if self.count >= MOST_PREDICTIONS:
            raise TooManyPredictions
        self.count += 1

    def refuse(self, code: str, message: str, line: int) -> None:
        """A row that was not read."""
        self.refusals.add(LabelRefusal(code, message, "", line))

    def result(self) -> ReadPredictions:
        """All of it."""
        return ReadPredictions(
            self.shapes,
            self.answers,
            self.count,
            self.refusals.listed,
            len(self.refusals.listed) + self.refusals.unlisted,
        )


def _too_many() -> NotRead:
    message = Sentence("A picture may have {most:,} predictions.", most=MOST_OF_A_PICTURE)
    return NotRead("too_many", message)


def _alike(have_scores: bool | None, score: float | None) -> bool:
    """Whether this one has a score, as those before, if there are any. Raises NotRead."""
    has_score = score is not None
    if have_scores is not None and have_scores is not has_score:
        message = "The predictions before have a score, and this one has none."
        other = "The predictions before have no score, and this one has one."
        raise NotRead("wrong_score", message if have_scores else other)
    return has_score


class TooManyPredictions(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """The file holds more than MOST_PREDICTIONS."""

    def __init__(self) -> None:
        super().__init__(Sentence("A file may hold {most:,} predictions.", most=MOST_PREDICTIONS))


Rows = Iterator[tuple[int, Json]]
