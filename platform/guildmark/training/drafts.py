"""What a draft in the quiz is worth when the time ends over it."""

from concord.documents import Schema, document_problems
from guildmark.training.models import AttemptAnswer


def is_whole(answer: AttemptAnswer, schema: Schema) -> bool:
    """Whether there is a draft that lacks nothing, and so counts as the answer at the end."""
    item, draft = answer.question.item, answer.draft
    if draft is None:
        return False
    if answer.question.asked is not None:
        return True
    if item is None:
        return False
    size = {"width_px": item.width_px, "height_px": item.height_px}
    return not document_problems(draft, schema=schema, **size)
