"""What stewards of a community do not see."""

from rest_framework import serializers

from guildmark.core.fields import SaidField


class ForStaff(serializers.CharField):
    """What somebody wrote; empty where the context says that the reader is a steward."""

    def to_representation(self, value: str) -> str:
        """As it was written, for the staff."""
        return super().to_representation(value) if self.context.get("is_staff", True) else ""


class SaidForStaff(ForStaff, SaidField):
    """The same of a sentence of the service, in the reader's language."""
