"""The annotation document that an import makes of one picture, or why it makes none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_noop

from concord.documents import Answer, Field, Schema, document_problems, draft_problems
from concord.formats.predictions.answers import ASKED, answer_of
from concord.formats.predictions.content import NotRead
from concord.formats.reading import ReadImage, ReadShape, document_of
from concord.sentences import Sentence, joined
from guildmark.incoming.matching import Picture

Json = dict[str, Any]  # an annotation document
SEVERAL = gettext_noop("The file gives it several classes, and the question takes one answer.")


class NotKept(Exception):  # noqa: N818  an outcome, not a fault
    """A picture whose labels are not kept, with a code and a sentence."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def require_size(image: ReadImage, picture: Picture) -> None:
    """Raises NotKept where a file speaks of a picture of another size."""
    said, ours = (image.width_px, image.height_px), (picture.width_px, picture.height_px)
    if None in said or said == ours:
        return
    sizes = Sentence(
        "The file says {width} x {height} pixels, the picture has {our_width} x {our_height}.",
        width=image.width_px,
        height=image.height_px,
        our_width=picture.width_px,
        our_height=picture.height_px,
    )
    turned = Sentence("It was labelled lying on its side: its EXIF turn was not applied.")
    raise NotKept("size_differs", joined(sizes, turned if said == ours[::-1] else ""))


def document_for(
    image: ReadImage,
    picture: Picture,
    *,
    mapping: Mapping[str, str | None],
    schema: Schema,
    question: str,
    is_draft: bool,
) -> Json:
    """What is kept; the class of the picture answers `question`.

    Attributes that the schema does not have are left out. Raises NotKept.
    """
    keys = {name: key for name, key in mapping.items() if key is not None}
    answers = {**image.answers, **_answer_of_classes(image, keys, question, schema)}
    kept = replace(
        image,
        shapes=tuple(_plain(one, keys, schema) for one in image.shapes),
        answers={key: _said(said, schema.questions.get(key)) for key, said in answers.items()},
    )
    document: Json = document_of(kept, keys)
    if not schema.labels or is_draft:
        # A model that found nothing has not looked: a draft claims nothing.
        document["is_nothing_here"] = False
    judge = draft_problems if is_draft else document_problems
    problems = judge(
        document, schema=schema, width_px=picture.width_px, height_px=picture.height_px
    )
    if problems:
        raise NotKept(problems[0].code, joined(problems[0].message, f"({problems[0].path})"))
    return document


def _answer_of_classes(
    image: ReadImage, keys: Mapping[str, str], question: str, schema: Schema
) -> dict[str, Answer]:
    """Nothing of a picture without a class. Raises NotKept."""
    if not image.classes:
        return {}
    asked = schema.questions.get(question)
    offered = asked.offered if asked else {}
    chosen = [keys[one] for one in image.classes if keys.get(one) in offered]
    if asked is None or not chosen:
        left = ", ".join(image.classes)
        raise NotKept("class_left_out", Sentence("Its class “{name}” was left out.", name=left))
    if asked.type == "choices":
        return {question: chosen}
    if len(image.classes) > 1:
        raise NotKept("second_answer", SEVERAL)
    return {question: chosen[0]}


def _said(said: Answer, question: Field | None) -> Answer:
    """As answers stand in documents: with options by their keys where they were called by their
    names, and numbers, yes and no where they were written in words."""
    if question is None or question.type not in ASKED:
        return said
    try:
        found = answer_of(question, said)
    except NotRead:  # what it is not is said of the whole document
        return said
    return list(found) if isinstance(found, tuple) else found


def confidences_of(image: ReadImage, mapping: Mapping[str, str | None]) -> dict[str, float]:
    """A model's scores by the ids that `document_for` gives."""
    return {
        f"s{number}": shape.confidence
        for number, shape in enumerate(image.shapes, start=1)
        if shape.confidence is not None and mapping.get(shape.label) is not None
    }


def answer_confidences_of(
    image: ReadImage, mapping: Mapping[str, str | None], question: str
) -> dict[str, float]:
    """A model's scores of its answers, by question; that of a class where there is one class."""
    of_class = [image.class_confidences.get(one) for one in image.classes if mapping.get(one)]
    if len(image.classes) == 1 and of_class and of_class[0] is not None:
        return {**image.answer_confidences, question: of_class[0]}
    return dict(image.answer_confidences)


def _plain(shape: ReadShape, keys: Mapping[str, str], schema: Schema) -> ReadShape:
    """With the attributes that its label has; in words, as in tables, they become what they say."""
    label = schema.labels.get(keys.get(shape.label, ""))
    known = label.attributes if label is not None else {}
    attributes = {
        name: _said(said, known[name]) if isinstance(said, str) else said
        for name, said in shape.attributes.items()
        if name in known
    }
    return replace(shape, attributes=attributes)
