"""How a label was made, in words of the reader's language.

A method is kept as codes in English ("boxes fused, labels by dawid-skene; answers by majority"):
it stands in the files of releases too.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rest_framework import serializers

#: What is kept of a label that no fit has made, and the names of methods as they are kept.
_WORDS = {
    "adjudicated": gettext_noop("adjudicated"),
    "imported": gettext_noop("imported"),
    "verified": gettext_noop("verified"),
    "majority": gettext_noop("majority"),
    "hierarchical": gettext_noop("hierarchical"),
    "one-coin": gettext_noop("one coin"),
    "alike": gettext_noop("everybody alike"),
    "pooled-coin": gettext_noop("one coin, held to the crowd"),
    "pooled-guesses": gettext_noop("guesses, held to the crowd"),
    "voting": gettext_noop("voting"),
    "nearness": gettext_noop("nearness"),
    "dawid-skene": "Dawid-Skene",
    "glad": "GLAD",
    "wawa": "Wawa",
}
#: Behind the method of a model that counts people who repeat one another once.
_ONCE = "-once"
_PIECES = {
    "boxes fused, labels by ": gettext_noop("boxes fused, labels by {methods}"),
    "shapes fused, labels by ": gettext_noop("shapes fused, labels by {methods}"),
    "answers by ": gettext_noop("answers by {methods}"),
    "numbers by ": gettext_noop("numbers by {methods}"),
}


def method_in_words(kept: str) -> str:
    """What is kept of a method, said; a piece that is not known is said as it is kept."""
    return "; ".join(_piece(one) for one in kept.split("; "))


def _piece(kept: str) -> str:
    for start, sentence in _PIECES.items():
        if kept.startswith(start):
            names = kept.removeprefix(start).split("/")
            return _(sentence).format(methods=" / ".join(map(_word, names)))
    return _word(kept)


def _word(kept: str) -> str:
    name = kept.removesuffix(_ONCE)
    word = _(_WORDS[name]) if name in _WORDS else name
    return word if name == kept else _("{method}, copies counted once").format(method=word)


class MethodField(serializers.CharField):
    """A method as it is kept, said in the reader's language."""

    def to_representation(self, value: str) -> str:
        """In words."""
        return method_in_words(value)
