"""What may be said of an answer: outcomes, reasons and marks, and what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from guildmark.core.errors import FieldProblem
from guildmark.work.reasons import ANSWER_REASONS

OUTCOMES = ("accept", "reject", "fix")
MOST_MARKS = 20
MOST_NOTE = 500
MOST_MARK_TEXT = 200

Json = dict[str, Any]  # what a person sent, or an annotation document


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict as it was sent. Marks are [{x, y, text}] in image pixels."""

    outcome: str
    reason_code: str = ""
    note: str = ""
    marks: Sequence[Json] = field(default_factory=list)
    document: Json | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a task as it is judged: which version, made of which answers."""

    document: Json
    result_version: int
    inputs_sha256: str


def parse_judgement(body: object) -> tuple[Judgement | None, tuple[FieldProblem, ...]]:
    """The fields of a verdict, by type alone; or what is of another type."""
    if not isinstance(body, dict):
        return None, (FieldProblem("/verdict", "wrong_type", "This must be a verdict."),)
    parts = {"outcome", "reason_code", "note", "marks", "document"}
    problems = [
        FieldProblem(f"/verdict/{key}"[:60], "unknown", "A verdict has no such part.")
        for key in sorted(map(str, body.keys() - parts))
    ]
    outcome = body.get("outcome")
    if not isinstance(outcome, str) or outcome not in OUTCOMES:
        message = "This must be accept, reject or fix."
        problems.append(FieldProblem("/verdict/outcome", "unknown", message))
    problems += [
        FieldProblem(f"/verdict/{key}", "wrong_type", "This must be text.")
        for key in ("reason_code", "note")
        if not isinstance(body.get(key, ""), str)
    ]
    if not isinstance(body.get("marks", []), list):
        problems.append(FieldProblem("/verdict/marks", "wrong_type", "This must be a list."))
    if not isinstance(body.get("document"), dict | None):
        message = "This must be an annotation document."
        problems.append(FieldProblem("/verdict/document", "wrong_type", message))
    return (None if problems else Judgement(**body)), tuple(problems)


def judgement_problems(
    judgement: Judgement, *, width_px: int, height_px: int
) -> tuple[FieldProblem, ...]:
    """What keeps a verdict from being taken. The document of a fix is looked at elsewhere."""
    if judgement.outcome == "accept":
        said = (judgement.reason_code, judgement.note, judgement.marks, judgement.document)
        message = "Who accepts a label says nothing more."
        return (FieldProblem("/verdict", "not_wanted", message),) if any(said) else ()
    problems = objection_problems(
        judgement.reason_code,
        judgement.note,
        judgement.marks,
        width_px=width_px,
        height_px=height_px,
        at="/verdict",
    )
    if judgement.outcome == "reject" and judgement.document is not None:
        message = "A rejection has no corrected label."
        problems += (FieldProblem("/verdict/document", "not_wanted", message),)
    if judgement.outcome == "fix" and judgement.document is None:
        message = "Send the corrected label."
        problems += (FieldProblem("/verdict/document", "required", message),)
    return problems


def objection_problems(
    reason_code: str,
    note: str,
    marks: Sequence[object],
    *,
    width_px: int,
    height_px: int,
    at: str = "",
) -> tuple[FieldProblem, ...]:
    """What keeps an objection from being sent to the author of an answer."""
    problems = []
    if reason_code not in ANSWER_REASONS:
        problems.append(FieldProblem(f"{at}/reason_code", "unknown", "Choose one of the reasons."))
    if reason_code == "other" and not note.strip():
        problems.append(FieldProblem(f"{at}/note", "required", "Say what is wrong."))
    if len(note) > MOST_NOTE or "\x00" in note:
        message = _("Write at most {most} characters.").format(most=MOST_NOTE)
        problems.append(FieldProblem(f"{at}/note", "too_long", message))
    problems += mark_problems(marks, width_px=width_px, height_px=height_px, at=at)
    return tuple(problems)


def mark_problems(
    marks: Sequence[object], *, width_px: int, height_px: int, at: str = ""
) -> tuple[FieldProblem, ...]:
    """What is wrong with places on a picture at which somebody says something."""
    problems = []
    if len(marks) > MOST_MARKS:
        message = _("Put at most {most} marks.").format(most=MOST_MARKS)
        problems.append(FieldProblem(f"{at}/marks", "too_many", message))
    for index, mark in enumerate(marks[:MOST_MARKS]):
        message = _mark_problem(mark, width_px, height_px)
        if message:
            problems.append(FieldProblem(f"{at}/marks/{index}", "wrong_mark", message))
    return tuple(problems)


def _mark_problem(mark: object, width_px: int, height_px: int) -> str:
    if not isinstance(mark, dict) or mark.keys() != {"x", "y", "text"}:
        return "A mark has a place, x and y, and a text."
    x, y, text = mark["x"], mark["y"], mark["text"]
    if type(x) not in (int, float) or type(y) not in (int, float):  # true is no number here
        return "The place of a mark is two numbers."
    if not (isfinite(x) and isfinite(y) and 0 <= x <= width_px and 0 <= y <= height_px):
        return "A mark lies on the picture."
    if not isinstance(text, str) or not text.strip() or "\x00" in text:
        return "Say what is wrong at this mark."
    if len(text) > MOST_MARK_TEXT:
        return _("Write at most {most} characters at a mark.").format(most=MOST_MARK_TEXT)
    return ""


def decided(outcomes: Sequence[str]) -> str:
    """What several verdicts come to: accepted, fixed, rejected or split.

    More than half accept or reject; or there is one verdict alone, and it is a fix.
    """
    if outcomes.count("accept") * 2 > len(outcomes):
        return "accepted"
    if list(outcomes) == ["fix"]:
        return "fixed"
    if outcomes.count("reject") * 2 > len(outcomes):
        return "rejected"
    return "split"
