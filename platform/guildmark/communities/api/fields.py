"""What stewards of a community do not see."""

from guildmark.core.fields import SaidField


class ForStaff(SaidField):
    """Empty where the context says that the reader is a steward."""

    def to_representation(self, value: str) -> str:
        """As it is said, for the staff."""
        return super().to_representation(value) if self.context.get("is_staff", True) else ""
