"""The attributes of a shape: what those who called it so say of it, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concord.documents import Answer, Field, Schema, Shape
from concord.fields import weighted_odds
from guildmark.consensus.consolidation.content import Json
from guildmark.consensus.consolidation.model import ProjectModel
from guildmark.consensus.consolidation.ordered import accepted_mass, also_right
from guildmark.consensus.consolidation.questions import CLASS_TYPES, Asked, asked_of
from guildmark.consensus.doubt import ATTRIBUTES
from guildmark.consensus.votes import vote_on


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a shape's attribute comes to, and how probable that is, calibrated where there is gold.

    Only classes are decided between. Of text and numbers, which are merely said, `probability` is
    the share of the weights. `lean` is how far it moves at most for each unit by which the weights
    of those who said so move together.
    """

    field: Field
    value: Answer
    probability: float
    is_tie: bool
    lean: float = 0.0

    @property
    def is_decided(self) -> bool:
        """Whether it is one of several classes."""
        return self.field.type in CLASS_TYPES


#: By key, in the order of the schema.
Attributes = Mapping[str, Attribute]


def vote_on_attributes(
    called_so: Sequence[tuple[str, Shape]],
    label: str,
    schema: Schema,
    model: ProjectModel,
) -> Attributes:
    """By weighted vote of those who chose the label; a field whose condition fails is not asked,
    and one of which nobody has said anything that it takes now is left out.

    `called_so`: (annotator, what they drew).
    """
    found: dict[str, Attribute] = {}
    values: dict[str, Answer] = {}
    for key, field in schema.labels[label].attributes.items():
        given = {
            who: shape.attributes[key]
            for who, shape in called_so
            if field.takes(shape.attributes.get(key))
        }
        applies = field.when is None or field.when.holds(values)
        if given and applies:
            found[key] = _settle(field, given, model)
            values[key] = found[key].value
    return found


def _settle(field: Field, given: Mapping[str, Answer], model: ProjectModel) -> Attribute:
    answers, asked = list(given.values()), asked_of(field)
    count = max((len(one.classes) for one in asked), default=2)
    weights = [model.weight(who, classes=count) for who in given]
    verdict = vote_on(field, answers, weights)
    if not asked:
        lean = lean_of_share(verdict.probability, weights)
        return Attribute(field, verdict.value, verdict.probability, verdict.is_tie, lean)
    odds = [weighted_odds(one.classes, _classes(one, answers), weights) for one in asked]
    if field.is_ordered:
        stated = accepted_mass(field, odds[0], str(verdict.value))
    else:
        stated = min(max(one.values()) for one in odds)
    sure = model.trust.is_so(ATTRIBUTES, stated)
    lean = model.trust.lean(ATTRIBUTES, stated, stated * (1.0 - stated))
    return Attribute(field, verdict.value, sure, verdict.is_tie, lean)


def lean_of_share(share: float, weights: Sequence[float]) -> float:
    """Of a share of the weights: how far it moves at most for each unit by which they do."""
    if share >= 1.0:
        return 0.0
    return max(share, 1.0 - share) / (sum(weights) or len(weights))


def _classes(asked: Asked, answers: Sequence[Answer]) -> list[str]:
    return [asked.class_in({asked.field.key: answer}, None) or "" for answer in answers]


def values_of(attributes: Attributes) -> dict[str, Answer]:
    """As a document has them."""
    return {key: one.value for key, one in attributes.items()}


def attribute_confidence(attributes: Attributes, model: ProjectModel) -> Json:
    """What is stored of how sure each is, and of what else says the same."""
    return {
        key: {
            "value": one.value,
            "probability": one.probability,
            "is_tie": one.is_tie,
            "is_decided": one.is_decided,
            "calibration": model.trust.mark(ATTRIBUTES),
            **_says_the_same(one),
        }
        for key, one in attributes.items()
    }


def _says_the_same(one: Attribute) -> Json:
    """As of answers to questions: options near enough are `also_right`, and another number within
    the `tolerance` of the schema; without one it is the very number alone."""
    if one.field.is_ordered:
        return {"also_right": also_right(one.field, one.value)}
    if one.field.tolerance is not None and isinstance(one.value, int | float):
        return {"tolerance": one.field.tolerance.reach(one.value)}
    return {}


def asks_attributes(schema: Schema) -> bool:
    """Whether any label has an attribute of classes."""
    return any(
        field.type in CLASS_TYPES
        for label in schema.labels.values()
        for field in label.attributes.values()
    )
