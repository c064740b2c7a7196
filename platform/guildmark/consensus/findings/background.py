"""What people did not draw, and what they drew for nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.documents import Schema, Shape
from guildmark.consensus.consolidation import Judged, TaskVotes, Vote


@dataclass(frozen=True, slots=True)
class Amiss:
    """An object that somebody did not draw, by how probable each class is to be its true one; or,
    where it `is_drawn`, a shape of theirs that is nothing, by what they called it."""

    annotator_id: int
    classes: Mapping[str, float]
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class SingleObject:
    """An object in the label of a task: its id there, what it is called, and the `drawings` it was
    made of, each by submission and id of the shape."""

    key: str
    label: str
    drawings: frozenset[tuple[int, str]]


def amiss(judged: Sequence[Judged], gold: Sequence[TaskVotes], schema: Schema) -> Iterator[Amiss]:
    """Of single objects: every one in the label of a task, for each who answered it and could call
    it so, and every shape that is in no label. Of gold, what it was scored by.

    What is in the label is held to be there, and all else not to be, however sure that is.
    """
    for one in judged:
        objects = single_objects(one, schema)
        yield from _missed(one, objects)
        for vote, shape in for_nothing(one, objects, schema):
            yield Amiss(vote.annotator_id, {shape.label: 1.0}, is_drawn=True)
    for task in gold:
        who = {vote.submission_id: vote.annotator_id for vote in task.votes}
        for unmatched in task.unmatched:
            if unmatched.label not in schema.semantic_labels:
                yield Amiss(
                    who[unmatched.submission_id], {unmatched.label: 1.0}, unmatched.is_drawn
                )


def single_objects(one: Judged, schema: Schema) -> list[SingleObject]:
    """Those in the label of a task: masks for all of a class are none."""
    called = {shape["id"]: shape["label"] for shape in one.label.document["shapes"]}
    return [
        SingleObject(
            key,
            called[key],
            frozenset((source["submission_id"], source["shape_id"]) for source in sources),
        )
        for key, sources in one.label.provenance.items()
        if called[key] not in schema.semantic_labels
    ]


def for_nothing(
    one: Judged, objects: Sequence[SingleObject], schema: Schema
) -> Iterator[tuple[Vote, Shape]]:
    """The shapes that somebody drew of single things and that are in no label: of none of the
    `objects` of the task."""
    kept = {drawing for single in objects for drawing in single.drawings}
    for vote in one.task.votes:
        for shape in vote.document.shapes:
            is_kept = (vote.submission_id, shape.id) in kept
            if not is_kept and shape.label not in schema.semantic_labels:
                yield vote, shape


def _missed(one: Judged, objects: Sequence[SingleObject]) -> Iterator[Amiss]:
    for single in objects:
        drew = {submission_id for submission_id, _ in single.drawings}
        truth = one.label.confidence["shapes"][single.key]["posterior"]
        for vote in one.task.votes:
            is_offered = vote.schema is None or single.label in vote.schema.labels
            if vote.submission_id not in drew and is_offered:
                yield Amiss(vote.annotator_id, truth, is_drawn=False)
