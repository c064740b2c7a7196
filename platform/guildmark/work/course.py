"""How an answer came about: when each of its shapes was there, as the workspace noted it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from guildmark.core.errors import FieldProblem

#: A moment has these parts: the shape, and milliseconds of time on the task before it was there.
PARTS = frozenset({"shape_id", "at_ms"})
#: As many as a document may have shapes.
MOST_MOMENTS = 5_000
#: A week, as for the time on a task.
MOST_MS = 7 * 24 * 3600 * 1000

Moment = dict[str, Any]  # {"shape_id": text, "at_ms": whole number}


def parse_course(body: object) -> tuple[list[Moment] | None, tuple[FieldProblem, ...]]:
    """The moments as they were sent, by type alone; None where none were sent."""
    if body is None:
        return None, ()
    if not isinstance(body, list) or len(body) > MOST_MOMENTS:
        message = _("This must be a list of at most {most} moments.").format(most=MOST_MOMENTS)
        return None, (FieldProblem("/course", "wrong_type", message),)
    for index, moment in enumerate(body):
        if not _is_moment(moment):
            message = "A moment has a shape and whole milliseconds from 0 to a week."
            return None, (FieldProblem(f"/course/{index}", "wrong_type", message),)
    return body, ()


def course_problems(course: list[Moment], document: Mapping[str, Any]) -> tuple[FieldProblem, ...]:
    """What keeps the moments from being those of this document; the first thing alone.

    Each shape has one moment at most, and moments follow each other. A shape without one was
    there from the start: it came back to its author, or was drawn on another device.
    """
    left = {shape["id"] for shape in document["shapes"]}
    before = 0
    for index, moment in enumerate(course):
        if moment["shape_id"] not in left:
            message = "The answer has no such shape, or it was named before."
            return (FieldProblem(f"/course/{index}/shape_id", "unknown", message),)
        if moment["at_ms"] < before:
            message = "This must not lie before the moment above."
            return (FieldProblem(f"/course/{index}/at_ms", "out_of_order", message),)
        left.remove(moment["shape_id"])
        before = moment["at_ms"]
    return ()


def _is_moment(found: object) -> bool:
    if not isinstance(found, dict) or found.keys() != PARTS:
        return False
    at = found["at_ms"]
    return isinstance(found["shape_id"], str) and type(at) is int and 0 <= at <= MOST_MS
