"""What a verifier is shown, and what an author is told of work that came back."""

from guildmark.core.errors import NotFound
from guildmark.work.models import Assignment, Return, Subject


def subject_of(assignment_id: int) -> Subject:
    """The label that the lease of a verify task is about: the newest there was when it was made.

    Raises NotFound for an assignment that asks for no verdict.
    """
    found = (
        Subject.objects.filter(task__assignments=assignment_id)
        .filter(opened_at__lte=Assignment.objects.filter(pk=assignment_id).values("leased_at"))
        .order_by("-number")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def last_return(assignment_id: int) -> Return | None:
    """Why an assignment came back to its author the last time; None when it never did."""
    return Return.objects.filter(assignment_id=assignment_id).order_by("-number").first()
