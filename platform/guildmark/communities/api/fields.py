"""What stewards of a community do not see, and facts by their names."""

from rest_framework import serializers

from guildmark.communities.models import Trait
from guildmark.communities.trait_words import spoken
from guildmark.core.fields import SaidField


class ForStaff(serializers.CharField):
    """What somebody wrote; empty where the context says that the reader is a steward."""

    def to_representation(self, value: str) -> str:
        """As it was written, for the staff."""
        return super().to_representation(value) if self.context.get("is_staff", True) else ""


class SaidForStaff(ForStaff, SaidField):
    """The same of a sentence of the service, in the reader's language."""


class FactField(serializers.CharField):
    """The name of a fact, in the reader's language where it is of the catalogue."""

    def to_representation(self, value: Trait) -> str:  # type: ignore[override]  # a fact, not text
        """What it is called."""
        return spoken(value, value.name)
