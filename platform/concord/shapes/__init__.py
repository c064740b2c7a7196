"""Shapes from the drawings of several people: clusters, existence, geometry, label.

Imports SciPy: for workers, not for the web process.
"""

from concord.geometry.similarity import UnknownKind
from concord.shapes.consensus import fit, go_on, learn, prior_model, resolve, resolve_all
from concord.shapes.content import ConsensusShape, ShapeModel
from concord.shapes.drawing import Drawing, Source
from concord.shapes.floods import TooManyTogether
from concord.shapes.seen import Seen, see, stated
from concord.shapes.semantic import share_out
from concord.shapes.table import DrewTwice

__all__ = [
    "ConsensusShape",
    "Drawing",
    "DrewTwice",
    "Seen",
    "ShapeModel",
    "Source",
    "TooManyTogether",
    "UnknownKind",
    "fit",
    "go_on",
    "learn",
    "prior_model",
    "resolve",
    "resolve_all",
    "see",
    "share_out",
    "stated",
]
