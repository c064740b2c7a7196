"""Where somebody's answer is what the label says, and where not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guildmark.consensus.consolidation import Judged
from guildmark.consensus.consolidation.content import Vote
from guildmark.consensus.queries.voices import is_same_value


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the decisions of one submission are as the label has them."""

    submission_id: int
    annotator_id: int
    right: int
    count: int


def shares(judged: Sequence[Judged]) -> Iterator[Share]:
    """Every submission held against the label of its task.

    Each object of the label is a decision (drawn, and called so), each shape that is not in it a
    wrong one, each question one. Nothing drawn where nothing is, is one right decision.
    """
    for one in judged:
        owners = _owners(one)
        for vote in one.task.votes:
            right, count = _of_shapes(one, vote, owners)
            sure = one.label.confidence["answers"]
            asked = [
                is_same_value(vote.document.answers[key], value, sure[key])
                for key, value in one.label.document["answers"].items()
                if key in vote.document.answers
            ]
            yield Share(
                vote.submission_id, vote.annotator_id, right + sum(asked), count + len(asked)
            )


def _owners(one: Judged) -> Mapping[tuple[int, str], str]:
    """By drawn shape, the object it went into."""
    return {
        (source["submission_id"], source["shape_id"]): key
        for key, sources in one.label.provenance.items()
        for source in sources
    }


def _of_shapes(one: Judged, vote: Vote, owners: Mapping[tuple[int, str], str]) -> tuple[int, int]:
    labels = {shape["id"]: shape["label"] for shape in one.label.document["shapes"]}
    drawn = vote.document.shapes
    met = [owners.get((vote.submission_id, shape.id)) for shape in drawn]
    right = sum(
        key is not None and labels[key] == shape.label
        for key, shape in zip(met, drawn, strict=True)
    )
    if vote.document.is_nothing_here and one.label.document["is_nothing_here"]:
        return 1, 1
    spurious = sum(key is None for key in met)
    return right, len(labels) + spurious


def by_annotator(found: Sequence[Share]) -> dict[int, list[Share]]:
    """The shares of everybody, in the order given."""
    sorted_out: dict[int, list[Share]] = defaultdict(list)
    for one in found:
        sorted_out[one.annotator_id].append(one)
    return sorted_out
