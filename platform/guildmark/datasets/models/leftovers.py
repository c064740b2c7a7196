"""Files that nothing refers to any more, until the storage has let go of them."""

from django.db import models

#: After so many refusals, in about half an hour, people are told.
TOLD_AFTER = 5


class Leftover(models.Model):
    """A file to delete: written by the transaction that lets go of it, gone when the file is.

    `try_count` counts the tries that failed, `refusal` is what the storage said last.
    Nobody knows the organisation of a file that a lost process left of something that is gone.
    """

    name = models.CharField(max_length=300, help_text="in the storage")
    organisation_id = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    try_count = models.PositiveSmallIntegerField(default=0)
    refusal = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name
