"""What changes a person or a picture as a whole, in every app."""

from guildmark.oversight.actions.closing import close_person
from guildmark.oversight.actions.deleting import delete_pictures

__all__ = ["close_person", "delete_pictures"]
