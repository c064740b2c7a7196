"""What people did not draw, and what they drew for nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.documents import Schema
from guildmark.consensus.consolidation import Judged, TaskVotes


@dataclass(frozen=True, slots=True)
class Amiss:
    """An object that somebody did not draw, by how probable each class is to be its true one; or,
    where it `is_drawn`, a shape of theirs that is nothing, by what they called it."""

    annotator_id: int
    classes: Mapping[str, float]
    is_drawn: bool


def amiss(judged: Sequence[Judged], gold: Sequence[TaskVotes], schema: Schema) -> Iterator[Amiss]:
    """Of single objects: every one in the label of a task, for each who answered it and could call
    it so, and every shape that is in no label. Of gold, what it was scored by.

    What is in the label is held to be there, and all else not to be, however sure that is.
    """
    for one in judged:
        yield from _missed(one, schema)
        yield from _for_nothing(one, schema)
    for task in gold:
        who = {vote.submission_id: vote.annotator_id for vote in task.votes}
        for unmatched in task.unmatched:
            if unmatched.label not in schema.semantic_labels:
                yield Amiss(
                    who[unmatched.submission_id], {unmatched.label: 1.0}, unmatched.is_drawn
                )


def _missed(one: Judged, schema: Schema) -> Iterator[Amiss]:
    called = {shape["id"]: shape["label"] for shape in one.label.document["shapes"]}
    for key, sources in one.label.provenance.items():
        label = called[key]
        if label in schema.semantic_labels:
            continue
        drew = {source["submission_id"] for source in sources}
        truth = one.label.confidence["shapes"][key]["posterior"]
        for vote in one.task.votes:
            is_offered = vote.schema is None or label in vote.schema.labels
            if vote.submission_id not in drew and is_offered:
                yield Amiss(vote.annotator_id, truth, is_drawn=False)


def _for_nothing(one: Judged, schema: Schema) -> Iterator[Amiss]:
    kept = {
        (source["submission_id"], source["shape_id"])
        for sources in one.label.provenance.values()
        for source in sources
    }
    for vote in one.task.votes:
        for shape in vote.document.shapes:
            is_kept = (vote.submission_id, shape.id) in kept
            if not is_kept and shape.label not in schema.semantic_labels:
                yield Amiss(vote.annotator_id, {shape.label: 1.0}, is_drawn=True)
