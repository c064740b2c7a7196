"""What several people drew on one image, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from concord.classes import ClassModel, ClassVerdict
from concord.documents import Shape
from concord.shapes.existence import ExistenceModel
from concord.shapes.fusion import BoxModel, Sides
from concord.shapes.threshold import Threshold

#: A cluster this probable is taken for an object.
KEPT_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Drawing:
    """One person's answer for one image. No shapes means: looked, and found nothing."""

    submission: str
    annotator: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A drawn shape that went into a consensus shape."""

    submission: str
    annotator: str
    shape_id: str


@dataclass(frozen=True, slots=True)
class ConsensusShape:
    """One object, or what some took for one.

    `geometry` is in image pixels. Three confidences, kept apart and uncalibrated: `exists` is
    P(there is an object), `label` says which and how surely, `expected_iou` how well the
    geometry is expected to fit. `seen_by` people looked, one for each source drew it.
    """

    id: str
    kind: str
    geometry: Mapping[str, float]
    exists: float
    label: ClassVerdict
    expected_iou: float
    sources: tuple[Source, ...]
    seen_by: int

    @property
    def is_kept(self) -> bool:
        """True when it is more probably an object than not."""
        return self.exists >= KEPT_FROM


@dataclass(frozen=True, slots=True, eq=False)
class ShapeModel:
    """What was learnt about a project's shapes and the people who drew them."""

    threshold: Threshold
    existence: ExistenceModel
    boxes: BoxModel
    classes: ClassModel

    def to_json(self) -> dict[str, Any]:  # JSON
        """Plain values that `from_json` turns back into the same model."""
        return {
            "version": 1,
            "threshold": asdict(self.threshold),
            "existence": asdict(self.existence),
            "boxes": asdict(self.boxes),
            "classes": self.classes.to_json(),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ShapeModel:  # JSON
        """The model that was rendered."""
        existence, boxes = value["existence"], value["boxes"]
        return cls(
            threshold=Threshold(**value["threshold"]),
            existence=ExistenceModel(**{**existence, "shares": tuple(existence["shares"])}),
            boxes=BoxModel(
                bias=_sides_by_annotator(boxes["bias"]),
                variance=_sides_by_annotator(boxes["variance"]),
                population_variance=tuple(boxes["population_variance"]),
            ),
            classes=ClassModel.from_json(value["classes"]),
        )


def _sides_by_annotator(value: Mapping[str, list[float]]) -> dict[str, Sides]:
    return {key: (row[0], row[1], row[2], row[3]) for key, row in value.items()}
