"""What several drawings come to, and the model that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from concord.classes import ClassModel, ClassVerdict
from concord.shapes.drawing import Source
from concord.shapes.existence import ExistenceModel
from concord.shapes.fusion import FUSIONS
from concord.shapes.fusion.quality import GeometryModel
from concord.shapes.threshold import Threshold, prior_threshold

#: A cluster this probable is taken for an object.
KEPT_FROM = 0.5
#: Of the JSON of a model.
MODEL_VERSION = 3


@dataclass(frozen=True, slots=True)
class ConsensusShape:
    """One object, or what some took for one.

    `geometry` is in image pixels. Three confidences, kept apart and uncalibrated: `exists` is
    P(there is an object), `label` says which and how surely, `expected_iou` how well the
    geometry is expected to fit (for keypoints OKS, for lines buffered IoU). `seen_by` people
    looked, one for each source drew it.
    """

    id: str
    kind: str
    geometry: Mapping[str, Any]  # JSON, its keys belong to the kind
    exists: float
    label: ClassVerdict
    expected_iou: float
    sources: tuple[Source, ...]
    seen_by: int

    @property
    def is_kept(self) -> bool:
        """True when it is more probably an object than not."""
        return self.exists >= KEPT_FROM


@dataclass(frozen=True, slots=True)
class KindModel:
    """What was learnt about one kind of shape: from where on two are one object, and how well
    each person draws it."""

    threshold: Threshold
    geometry: GeometryModel


@dataclass(frozen=True, slots=True, eq=False)
class ShapeModel:
    """What was learnt about a project's shapes and the people who drew them.

    `kinds` holds the kinds that were seen; of any other, the prior is used.
    """

    kinds: Mapping[str, KindModel]
    existence: ExistenceModel
    classes: ClassModel

    def of_kind(self, kind: str) -> KindModel:
        """What is known about a kind."""
        return self.kinds.get(kind) or prior_kind(kind)

    def looseness(self, annotator: str, kind: str, n: int) -> tuple[float, float] | None:
        """How far outside theirs lie, per side in shares of the object's size, and the standard
        error after `n` objects; None where it is unknown, or the kind has no inside."""
        return self.of_kind(kind).geometry.looseness(annotator, FUSIONS[kind].habit, n)

    def scatter(self, annotator: str, kind: str) -> float | None:
        """The standard deviation of a side, in shares of the object's size; None if unknown."""
        return self.of_kind(kind).geometry.scatter(annotator, FUSIONS[kind].habit)

    def to_json(self) -> dict[str, Any]:  # JSON
        """Plain values that `from_json` turns back into the same model."""
        return {
            "version": MODEL_VERSION,
            "kinds": {
                kind: {
                    "threshold": asdict(model.threshold),
                    "geometry": model.geometry.to_json(),
                }
                for kind, model in self.kinds.items()
            },
            "existence": asdict(self.existence),
            "classes": self.classes.to_json(),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ShapeModel:  # JSON
        """The model that was rendered, by this version or by one before: the first knew boxes
        alone, and both had shares of what somebody drew of as many people as there were."""
        return cls(
            kinds={kind: _kind_model(one) for kind, one in _kinds_of(value).items()},
            existence=_existence_of(value),
            classes=ClassModel.from_json(value["classes"]),
        )


def prior_kind(kind: str) -> KindModel:
    """What holds for a kind that nothing is known about."""
    return KindModel(prior_threshold(kind), FUSIONS[kind].prior())


def _existence_of(value: Mapping[str, Any]) -> ExistenceModel:  # JSON
    model = ExistenceModel(**{**value["existence"], "shares": tuple(value["existence"]["shares"])})
    return model if value["version"] == MODEL_VERSION else replace(model, seen_by=1.0)


def _kinds_of(value: Mapping[str, Any]) -> dict[str, Any]:  # JSON
    if value["version"] > 1:
        kinds: dict[str, Any] = value["kinds"]
        return kinds
    threshold = dict(value["threshold"])
    threshold["similarity"] = threshold.pop("iou")
    return {"box": {"threshold": threshold, "geometry": value["boxes"]}}


def _kind_model(value: Mapping[str, Any]) -> KindModel:  # JSON
    return KindModel(Threshold(**value["threshold"]), GeometryModel.from_json(value["geometry"]))
