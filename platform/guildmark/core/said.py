"""What the service says: kept with its parts, and said in the language of whoever reads it.

A sentence that is kept (why somebody is paused, what a notice tells) is read by people of several
languages, and years later. So its parts are kept beside its English (`SentenceField`, and
`with_parts` for payloads), and `told` says it when it is read. What a person wrote has no parts and
is said as it was written.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from concord.sentences import Sentence, made_of, parts_of

#: Between the English and the parts in a column; nobody types it.
_MARK = "\x1e"
#: Under which a payload keeps the parts of its sentences.
PARTS = "said"


class _Figure(float):
    """A number that is written as the reader's language writes numbers."""

    def __format__(self, form: str) -> str:
        return super().__format__(form).replace(".", str(get_format("DECIMAL_SEPARATOR")))


def told(text: str) -> str:
    """A sentence in the language in force; one with values is translated, then filled.

    Plain text is said as the catalogue has it, and as it is where it is not known: what somebody
    wrote.
    """
    if not isinstance(text, Sentence):
        return _(text) if text else text
    places = [_in_words(value) for value in text.places]
    values = {name: _in_words(value) for name, value in text.values.items()}
    return _(text.template).format(*places, **values)


def _in_words(value: object) -> object:
    if isinstance(value, Sentence):
        return told(value)
    return _Figure(value) if isinstance(value, float) else value


# Any: a payload's form belongs to the name of its event.
def with_parts(payload: dict[str, Any]) -> dict[str, Any]:
    """A payload whose sentences keep their parts; their English stays where it was."""
    parts = {key: parts_of(value) for key, value in payload.items() if isinstance(value, Sentence)}
    return {**payload, PARTS: parts} if parts else payload


def said_in(payload: Mapping[str, Any], key: str) -> str:
    """The text of a payload under a key, a sentence with its parts where it was one."""
    parts = payload.get(PARTS, {}).get(key)
    return made_of(parts) if parts else payload[key]


def to_column(text: str) -> str:
    """English, and behind a mark what it is made of; plain text as it is."""
    if isinstance(text, Sentence):
        return f"{text}{_MARK}{json.dumps(parts_of(text), ensure_ascii=False)}"
    return f"{text}{_MARK}" if _MARK in text else text


def from_column(kept: str) -> str:
    """What `to_column` was given."""
    text, mark, parts = kept.rpartition(_MARK)
    if not mark:
        return kept
    return made_of(json.loads(parts)) if parts else text


if TYPE_CHECKING:  # Django's own fields take no types when they run
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class SentenceField(_TextField):
    """Text that may be a sentence of the service: it comes back with its parts."""

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """The sentence, or the plain text."""
        return None if value is None else from_column(value)

    def get_prep_value(self, value: Any) -> Any:
        """As it is kept; Any: Django's own, expressions come by here too."""
        return to_column(value) if isinstance(value, str) else super().get_prep_value(value)
