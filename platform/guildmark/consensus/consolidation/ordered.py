"""Choices whose options have an order: the middle one, and what counts as the same."""

from collections.abc import Mapping

from concord.documents import Answer, Field
from concord.fields import weighted_middles


def middle_class(field: Field, probabilities: Mapping[str, float]) -> tuple[str, bool]:
    """The class with as much below it as above it, and whether two would do that are not the same.

    It is what errs by the fewest steps, where the most probable class errs least often (Bayes
    decisions under absolute and under 0-1 loss). `probabilities` are by option and sum to 1. Two
    classes no more steps apart than is tolerated are the same.
    """
    classes = [key for key in field.options if key in probabilities]
    places = list(range(len(classes)))
    lower, upper = weighted_middles(places, [probabilities[key] for key in classes])
    winner, other = classes[int(lower)], classes[int(upper)]
    return winner, other not in field.accepted(winner)


def accepted_mass(field: Field, posterior: Mapping[str, float], winner: str) -> float:
    """The probability that the truth is no more steps from `winner` than is tolerated."""
    return min(1.0, sum(posterior.get(key, 0.0) for key in field.accepted(winner)))


def also_right(field: Field, value: Answer) -> list[str]:
    """The other options that are near enough to `value` to say the same."""
    return [key for key in field.accepted(str(value)) if key != value]
