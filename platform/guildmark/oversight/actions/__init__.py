"""What changes a person as a whole, in every app."""

from guildmark.oversight.actions.closing import close_person

__all__ = ["close_person"]
