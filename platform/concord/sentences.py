"""Sentences with values in them, which other languages can say too."""

from collections.abc import Mapping
from typing import Any, overload

Parts = dict[str, Any]  # JSON: {"template": text, "places": [...], "values": {...}}


class Sentence(str):
    """English, filled in; and what it was filled from, for who translates it.

    `template` has named places (`"at most {most} shapes"`), which `values` fills, or places alone
    (`"You are in: {}"`), which `places` fills. A value may be a sentence itself. As text it is the
    English sentence: equal to it, as long, and written like it. What is cut out of it, or joined to
    it, is plain text.
    """

    __slots__ = ("places", "template", "values")
    template: str
    places: tuple[object, ...]
    values: Mapping[str, object]

    def __new__(cls, template: str, /, *places: object, **values: object) -> "Sentence":
        made = super().__new__(cls, template.format(*places, **values))
        made.template, made.places, made.values = template, places, values
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """Copied and sent to other processes as it was made."""
        return (_made, (self.template, self.places, dict(self.values)))


def _made(template: str, places: tuple[object, ...], values: Mapping[str, object]) -> Sentence:
    return Sentence(template, *places, **values)


def joined(*parts: str, by: str = " ") -> str:
    """The parts that say something, one after the other, each still a sentence of its own.

    A lone part is that part; no part is the empty text. `by` has no places to fill.
    """
    said = [part for part in parts if part]
    if len(said) < 2:
        return said[0] if said else ""
    return Sentence(by.join(["{}"] * len(said)), *map(_as_sentence, said))


def _as_sentence(part: str) -> str:
    """Plain text as a sentence without places, so that it is looked up by itself.

    What has braces was written by a person, or is a path: it is said as it is.
    """
    return part if isinstance(part, Sentence) or set("{}") & set(part) else Sentence(part)


def parts_of(text: Sentence) -> Parts:
    """What a sentence is made of, as JSON. Values are text, numbers and sentences."""
    return {
        "template": text.template,
        "places": [_part(value) for value in text.places],
        "values": {name: _part(value) for name, value in text.values.items()},
    }


def _part(value: object) -> object:
    return parts_of(value) if isinstance(value, Sentence) else value


def made_of(parts: Mapping[str, Any]) -> Sentence:
    """The sentence of its parts."""
    places = [_whole(part) for part in parts["places"]]
    return Sentence(
        parts["template"], *places, **{name: _whole(part) for name, part in parts["values"].items()}
    )


def _whole(part: object) -> object:
    return made_of(part) if isinstance(part, dict) else part


def to_json(text: str | None) -> str | Parts | None:
    """A sentence as what it is made of, plain text as it is; `from_json` turns it back."""
    return parts_of(text) if isinstance(text, Sentence) else text


@overload
def from_json(kept: None) -> None: ...
@overload
def from_json(kept: str | Mapping[str, Any]) -> str: ...
def from_json(kept: str | Mapping[str, Any] | None) -> str | None:
    """What `to_json` was given."""
    return made_of(kept) if isinstance(kept, Mapping) else kept


def cut(text: str, most: int) -> str:
    """At most so many characters; a sentence that is no longer keeps its parts."""
    return text if len(text) <= most else text[:most]
