"""An annotation document as values: what a checked document says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, make_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

DOCUMENT_VERSION = 1

#: An answer to a field: the key of an option, keys of options, text, a number, or yes / no.
Answer = str | float | bool | list[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """One drawn thing. `geometry` is in image pixels, and its keys belong to the kind."""

    id: str
    kind: str
    label: str
    geometry: Mapping[str, Any]  # JSON; typed by the modules of `concord.geometry`
    attributes: Mapping[str, Answer]
    track_id: str | None = None
    group_id: str | None = None
    frame_index: int | None = None


def _opened(frozen: type[T]) -> Any:
    """A class of the same layout that is not frozen. Any: mypy cannot know it."""
    # Any: a class tells its types as text, and as types where they are not put off.
    ways: list[Any] = [
        (one.name, one.type, field(default=one.default, default_factory=one.default_factory))
        for one in fields(frozen)
    ]
    return make_dataclass("_Open", ways, slots=True)


# Any: fields in their order, which mypy cannot know of a class that is given.
def made_quickly(frozen: type[T]) -> Callable[..., T]:
    """Makes values of a frozen dataclass with slots in a third of the time, fields by place.

    For who makes them by the hundred thousand. A frozen class sets each field past its own guard;
    here an open one of the same layout sets them, and the guard comes when all are set.
    """
    opened = _opened(frozen)

    def make(*values: Any) -> T:
        made = opened(*values)
        made.__class__ = frozen
        found: T = made
        return found

    return make


# Any: as above.
def many_made_quickly(frozen: type[T]) -> Callable[..., list[T]]:
    """The same for many at once, from a column for each field: in half of that time again."""
    opened = _opened(frozen)

    def make(*columns: Iterable[Any]) -> list[T]:
        made: list[T] = list(map(opened, *columns))
        for one in made:
            one.__class__ = frozen
        return made

    return make


shape_of = made_quickly(Shape)
shapes_of = many_made_quickly(Shape)


@dataclass(frozen=True, slots=True)
class Document:
    """What somebody says about one image. "Nothing here" is an answer, not a lack of one."""

    is_nothing_here: bool
    shapes: tuple[Shape, ...]
    answers: Mapping[str, Answer]


# JSON that `document_problems` found in order: `Any` stands for its values.
def parse_document(document: Mapping[str, Any]) -> Document:
    """The values of a document for which `document_problems` returned nothing."""
    return Document(
        is_nothing_here=document["is_nothing_here"],
        shapes=tuple(map(_parse_shape, document["shapes"])),
        answers=document["answers"],
    )


def _parse_shape(shape: Mapping[str, Any]) -> Shape:
    """By place, and looking for the rare keys only where there are any: of these there are most."""
    common = (shape["id"], shape["kind"], shape["label"], shape["geometry"], shape["attributes"])
    if len(shape) == len(common):
        return shape_of(*common)
    return shape_of(*common, shape.get("track_id"), shape.get("group_id"), shape.get("frame_index"))


def render_document(document: Document) -> dict[str, object]:
    """The JSON of a document; `parse_document` of it is equal to `document`."""
    return {
        "version": DOCUMENT_VERSION,
        "is_nothing_here": document.is_nothing_here,
        "shapes": [_render_shape(shape) for shape in document.shapes],
        "answers": dict(document.answers),
    }


def _render_shape(shape: Shape) -> dict[str, object]:
    rendered: dict[str, object] = {
        "id": shape.id,
        "kind": shape.kind,
        "label": shape.label,
        "geometry": dict(shape.geometry),
        "attributes": dict(shape.attributes),
    }
    if shape.track_id is not None:
        rendered["track_id"] = shape.track_id
    if shape.group_id is not None:
        rendered["group_id"] = shape.group_id
    if shape.frame_index is not None:
        rendered["frame_index"] = shape.frame_index
    return rendered
