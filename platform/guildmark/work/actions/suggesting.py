"""A model's drafts: kept, and shown to assignments that are drawn by lot."""

from collections.abc import Mapping
from datetime import datetime
from secrets import SystemRandom
from typing import Any

from django.db import IntegrityError, transaction

from guildmark.work.models import Assist, Suggestion
from guildmark.work.queries.suggestions import drawn, suggestion_for

Json = dict[str, Any]  # an annotation document


@transaction.atomic
def put_suggestion(
    *,
    project_id: int,
    item_id: int,
    source_name: str,
    document: Json,
    confidences: Mapping[str, float],
    answer_confidences: Mapping[str, float] | None = None,
    now: datetime,
) -> bool:
    """Put a draft in force for an item; False where just this one is. Safe to repeat.

    The document has been checked by the caller, who records the event of its import. Assignments
    that were drawn keep the draft they were drawn for.
    """
    made = Suggestion(
        project_id=project_id,
        item_id=item_id,
        source_name=source_name,
        document=document,
        confidences=dict(confidences),
        answer_confidences=dict(answer_confidences or {}),
        created_at=now,
    )
    try:
        with transaction.atomic():
            return _put(made)
    except IntegrityError as error:
        if "suggestion_current_once" not in str(error):
            raise
    return _put(made)  # the first of the item came from beside this; it is seen now


def _put(made: Suggestion) -> bool:
    current = (
        Suggestion.objects.select_for_update()
        .filter(project_id=made.project_id, item_id=made.item_id, is_current=True)
        .first()
    )
    if current is not None:
        if _says(current) == _says(made):
            return False
        current.is_current = False
        current.save(update_fields=["is_current"])
    made.save(force_insert=True)
    return True


def _says(one: Suggestion) -> tuple[object, ...]:
    return one.document, one.source_name, one.confidences, one.answer_confidences


def draw_suggestion(*, user_id: int, assignment_id: int, now: datetime) -> Suggestion | None:
    """The draft that a person's task begins with; None where there is none, or it is not drawn.

    Drawn once, by lot, with the share that the project has then; asked again it is answered the
    same. Gold is drawn like everything else, so that nobody learns which it is. Raises NotFound.
    """
    found = suggestion_for(user_id=user_id, assignment_id=assignment_id)
    if found is None:
        return None
    known = drawn(assignment_id)
    if known is None:
        known = _draw(assignment_id, found.suggestion, found.share, now=now)
    return known.suggestion if known.is_assisted else None


def _draw(assignment_id: int, suggestion: Suggestion, share: float, *, now: datetime) -> Assist:
    """By lot; of two that ask at once one draws."""
    try:
        with transaction.atomic():
            return Assist.objects.create(
                assignment_id=assignment_id,
                project_id=suggestion.project_id,
                suggestion=suggestion,
                is_assisted=SystemRandom().random() < share,
                drawn_at=now,
            )
    except IntegrityError as error:
        known = drawn(assignment_id)
        if known is None:
            raise error from None
        return known
