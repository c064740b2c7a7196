"""The answers of a label to the questions about the whole image."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concord.classes import resolve_class
from concord.documents import YES, Answer, Field, Schema
from concord.fields import resolve_numbers
from guildmark.consensus.consolidation.attributes import lean_of_share
from guildmark.consensus.consolidation.content import Json, TaskVotes, Vote
from guildmark.consensus.consolidation.model import ProjectModel
from guildmark.consensus.consolidation.ordered import accepted_mass, also_right, middle_class
from guildmark.consensus.consolidation.questions import Asked, asked_of, number_in, value_of
from guildmark.consensus.doubt import question_part
from guildmark.consensus.votes import vote_on


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that an answer says: how sure, in which part, and whether by a tie.

    `posterior` by class, None where it is no choice between classes. Of several choices it is
    about one `option`. What is a guess decides nothing: nobody is asked on for it. `lean`, of what
    no model of its own answers, is how far it moves at most for each unit by which the weights of
    people move together.
    """

    part: str
    probability: float
    is_tied: bool
    posterior: Mapping[str, float] | None = None
    is_guess: bool = False
    option: str | None = None
    lean: float = 0.0


@dataclass(frozen=True, slots=True)
class Settled:
    """One answer, and what it claims: one thing, or of several choices each option that anybody
    was offered.

    It is as sure as the least sure of its claims. `tolerance` is how far another number lies at
    most to say the same; None where it is no number.
    """

    field: Field
    value: Answer
    claims: tuple[Claim, ...]
    tolerance: float | None = None

    @property
    def key(self) -> str:
        """Of the question."""
        return self.field.key

    @property
    def probability(self) -> float:
        """That of the least sure claim."""
        return min(claim.probability for claim in self.claims)

    @property
    def is_tie(self) -> bool:
        """Whether a person has to decide."""
        return any(claim.is_tied for claim in self.claims)


def answers_of(task: TaskVotes, schema: Schema, model: ProjectModel) -> list[Settled]:
    """Answers to the questions that more than half of the people answered, as they are now: what
    was answered to another one that had its key says nothing."""
    settled = []
    for field in schema.questions.values():
        votes = [vote for vote in task.votes if field.takes(vote.document.answers.get(field.key))]
        if 2 * len(votes) > len(task.votes):
            settled.append(_settle(field, votes, model))
    return settled


def _settle(field: Field, votes: Sequence[Vote], model: ProjectModel) -> Settled:
    if field.type == "choices":
        return _by_options(field, model, votes)
    if asked := asked_of(field):
        winner, claim = _by_model(asked[0], model, _given(asked[0], votes))
        return Settled(field, value_of(field, winner), (claim,))
    if field.type == "number":
        return _by_nearness(field, model, votes)
    weights = [model.weight(str(vote.annotator_id)) for vote in votes]
    verdict = vote_on(field, [vote.document.answers[field.key] for vote in votes], weights)
    claim = Claim(
        question_part(field.key),
        verdict.probability,
        verdict.is_tie,
        lean=lean_of_share(verdict.probability, weights),
    )
    return Settled(field, verdict.value, (claim,))


def _given(asked: Asked, votes: Sequence[Vote]) -> dict[str, str]:
    """By annotator, the class they named; without those who were not asked."""
    return {
        str(vote.annotator_id): one
        for vote in votes
        if (one := asked.class_in(vote.document.answers, vote.schema)) is not None
    }


def _by_model(asked: Asked, model: ProjectModel, given: Mapping[str, str]) -> tuple[str, Claim]:
    """The class that wins, and how sure that is: of options with an order the middle one.

    Somebody gave one.
    """
    found = resolve_class(model.model_of(asked), given)
    part = question_part(asked.key)
    posterior = model.trust.posterior(part, found.probabilities)
    if asked.field.is_ordered:
        winner, is_tied = middle_class(asked.field, found.probabilities)
        sure = accepted_mass(asked.field, posterior, winner)
        return winner, Claim(part, sure, is_tied, posterior)
    winner = found.winners[0]
    return winner, Claim(part, posterior[winner], found.is_tied, posterior, option=asked.option)


def _by_options(field: Field, model: ProjectModel, votes: Sequence[Vote]) -> Settled:
    """Each option by itself; one that is tied is not among the chosen, nor one that nobody was
    offered, of which nothing is claimed."""
    chosen: list[str] = []
    claims: list[Claim] = []
    for asked in asked_of(field):
        given = _given(asked, votes)
        if not given:
            continue
        winner, claim = _by_model(asked, model, given)
        claims.append(claim)
        if winner == YES and not claim.is_tied and asked.option is not None:
            chosen.append(asked.option)
    return Settled(field, chosen, tuple(claims))


def _by_nearness(field: Field, model: ProjectModel, votes: Sequence[Vote]) -> Settled:
    given = {
        str(vote.annotator_id): number
        for vote in votes
        if (number := number_in(vote.document.answers, field)) is not None
    }
    learnt = model.numbers_of(field)
    found = resolve_numbers(learnt, given, field.tolerance)
    part = question_part(field.key)
    sure = model.trust.is_so(part, found.probability)
    lean = model.trust.lean(part, found.probability, found.probability * (1 - found.probability))
    claim = Claim(part, sure, is_tied=False, is_guess=not learnt.is_learnt, lean=lean)
    return Settled(field, found.number, (claim,), found.tolerance)


def answer_confidence(settled: Settled, model: ProjectModel) -> Json:
    """What is stored of how sure an answer is.

    `options` is there for several choices: by option that anybody was offered, how probable it is
    that it is one of them.
    `also_right` is there for options with an order: those near enough to say the same.
    """
    marks = [model.trust.mark(claim.part) for claim in settled.claims]
    said: Json = {
        "value": settled.value,
        "probability": settled.probability,
        "is_tie": settled.is_tie,
        "posterior": None,
        "calibration": {
            "is_calibrated": all(mark["is_calibrated"] for mark in marks),
            "gold_count": min(mark["gold_count"] for mark in marks),
        },
    }
    if settled.field.type == "choices":
        return said | {
            "options": {
                claim.option: _option_confidence(claim, mark)
                for claim, mark in zip(settled.claims, marks, strict=True)
            }
        }
    if settled.tolerance is not None:
        return said | {
            "tolerance": settled.tolerance,
            "is_tolerance_set": settled.field.tolerance is not None,
            "is_guess": any(claim.is_guess for claim in settled.claims),
        }
    if settled.field.is_ordered:
        said |= {"also_right": also_right(settled.field, settled.value)}
    posterior = settled.claims[0].posterior
    return said if posterior is None else said | {"posterior": dict(posterior)}


def _option_confidence(claim: Claim, mark: Json) -> Json:
    assert claim.posterior is not None  # noqa: S101 -- for the type checker: yes or no
    return {"chosen": claim.posterior[YES], "is_tie": claim.is_tied, "calibration": mark}
