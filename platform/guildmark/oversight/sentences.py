"""An event as a sentence."""

import re
from collections.abc import Mapping
from typing import Any

from concord.sentences import Sentence
from guildmark.collection.reasons import PICTURE_REASONS
from guildmark.core.said import PARTS, said_in, told
from guildmark.oversight.catalogue import SENTENCES
from guildmark.work.reasons import REASONS

_PART = re.compile(r"\[([^\]]*)\]")
_WORD = re.compile(r"\{(\w+)\}")
#: Many a batch is called "Batch 4".
_TWICE = re.compile(r"\b[Bb]atch (?=[Bb]atch\b)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
#: Numbers that are not worth a word when there are none.
_COUNTS = re.compile(r"(^|_)(count|slots)$")
#: What stands for a thing that is gone, or was never named.
_UNKNOWN: Mapping[str, str] = {
    "actor": "The service",
    "item": "a picture",
    "annotator": "somebody",
    "user": "Somebody",
}


def sentence(name: str, words: Mapping[str, str]) -> str:
    """The sentence of an event; one the catalogue does not know is named as it is recorded."""
    text = SENTENCES.get(name)
    if text is None:
        who = words.get("actor")
        return f"{name} (by {who})" if who else name
    spoken = _PART.sub(lambda part: _optional(part.group(1), words), text)
    said = _WORD.sub(lambda word: _word(word.group(1), words), spoken)
    begins = _WORD.match(spoken)
    is_name = begins is not None and bool(words.get(begins.group(1)))
    told = said if is_name else said[:1].upper() + said[1:]
    return _TWICE.sub("", told)


def _optional(part: str, words: Mapping[str, str]) -> str:
    return part if all(words.get(word) for word in _WORD.findall(part)) else ""


def _word(word: str, words: Mapping[str, str]) -> str:
    return words.get(word) or _UNKNOWN.get(word, "without a name")


#: Parts of a payload in words of the service; the others hold names, which are in no language.
_OURS = frozenset(
    {
        "blocked_reason",
        "decision",
        "ending",
        "kind",
        "reason",
        "role",
        "role_before",
        "sentence",
        "state",
    }
)
#: Why an answer or a picture was not taken, and work was skipped; `other` is said alike of each.
_REASONS: Mapping[str, str] = {**PICTURE_REASONS, **REASONS}
#: Parts of a payload that are said by the names of what they point to, or not at all.
_POINTERS = re.compile(r"(^|_)id$")


def plain_words(payload: Mapping[str, Any]) -> dict[str, str]:
    """What a payload says by itself, as words; Any: its form belongs to the event's name."""
    words = {}
    for key, value in payload.items():
        if _POINTERS.search(key) or value is None or value == "" or key == PARTS:
            continue
        words[key] = _spoken(key, said_in(payload, key))
    return words


def _spoken(key: str, value: Any) -> str:
    if key == "reason" and value in _REASONS:
        return told(_REASONS[value]).rstrip(".").lower()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == 0 and _COUNTS.search(key):
        return ""
    if isinstance(value, list):
        return ", ".join(_plain(str(one)) for one in value)
    if isinstance(value, dict):
        return ", ".join(_plain(str(one)) for one in value)
    is_ours = isinstance(value, Sentence) or (isinstance(value, str) and key in _OURS)
    return _plain(told(value) if is_ours else str(value))


def _plain(text: str) -> str:
    """`daily_cap` as people say it, and a moment; what has blanks is a sentence already."""
    if _MOMENT.match(text):
        return f"{text[:10]} {text[11:16]} UTC"
    return text if " " in text else text.replace("_", " ").strip().removesuffix(" id")
