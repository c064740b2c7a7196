"""The shapes of a label: which there are, what they are called, and who drew them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concord.documents import Answer, Document, Schema, Shape, render_document
from concord.fields import weights_of
from concord.geometry.similarity import pairwise_similarity
from concord.shapes import ConsensusShape, resolve_all
from guildmark.consensus.consolidation.content import Json, TaskVotes
from guildmark.consensus.consolidation.model import ProjectModel, drawings_of
from guildmark.consensus.consolidation.trust import EXISTS, EXPECTED_IOU, LABELS
from guildmark.consensus.votes import vote_on

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


def shapes_of(task: TaskVotes, model: ProjectModel) -> list[Found]:
    """Everything that anybody drew, put together. Raises concord's UnknownKind."""
    return shapes_of_all([task], model)[task.key]


def shapes_of_all(tasks: Sequence[TaskVotes], model: ProjectModel) -> dict[str, list[Found]]:
    """As `shapes_of` of each task, by its key: much cheaper than one call each."""
    resolved = resolve_all(
        {task.key: drawings_of(task) for task in tasks},
        model.shapes,
        sizes_px={task.key: (task.width_px, task.height_px) for task in tasks},
    )
    return {key: _found(shapes, model) for key, shapes in resolved.items()}


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


def drawn_shapes(task: TaskVotes) -> Drawn:
    """What everybody drew."""
    return {
        (str(vote.submission_id), shape.id): shape
        for vote in task.votes
        for shape in vote.document.shapes
    }


def shape_confidence(found: Found, model: ProjectModel) -> Json:
    """What is stored of how sure a shape is."""
    return {
        "exists": found.exists,
        "class": found.label_confidence,
        "expected_iou": found.expected_iou,
        "drawn_by": len(found.shape.sources),
        "of": found.shape.seen_by,
        "is_tie": found.shape.label.is_tied,
        "posterior": dict(found.posterior),
        "calibration": {
            "exists": model.trust.mark(EXISTS),
            "class": model.trust.mark(LABELS),
            "expected_iou": model.trust.mark(EXPECTED_IOU),
        },
    }


def shape_of(found: Found, drawn: Drawn, schema: Schema, model: ProjectModel) -> Shape:
    """The shape as the document has it."""
    members = [
        (source.annotator, drawn[source.submission, source.shape_id])
        for source in found.shape.sources
    ]
    called_so = [(who, one) for who, one in members if one.label == found.label]
    return Shape(
        id=found.shape.id,
        kind=found.shape.kind,
        label=found.label,
        geometry=found.shape.geometry,
        attributes=_attributes(called_so, found.label, schema, model),
    )


def _attributes(
    sources: Sequence[tuple[str, Shape]], label: str, schema: Schema, model: ProjectModel
) -> dict[str, Answer]:
    """By vote of those who chose the label; a field whose condition fails is not asked."""
    values: dict[str, Answer] = {}
    for key, field in schema.labels[label].attributes.items():
        given = {who: source.attributes[key] for who, source in sources if key in source.attributes}
        applies = field.when is None or field.when.holds(values)
        if given and applies:
            weights = weights_of(model.class_models, list(given))
            values[key] = vote_on(field, list(given.values()), weights).value
    return values


def provenance_of(found: Found, drawn: Drawn) -> list[Json]:
    """Who drew it, and how well each drawing fits what came of them."""
    shape = found.shape
    members = [drawn[source.submission, source.shape_id].geometry for source in shape.sources]
    fits = pairwise_similarity(shape.kind, members, [shape.geometry])[:, 0].tolist()
    return [
        {"submission_id": int(source.submission), "shape_id": source.shape_id, "iou": iou}
        for source, iou in zip(shape.sources, fits, strict=True)
    ]


def left_out_of(found: Found, drawn: Drawn, schema: Schema, model: ProjectModel) -> Json:
    """A shape that some drew and that is not in the label."""
    shape = shape_of(found, drawn, schema, model)
    document = Document(is_nothing_here=False, shapes=(shape,), answers={})
    rendered: Json = render_document(document)
    return {
        "shape": rendered["shapes"][0],
        "exists": found.exists,
        "drawn_by": len(found.shape.sources),
        "sources": provenance_of(found, drawn),
    }
