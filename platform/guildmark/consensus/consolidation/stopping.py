"""How sure a label is, in the one number by which the queue stops asking."""

from collections.abc import Iterator, Sequence

from concord.documents import Schema
from guildmark.consensus.consolidation.answers import Settled
from guildmark.consensus.consolidation.attributes import Attribute
from guildmark.consensus.consolidation.content import Plan, TaskVotes, Vote
from guildmark.consensus.consolidation.model import ProjectModel
from guildmark.consensus.consolidation.questions import all_asked, number_questions
from guildmark.consensus.consolidation.shapes import Found
from guildmark.consensus.doubt import ATTRIBUTES, EXISTS, EXPECTED_IOU, LABELS, question_part


def stopping_confidence(
    found: Sequence[Found],
    attributes: Sequence[Attribute],
    answers: Sequence[Settled],
    task: TaskVotes,
    schema: Schema,
    model: ProjectModel,
    plan: Plan,
) -> float | None:
    """The calibrated confidence of the least certain thing that is aimed at, in [0, 1].

    Aimed at are every shape (that it is there and called so, or is nothing) and every answer that
    is a class (of several choices each option) or a number; text is not. An outline that is
    expected to fall short of the IoU the plan asks for is only as sure as the share of it that it
    reaches. None while one of them is not held against gold, and where the schema asks for nothing
    that can be; 1 where nobody saw anything. Attributes of shapes count once they are calibrated,
    and wherever people are tied. What nobody of the task was asked, and an option that nobody was
    offered, is not aimed at: no gold can know it before people are asked.
    """
    parts = list(_parts(task.votes, schema))
    if not parts or not all(model.trust.is_calibrated(part) for part in parts):
        return None
    sure = [_of_shape(one, model, plan) for one in found]
    sure += [
        one.probability for one in attributes if one.is_tie or model.trust.is_calibrated(ATTRIBUTES)
    ]
    sure += [claim.probability for one in answers for claim in one.claims if claim.part in parts]
    return min(sure, default=1.0)


def _parts(votes: Sequence[Vote], schema: Schema) -> Iterator[str]:
    """What must be held against gold before a confidence means anything."""
    if schema.labels:
        yield EXISTS
    if len(schema.labels) > 1:
        yield LABELS
    for asked in all_asked(schema):
        if any(vote.was_asked(asked.field, asked.option) for vote in votes):
            yield question_part(asked.key)
    for field in number_questions(schema):
        if any(vote.was_asked(field) for vote in votes):
            yield question_part(field.key)


def _of_shape(one: Found, model: ProjectModel, plan: Plan) -> float:
    if one.exists < plan.shape_kept_from:
        return 1.0 - one.exists
    named = one.label_confidence if len(one.posterior) > 1 else 1.0
    sure = one.exists * named
    if not model.trust.is_calibrated(EXPECTED_IOU):
        return sure
    return min(sure, one.expected_iou / plan.gold_iou)
