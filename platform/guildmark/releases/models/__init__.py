"""Frozen, checksummed versions of a project's labels, their exports and evaluations."""

from guildmark.releases.models.evaluations import (
    Evaluation,
    EvaluationItem,
    EvaluationLabels,
    EvaluationOutcomes,
)
from guildmark.releases.models.exports import Delivery, Export
from guildmark.releases.models.releases import Release, ReleaseBuild, ReleaseItem

__all__ = [
    "Delivery",
    "Evaluation",
    "EvaluationItem",
    "EvaluationLabels",
    "EvaluationOutcomes",
    "Export",
    "Release",
    "ReleaseBuild",
    "ReleaseItem",
]
