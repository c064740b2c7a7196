"""Shapes from the drawings of several people: clusters, existence, geometry, label.

Imports SciPy: for workers, not for the web process.
"""

from concord.shapes.consensus import DrewTwice, UnknownKind, fit, prior_model, resolve
from concord.shapes.content import ConsensusShape, Drawing, ShapeModel, Source

__all__ = [
    "ConsensusShape",
    "Drawing",
    "DrewTwice",
    "ShapeModel",
    "Source",
    "UnknownKind",
    "fit",
    "prior_model",
    "resolve",
]
