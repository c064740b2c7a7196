"""Reading COCO (cocodataset.org/#format-data): one JSON file of images, categories, annotations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

import orjson

from concord.formats.reading.coco_geometry import Converted, NotGeometry, geometry_of
from concord.formats.reading.content import (
    MOST_PIXELS,
    OTHER_FORMAT,
    WRONG_SCORE,
    FoundLabel,
    LabelRefusal,
    ReadImage,
    ReadLabels,
    ReadShape,
    Refusals,
    found_labels,
    geometry_refusal,
    share_of,
    shown,
    unmarked,
)
from concord.formats.reading.lines import element_lines
from concord.sentences import Sentence

Json = Any  # a file that somebody else wrote: every value is asked for its type before use

_LISTS = ("images", "annotations", "categories")


def read_coco(data: bytes, *, kinds: Mapping[str, str] | None = None) -> ReadLabels:
    """Images with their objects, by the order of the file.

    `kinds` says, by name of category, which kind of shape is wanted: "box" takes `bbox` even where
    there is a `segmentation`. Without it an object is what its most exact words make it: keypoints,
    then pixels or a polygon, then a box. Several polygons of one object become the pixels whose
    centre lies inside one of them, and `notes` says so. A file with fewer than two of COCO's
    three lists is refused with the code OTHER_FORMAT alone.
    """
    data = unmarked(data)
    try:
        root = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        refusal = LabelRefusal(
            "not_readable",
            Sentence("This is not JSON: {reason}.", reason=error.msg),
            "",
            error.lineno,
        )
        return ReadLabels((), (), (refusal,))
    there = [isinstance(root, dict) and isinstance(root.get(key), list) for key in _LISTS]
    if not all(there):
        # With two of the lists it was meant to be one, and is never passed over. With one it may
        # be anything: the manifest of a data set lists its images, too.
        code = "not_readable" if sum(there) > 1 else OTHER_FORMAT
        message = 'A COCO file is an object with the lists "images", "annotations", "categories".'
        return ReadLabels((), (), (LabelRefusal(code, message, "", 1),))
    return _Reading(data, root, kinds or {}).result()


class _Reading:
    """One file while it is read."""

    def __init__(self, data: bytes, root: dict[str, Json], kinds: Mapping[str, str]) -> None:
        self._data = data
        self._root = root
        self._kinds = kinds
        self._refusals = Refusals()
        self._lines: dict[str, list[int]] = {}
        self._converted: list[Converted] = []

    def result(self) -> ReadLabels:
        categories = self._categories()
        images = self._images()
        shapes: dict[int, list[ReadShape]] = {image_id: [] for image_id in images}
        for index, row in enumerate(self._root["annotations"]):
            self._annotation(index, row, categories, images, shapes)
        read = tuple(
            ReadImage(name, width, height, tuple(shapes[image_id]))
            for image_id, (name, width, height) in images.items()
        )
        named = {label.name: label for label in categories.values()}
        notes = tuple(dict.fromkeys(one.note for one in self._converted))
        return self._refusals.with_read(found_labels(named, read), read, notes)

    def _categories(self) -> dict[int, FoundLabel]:
        found: dict[int, FoundLabel] = {}
        for index, row in enumerate(self._root["categories"]):
            if not isinstance(row, dict) or not _is_id(row.get("id")) or not _text(row, "name"):
                self._refuse(
                    "categories", index, "not_readable", "A category has an id and a name."
                )
                continue
            named = row.get("keypoints")
            points = tuple(map(_word, named)) if isinstance(named, list) else ()
            found[row["id"]] = FoundLabel(
                row["name"], points=points, edges=_edges(row.get("skeleton"), points)
            )
        return found

    def _images(self) -> dict[int, tuple[str, int | None, int | None]]:
        found: dict[int, tuple[str, int | None, int | None]] = {}
        for index, row in enumerate(self._root["images"]):
            if (
                not isinstance(row, dict)
                or not _is_id(row.get("id"))
                or not _text(row, "file_name")
            ):
                message = "An image has an id and a file_name."
                self._refuse("images", index, "not_readable", message)
                continue
            if row["id"] in found:
                message = Sentence("The image id {number} is used twice.", number=row["id"])
                self._refuse("images", index, "duplicate_image", message)
                continue
            name = row["file_name"].replace("\\", "/")
            width, height = _size(row, "width"), _size(row, "height")
            if (width or 1) * (height or 1) > MOST_PIXELS:
                message = Sentence("A picture has at most {most:,} pixels.", most=MOST_PIXELS)
                self._refuse("images", index, "out_of_range", message, name)
                continue
            found[row["id"]] = (name, width, height)
        return found

    def _annotation(
        self,
        index: int,
        row: Json,
        categories: Mapping[int, FoundLabel],
        images: Mapping[int, tuple[str, int | None, int | None]],
        shapes: dict[int, list[ReadShape]],
    ) -> None:
        if not isinstance(row, dict):
            self._refuse("annotations", index, "not_readable", "An annotation is an object.")
            return
        image_id, category_id = row.get("image_id"), row.get("category_id")
        if not _is_id(image_id) or image_id not in images:
            message = Sentence("There is no image with the id {number}.", number=shown(image_id))
            self._refuse("annotations", index, "unknown_image", message)
            return
        if not _is_id(category_id) or category_id not in categories:
            message = Sentence(
                "There is no category with the id {number}.", number=shown(category_id)
            )
            self._refuse("annotations", index, "unknown_class", message, images[image_id][0])
            return
        name, width, height = images[image_id]
        try:
            shape = self._shape(row, categories[category_id], width, height)
        except NotGeometry as error:
            self._refuse("annotations", index, error.code, error.args[0], name)
            return
        broken = geometry_refusal(shape, width, height)
        if broken is not None:
            self._refuse("annotations", index, broken.code, broken.message, name)
            return
        shapes[image_id].append(shape)

    def _shape(
        self, row: dict[str, Json], category: FoundLabel, width: int | None, height: int | None
    ) -> ReadShape:
        wanted = self._kinds.get(category.name)
        kind, geometry, converted = geometry_of(row, category.points, wanted, width, height)
        if converted is not None:
            self._converted.append(converted)
        said, attributes = row.get("score"), row.get("attributes")
        score = share_of(said)
        if said not in (None, "") and score is None:
            raise NotGeometry("wrong_score", WRONG_SCORE)
        return ReadShape(
            kind=kind,
            label=category.name,
            geometry=geometry,
            attributes=attributes if isinstance(attributes, dict) else {},
            confidence=score,
            is_crowd=row.get("iscrowd") in (1, True),
        )

    def _refuse(self, key: str, index: int, code: str, message: str, image: str = "") -> None:
        """The line is looked for only when something is refused."""
        if key not in self._lines:
            self._lines[key] = element_lines(self._data.decode("utf-8"), key)
        self._refusals.add(
            LabelRefusal(code, message, "", self._lines[key][index], f"/{key}/{index}", image)
        )


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _word(value: Json) -> str:
    return value if isinstance(value, str) else shown(value)


def _text(row: dict[str, Json], key: str) -> bool:
    return isinstance(row.get(key), str) and bool(row[key])


def _size(row: dict[str, Json], key: str) -> int | None:
    value = row.get(key)
    return value if _is_id(value) and value > 0 else None


def _edges(skeleton: Json, points: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Pairs of names; COCO counts points from 1, and an edge to no point is left out."""
    edges = skeleton if isinstance(skeleton, list) else []
    return tuple(
        (points[edge[0] - 1], points[edge[1] - 1])
        for edge in edges
        if isinstance(edge, list)
        and len(edge) == 2
        and all(_is_id(end) and 1 <= end <= len(points) for end in edge)
    )
