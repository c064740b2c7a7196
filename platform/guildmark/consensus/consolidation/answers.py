"""The answers of a label to the questions about the whole image."""

from collections.abc import Mapping
from dataclasses import dataclass

from concord.classes import resolve_class
from concord.documents import Answer, Field, Schema
from concord.fields import weights_of
from guildmark.consensus.consolidation.content import Json, TaskVotes
from guildmark.consensus.consolidation.model import ProjectModel
from guildmark.consensus.consolidation.questions import CLASS_TYPES, class_of, value_of
from guildmark.consensus.consolidation.trust import question_part
from guildmark.consensus.votes import vote_on


@dataclass(frozen=True, slots=True)
class Settled:
    """One answer; `posterior` by class, None where the question is no choice between classes."""

    key: str
    value: Answer
    probability: float
    is_tie: bool
    posterior: Mapping[str, float] | None


def answers_of(task: TaskVotes, schema: Schema, model: ProjectModel) -> list[Settled]:
    """Answers to the questions that more than half of the people answered."""
    settled = []
    for field in schema.questions.values():
        given = {
            str(vote.annotator_id): vote.document.answers[field.key]
            for vote in task.votes
            if field.key in vote.document.answers
        }
        if 2 * len(given) > len(task.votes):
            settle = _by_model if field.type in CLASS_TYPES else _by_counting
            settled.append(settle(field, model, given))
    return settled


def _by_model(field: Field, model: ProjectModel, given: Mapping[str, Answer]) -> Settled:
    found = resolve_class(
        model.questions[field.key], {who: class_of(answer) for who, answer in given.items()}
    )
    posterior = model.trust.posterior(question_part(field.key), found.probabilities)
    winner = found.winners[0]
    return Settled(field.key, value_of(field, winner), posterior[winner], found.is_tied, posterior)


def _by_counting(field: Field, model: ProjectModel, given: Mapping[str, Answer]) -> Settled:
    weights = weights_of(model.class_models, list(given))
    verdict = vote_on(field, list(given.values()), weights)
    return Settled(field.key, verdict.value, verdict.probability, verdict.is_tie, None)


def answer_confidence(settled: Settled, model: ProjectModel) -> Json:
    """What is stored of how sure an answer is."""
    return {
        "value": settled.value,
        "probability": settled.probability,
        "is_tie": settled.is_tie,
        "posterior": None if settled.posterior is None else dict(settled.posterior),
        "calibration": model.trust.mark(question_part(settled.key)),
    }
