"""What changes a person, a picture, a project or a dataset as a whole, in every app."""

from guildmark.oversight.actions.closing import close_person
from guildmark.oversight.actions.deleting import delete_pictures
from guildmark.oversight.actions.erasing import request_deletion, run_deletion
from guildmark.oversight.actions.strays import clear_strays

__all__ = [
    "clear_strays",
    "close_person",
    "delete_pictures",
    "request_deletion",
    "run_deletion",
]
