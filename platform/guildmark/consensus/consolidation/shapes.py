"""The shapes of a label: which there are, what they are called, and who drew them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from concord.documents import Document, Schema, Shape, render_document
from concord.geometry.similarity import pairwise_similarity
from concord.shapes import ConsensusShape, resolve_all, share_out
from guildmark.consensus.consolidation.attributes import (
    Attributes,
    attribute_confidence,
    values_of,
    vote_on_attributes,
)
from guildmark.consensus.consolidation.content import Json, TaskVotes
from guildmark.consensus.consolidation.model import ProjectModel, drawings_of
from guildmark.consensus.doubt import EXISTS, EXPECTED_IOU, LABELS

#: Pixels change hands only where people's weights pass each other: they are drawn anew when those
#: have moved by some hundredths.
_PIXELS_LEAN = 0.02
#: Drawn shapes by (submission, id of the shape).
Drawn = Mapping[tuple[str, str], Shape]


@dataclass(frozen=True, slots=True)
class Found:
    """A shape with its three confidences, calibrated where there was gold to do it.

    `posterior` is P(label | it exists). `label` stays that of the model: calibration says how sure
    it is, and decides nothing.
    """

    shape: ConsensusShape
    exists: float
    expected_iou: float
    posterior: Mapping[str, float]

    @property
    def label(self) -> str:
        """What it is called."""
        return self.shape.label.winners[0]

    @property
    def label_confidence(self) -> float:
        """P(label | it exists)."""
        return self.posterior[self.label]


def shapes_of(task: TaskVotes, schema: Schema, model: ProjectModel) -> list[Found]:
    """Everything that anybody drew, put together. Raises concord's UnknownKind."""
    return shapes_of_all([task], schema, model)[task.key]


def shapes_of_all(
    tasks: Sequence[TaskVotes], schema: Schema, model: ProjectModel
) -> dict[str, list[Found]]:
    """As `shapes_of` of each task, by its key: much cheaper than one call each."""
    resolved = resolve_all(
        {task.key: drawings_of(task, schema) for task in tasks},
        model.shapes,
        sizes_px={task.key: (task.width_px, task.height_px) for task in tasks},
    )
    return {
        task.key: _found([*resolved[task.key], *_semantic(task, schema, model)], model)
        for task in tasks
    }


def _found(resolved: Sequence[ConsensusShape], model: ProjectModel) -> list[Found]:
    trust = model.trust
    return [
        Found(
            shape=one,
            exists=trust.probability(EXISTS, one.exists),
            expected_iou=trust.probability(EXPECTED_IOU, one.expected_iou),
            posterior=trust.posterior(LABELS, one.label.probabilities),
        )
        for one in resolved
    ]


def _semantic(task: TaskVotes, schema: Schema, model: ProjectModel) -> list[ConsensusShape]:
    """One mask for each class that has one mask for all of it, and no pixel in two."""
    labels = list(schema.semantic_labels)
    drawings = drawings_of(task, schema, semantic=True)
    if not any(one.shapes for one in drawings):
        return []
    weights = [model.weight(one.annotator) for one in drawings]
    shared = share_out(drawings, weights, labels, width_px=task.width_px, height_px=task.height_px)
    return [replace(one, id=f"m{number}") for number, one in enumerate(shared, start=1)]


def lean_of_mask(found: Found) -> float:
    """Of a mask for all of a class: how far its existence moves at most for each unit by which the
    weights of people do. Where nobody doubts it some pixels still may change hands."""
    return max(found.exists * (1.0 - found.exists), _PIXELS_LEAN)


def drawn_shapes(task: TaskVotes) -> Drawn:
    """What everybody drew."""
    return {
        (str(vote.submission_id), shape.id): shape
        for vote in task.votes
        for shape in vote.document.shapes
    }


def shape_confidence(found: Found, attributes: Attributes, model: ProjectModel) -> Json:
    """What is stored of how sure a shape is."""
    return {
        "exists": found.exists,
        "class": found.label_confidence,
        "expected_iou": found.expected_iou,
        "drawn_by": len(found.shape.sources),
        "of": found.shape.seen_by,
        "is_tie": found.shape.label.is_tied,
        "posterior": dict(found.posterior),
        "attributes": attribute_confidence(attributes, model),
        "calibration": {
            "exists": model.trust.mark(EXISTS),
            "class": model.trust.mark(LABELS),
            "expected_iou": model.trust.mark(EXPECTED_IOU),
        },
    }


def attributes_of(found: Found, drawn: Drawn, schema: Schema, model: ProjectModel) -> Attributes:
    """What those who called it so say of it."""
    members = [
        (source.annotator, drawn[source.submission, source.shape_id])
        for source in found.shape.sources
    ]
    called_so = [(who, one) for who, one in members if one.label == found.label]
    return vote_on_attributes(called_so, found.label, schema, model)


def shape_of(found: Found, attributes: Attributes) -> Shape:
    """The shape as the document has it."""
    return Shape(
        id=found.shape.id,
        kind=found.shape.kind,
        label=found.label,
        geometry=found.shape.geometry,
        attributes=values_of(attributes),
    )


def provenance_of(found: Found, drawn: Drawn) -> list[Json]:
    """Who drew it, and how well each drawing fits what came of them."""
    shape = found.shape
    members = [drawn[source.submission, source.shape_id].geometry for source in shape.sources]
    fits = pairwise_similarity(shape.kind, members, [shape.geometry])[:, 0].tolist()
    return [
        {"submission_id": int(source.submission), "shape_id": source.shape_id, "iou": iou}
        for source, iou in zip(shape.sources, fits, strict=True)
    ]


def left_out_of(found: Found, drawn: Drawn, attributes: Attributes) -> Json:
    """A shape that some drew and that is not in the label."""
    shape = shape_of(found, attributes)
    document = Document(is_nothing_here=False, shapes=(shape,), answers={})
    rendered: Json = render_document(document)
    return {
        "shape": rendered["shapes"][0],
        "exists": found.exists,
        "drawn_by": len(found.shape.sources),
        "sources": provenance_of(found, drawn),
    }
