"""Reading rows that a model wrote: COCO results, and JSON lines with the shapes of a picture.

Neither names its classes beforehand nor says how large its pictures are: `size_of` does, by the
name of the picture as the rows have it. COCO's `image_id` is a name like any other (`139`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import orjson

from concord.documents import KINDS
from concord.formats.jsonl import FORMAT
from concord.formats.predictions.answers import value_and_score
from concord.formats.predictions.content import NotRead, PredictionFile, score_of, ties_of
from concord.formats.predictions.streams import lines, list_elements
from concord.formats.reading.coco_geometry import NotGeometry, geometry_of
from concord.formats.reading.content import (
    LabelRefusal,
    ReadImage,
    ReadLabels,
    ReadShape,
    Refusals,
    found_labels,
    geometry_refusal,
    shown,
)
from concord.sentences import Sentence

Json = Any  # from somebody else's file: asked for its type before use
Size = tuple[int, int]
SizeOf = Callable[[str], Size | None]
#: What a row says of an object of a picture. Raises NotRead and NotGeometry.
Read = Callable[[Json, ReadImage], ReadShape]


def read_coco_results(
    file: PredictionFile,
    *,
    size_of: SizeOf,
    kinds: Mapping[str, str] | None = None,
    points: Mapping[str, tuple[str, ...]] | None = None,
) -> ReadLabels:
    """`[{"image_id" | "file_name", "category_id", "bbox" | "segmentation" | "keypoints",
    "score"}, ...]`, as cocodataset.org/#format-results has it.

    A class is called by the text of its `category_id` (or `label`). `kinds` and `points` say, by
    class, which kind of shape is wanted and what its keypoints are called. A file that is no list
    is one refusal.
    """
    read, coco = _Rows(size_of), _Coco(kinds or {}, points or {})
    try:
        for number, (line, row) in enumerate(list_elements(file)):
            read.take(row, coco.shape, line, f"/{number}")
    except NotRead as error:
        return ReadLabels((), (), (LabelRefusal(error.code, error.args[0], "", 1),))
    return replace(read.result(), notes=tuple(coco.notes))


def read_shape_lines(file: PredictionFile, *, size_of: SizeOf) -> ReadLabels:
    """A line for each picture: `{"file_name" | "image_id", "shapes": [{"kind", "label",
    "geometry", "attributes", "score"}], "answers": {question: answer | {"option", "score"}}}`, an
    answer in any of the spellings that an evaluation takes. A shape may have a `track_id`, a
    `group_id` and a `frame_index`.

    A picture without shapes was looked at and holds nothing. Raises nothing.
    """
    read = _Rows(size_of)
    try:
        for number, text in enumerate(lines(file), start=1):
            if text.strip():
                _take_line(read, text, number)
    except NotRead as error:
        return ReadLabels((), (), (LabelRefusal(error.code, error.args[0], "", 1),))
    return read.result()


class _Rows:
    """Pictures by the name that rows call them, while a file is read."""

    def __init__(self, size_of: SizeOf) -> None:
        self._size_of = size_of
        self._images: dict[str, ReadImage] = {}
        self._shapes: dict[str, list[ReadShape]] = {}
        self.refusals = Refusals()

    def image(self, row: Mapping[str, Json], line: int, pointer: str) -> ReadImage | None:
        """The picture of a row; None where it names none that is known, which is refused."""
        name = row.get("file_name", row.get("image_id"))
        if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
            self.refuse("unknown_image", "A row has an image_id or a file_name.", line, pointer)
            return None
        key = str(name).replace("\\", "/")
        if key not in self._images:
            width, height = self._size_of(key) or (None, None)
            self._images[key] = ReadImage(key, width, height, is_unread=width is None)
            self._shapes[key] = []
        found = self._images[key]
        if found.is_unread:
            message = Sentence("No picture, or more than one, is called “{name}”.", name=key[:200])
            self.refuse("unknown_image", message, line, pointer)
            return None
        return found

    def answer(self, name: str, question: str, said: Json) -> None:
        """What is said to a question of a picture. Raises NotRead, for a second answer too."""
        value, score = value_and_score(said)
        if value is None:
            raise NotRead("wrong_type", "An answer has an option, options or a value.")
        image = self._images[name]
        if question in image.answers:
            raise NotRead("second_answer", "The picture has an answer to this question already.")
        scores = {} if score is None else {question: score}
        self._images[name] = replace(
            image,
            answers={**image.answers, question: value},
            answer_confidences={**image.answer_confidences, **scores},
        )

    def take(self, row: Mapping[str, Json], read: Read, line: int, pointer: str) -> None:
        """One object of the picture that the row names."""
        image = self.image(row, line, pointer)
        if image is not None:
            self.add(row, read, image, line, pointer)

    def add(self, said: Json, read: Read, image: ReadImage, line: int, pointer: str) -> None:
        """One object of a picture; refused where `read` raises NotRead or NotGeometry."""
        try:
            shape = replace(read(said, image), line=line)
        except (NotRead, NotGeometry) as error:
            self.refuse(error.code, error.args[0], line, pointer, image.file_name)
            return
        broken = geometry_refusal(shape, image.width_px, image.height_px, "", pointer)
        if broken is not None:
            self.refusals.add(replace(broken, line=line, image=image.file_name))
            return
        self._shapes[image.file_name].append(shape)

    def refuse(self, code: str, message: str, line: int, pointer: str, image: str = "") -> None:
        """Something that was not read."""
        self.refusals.add(LabelRefusal(code, message, "", line, pointer, image))

    def result(self) -> ReadLabels:
        """All of it, pictures in the order in which they were named first."""
        images = tuple(
            replace(image, shapes=tuple(self._shapes[name])) for name, image in self._images.items()
        )
        return self.refusals.with_read(found_labels({}, images), images)


class _Coco:
    """How rows of COCO results become shapes, and what had to be said in another way."""

    def __init__(self, kinds: Mapping[str, str], points: Mapping[str, tuple[str, ...]]) -> None:
        self._kinds = kinds
        self._points = points
        self.notes: dict[str, None] = {}

    def shape(self, row: Json, image: ReadImage) -> ReadShape:
        """Raises NotRead and NotGeometry."""
        label = row.get("category_id", row.get("label"))
        if isinstance(label, bool) or not isinstance(label, str | int) or label == "":
            raise NotRead("unknown_class", "A row has a category_id.")
        name = str(label)
        kind, geometry, converted = geometry_of(
            dict(row),
            self._points.get(name, ()),
            self._kinds.get(name),
            image.width_px,
            image.height_px,
        )
        if converted is not None:
            self.notes[converted.note] = None
        return ReadShape(kind, name, geometry, confidence=score_of(row.get("score")))


def _take_line(read: _Rows, text: str, line: int) -> None:
    try:
        row = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        read.refuse(
            "not_readable", Sentence("This is not JSON: {reason}.", reason=error.msg), line, ""
        )
        return
    if not isinstance(row, dict):
        read.refuse("not_readable", "A line is a JSON object.", line, "")
        return
    if row.get("format") == FORMAT:
        return
    shapes, answers = row.get("shapes", []), row.get("answers", {})
    if not isinstance(shapes, list) or not isinstance(answers, dict):
        read.refuse("wrong_type", "shapes are a list, answers an object by question.", line, "")
        return
    image = read.image(row, line, "")
    if image is None:
        return
    for question, said in answers.items():
        try:
            read.answer(image.file_name, question, said)
        except NotRead as error:
            pointer = f"/answers/{question}"
            read.refuse(error.code, error.args[0], line, pointer, image.file_name)
    for number, shape in enumerate(shapes):
        read.add(shape, _line_shape, image, line, f"/shapes/{number}")


def _line_shape(shape: Json, image: ReadImage) -> ReadShape:
    """Raises NotRead."""
    if not isinstance(shape, dict) or not isinstance(shape.get("geometry"), dict):
        raise NotRead("wrong_type", "A shape is an object with kind, label and geometry.")
    if not isinstance(shape.get("kind"), str) or shape["kind"] not in KINDS:
        kind = shown(shape.get("kind"))
        raise NotRead("unknown_kind", Sentence("There is no kind of shape “{kind}”.", kind=kind))
    if not isinstance(shape.get("label"), str):
        raise NotRead("unknown_class", "A shape has a label.")
    attributes = shape.get("attributes")
    return ReadShape(
        kind=shape["kind"],
        label=shape["label"],
        geometry=shape["geometry"],
        attributes=attributes if isinstance(attributes, dict) else {},
        confidence=score_of(shape.get("score")),
        **ties_of(shape),
    )
