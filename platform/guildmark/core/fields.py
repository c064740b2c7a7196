"""Fields that several doors share."""

import unicodedata
from collections.abc import Mapping
from math import isfinite
from typing import Any

from rest_framework import serializers

from guildmark.core.said import PARTS, from_column, said_in, told


class NameField(serializers.CharField):
    """A name on one line: it stands in subjects of mail, in headings and in lists."""

    default_error_messages = {"line_breaks": "This must be one line of text."}

    def to_internal_value(self, data: Any) -> str:
        """The text. Fails where it holds line breaks or other control characters."""
        text: str = super().to_internal_value(data)
        if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in text):
            self.fail("line_breaks")
        return text


class NumberField(serializers.FloatField):
    """A number. The base class reads "nan" as one too, which is in no bounds, and true as 1."""

    def to_internal_value(self, data: Any) -> float:
        """The number. Fails for what is none, or has no end."""
        value = super().to_internal_value(data)
        if isinstance(data, bool) or not isfinite(value):
            self.fail("invalid")
        return value


class SaidField(serializers.CharField):
    """A sentence of the service, said in the reader's language; of JSON with the parts of its
    sentences (`said.with_parts`), by these."""

    def get_attribute(self, instance: Any) -> Any:  # as the base: a row, or JSON
        """The sentence, with its parts where they are kept beside it."""
        parts = instance.get(PARTS) if isinstance(instance, Mapping) else None
        if isinstance(parts, Mapping) and self.source in parts:
            return said_in(instance, str(self.source))
        return super().get_attribute(instance)

    def to_representation(self, value: str) -> str:
        """As it is where it is not known: what somebody wrote."""
        return told(value)


class KeptSentenceField(SaidField):
    """A sentence in a list of JSON, each as a column keeps it (`said.to_column`)."""

    def to_representation(self, value: str) -> str:
        """In the reader's language."""
        return super().to_representation(from_column(value))
