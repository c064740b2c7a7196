"""Who agrees with a label, and who said something else: from rows already read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concord.documents import is_within
from guildmark.consensus.models import ConsensusResult
from guildmark.work.models import Assignment, Submission


@dataclass(frozen=True)
class Member:
    """A drawn shape behind one of the label. `differs_in`: keys of attributes said otherwise."""

    submission_id: int
    shape_id: str
    pseudonym: str
    label: str
    iou: float
    has_same_label: bool
    attributes: Mapping[str, Any]  # JSON values
    differs_in: Sequence[str]


@dataclass(frozen=True)
class AnsweredBy:
    """Somebody who looked."""

    submission_id: int
    pseudonym: str


@dataclass(frozen=True)
class Given(AnsweredBy):
    """What somebody answered to a question."""

    value: Any  # a JSON value
    has_same_value: bool


@dataclass(frozen=True)
class Voices:
    """By id of shape and by key of question, everybody who had a part in a result."""

    members: Mapping[str, list[Member]]
    missed_by: Mapping[str, list[AnsweredBy]]
    given: Mapping[str, list[Given]]


def voices(result: ConsensusResult, submissions: Iterable[Submission]) -> Voices:
    """Of the answers that count and were there when the result was made.

    `submissions` come with their annotator and assignment.
    """
    heard = [
        one
        for one in submissions
        if one.counts
        and one.assignment.state != Assignment.State.VOIDED
        and one.submitted_at <= result.computed_at
    ]
    shapes = {shape["id"]: shape["label"] for shape in result.document["shapes"]}
    return Voices(
        members={key: _members(result, key, label, heard) for key, label in shapes.items()},
        missed_by={key: _missed_by(result, key, heard) for key in shapes},
        given={
            key: _given(key, value, result.confidence["answers"].get(key, {}), heard)
            for key, value in result.document["answers"].items()
        },
    )


def _members(
    result: ConsensusResult, key: str, label: str, heard: Sequence[Submission]
) -> list[Member]:
    names = {one.pk: one.annotator.pseudonym for one in heard}
    drew = {(one.pk, shape["id"]): shape for one in heard for shape in one.document["shapes"]}
    sources = [
        (source, (source["submission_id"], source["shape_id"]))
        for source in result.provenance.get(key, [])
    ]
    settled = result.confidence["shapes"].get(key, {}).get("attributes", {})
    return [
        Member(
            submission_id=source["submission_id"],
            shape_id=source["shape_id"],
            pseudonym=names[source["submission_id"]],
            label=drew[place]["label"],
            iou=source["iou"],
            has_same_label=drew[place]["label"] == label,
            attributes=drew[place]["attributes"],
            differs_in=_differing(drew[place]["attributes"], settled),
        )
        for source, place in sources
        if place in drew
    ]


def _differing(said: Mapping[str, Any], settled: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Attributes of which somebody says something else than the label; silence says nothing."""
    return sorted(
        key
        for key, sure in settled.items()
        if said.get(key) is not None and not is_same_value(said[key], sure["value"], sure)
    )


def _missed_by(result: ConsensusResult, key: str, heard: Sequence[Submission]) -> list[AnsweredBy]:
    drew = {source["submission_id"] for source in result.provenance.get(key, [])}
    return [AnsweredBy(one.pk, one.annotator.pseudonym) for one in heard if one.pk not in drew]


def _given(
    key: str, value: object, sure: Mapping[str, Any], heard: Sequence[Submission]
) -> list[Given]:
    return [
        Given(one.pk, one.annotator.pseudonym, answer, is_same_value(answer, value, sure))
        for one in heard
        for answer in [one.document["answers"].get(key)]
        if answer is not None
    ]


def is_same_value(answer: object, value: object, sure: Mapping[str, Any]) -> bool:
    """Whether an answer is what a label says: several choices in any order, text up to case and
    spaces, numbers no further apart than the `tolerance` the label was made with, and options that
    are `also_right`. `sure` is what is stored of how sure the label's answer is."""
    if isinstance(answer, list) and isinstance(value, list):
        return sorted(answer) == sorted(value)
    if isinstance(answer, str) and answer in sure.get("also_right", ()):
        return True
    if isinstance(answer, str) and isinstance(value, str):
        return answer.casefold().split() == value.casefold().split()
    tolerance = sure.get("tolerance")
    if tolerance is not None and isinstance(answer, int | float) and isinstance(value, int | float):
        return is_within(answer, value, tolerance)
    return answer == value
