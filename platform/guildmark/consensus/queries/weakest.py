"""The things that were decided in a label, and the least sure of them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from concord.documents import Schema, compile_schema
from guildmark.consensus.doubt import (
    ATTRIBUTES,
    EXISTS,
    LABELS,
    Decision,
    Lines,
    question_part,
)
from guildmark.consensus.models import ConsensusResult
from guildmark.projects.queries import current_schema

Json = dict[str, Any]  # JSON: `Any` stands for its values


@dataclass(frozen=True)
class Decided:
    """Something that was decided in a label, and what it is about."""

    decision: Decision
    what: str
    subject: str
    label: str
    why: str
    attribute: str = ""

    @property
    def probability(self) -> float:
        """How sure it is."""
        return self.decision.probability

    @property
    def is_tie(self) -> bool:
        """Whether people are tied."""
        return self.decision.is_tied


def newest_schema(project_id: int) -> Schema | None:
    """The schema in force."""
    newest = current_schema(project_id)
    return compile_schema(newest.definition) if newest else None


def weakest(result: ConsensusResult) -> Decided:
    """The least sure thing in a label."""
    sure = Decision(1.0, question_part(""))
    nothing = Decided(sure, "answer", "", "", _("There was nothing to decide."))
    return min(decided(result), key=lambda one: one.probability, default=nothing)


def in_doubt(result: ConsensusResult, lines: Lines) -> list[Decided]:
    """What a label is disputed for, by the rule that disputes it."""
    return [one for one in decided(result) if one.decision.is_in_doubt(lines)]


def name_of(one: Decided, schema: Schema | None) -> str:
    """What people call it."""
    if schema is None:
        return one.label
    if one.what == "answer" and one.subject in schema.questions:
        question = schema.questions[one.subject]
        option = question.options.get(one.label)
        return question.name if option is None else f"{question.name}: {option.name}"
    known = schema.labels.get(one.label)
    if known is None:
        return one.label
    attribute = known.attributes.get(one.attribute)
    return known.name if attribute is None else f"{known.name}: {attribute.name}"


def decided(result: ConsensusResult) -> list[Decided]:
    """Everything that was decided in a label, as `consolidate` counts it."""
    labels = {shape["id"]: shape["label"] for shape in result.document["shapes"]}
    found = []
    for key, sure in result.confidence["shapes"].items():
        found.append(_of_shape(key, labels[key], sure))
        # What can be called one thing alone, as a mask for all of a class, is claimed by nobody.
        if len(sure.get("posterior", {})) != 1:
            found.append(_of_label(key, labels[key], sure))
        found += _of_attributes(key, labels[key], sure.get("attributes", {}))
    for one in result.left_out:
        shape, is_nothing = one["shape"], Decision(1 - one["exists"], EXISTS)
        drawn = _left_out(one["drawn_by"])
        found.append(Decided(is_nothing, "left_out", shape["id"], shape["label"], drawn))
    for key, sure in result.confidence["answers"].items():
        found += _of_answer(key, sure)
    return found


def _of_attributes(key: str, label: str, sure: Json) -> list[Decided]:
    """Those that are one of several classes."""
    return [
        Decided(
            _decision(one["probability"], ATTRIBUTES, one, one["calibration"]),
            "attribute",
            key,
            label,
            _("What it is like is tied.") if one["is_tie"] else _("People say it differently."),
            attribute,
        )
        for attribute, one in sure.items()
        if one["is_decided"]
    ]


def _of_answer(key: str, sure: Json) -> list[Decided]:
    """One thing, or of several choices each option; `label` is the option."""
    if "options" not in sure:
        return [_answer(key, "", sure["probability"], sure)]
    return [
        _answer(key, option, one["chosen"] if option in sure["value"] else 1 - one["chosen"], one)
        for option, one in sure["options"].items()
    ]


def _answer(key: str, option: str, probability: float, sure: Json) -> Decided:
    why = _("The answers are tied.") if sure["is_tie"] else _("The answers differ.")
    # Which of several options it is makes no difference to what is asked of it.
    decision = _decision(probability, question_part(key), sure, sure.get("calibration", {}))
    return Decided(decision, "answer", key, option, why)


def _decision(probability: float, part: str, sure: Json, mark: Json) -> Decision:
    return Decision(
        probability,
        part,
        is_calibrated=mark.get("is_calibrated", False),
        is_tied=sure.get("is_tie", False),
        is_guess=sure.get("is_guess", False),
    )


def _left_out(drawn_by: int) -> str:
    return _("Left out: drawn by {drawn_by}.").format(drawn_by=drawn_by)


def _of_shape(key: str, label: str, sure: Json) -> Decided:
    drawn = _("Drawn by {drawn_by} of {of}.").format(drawn_by=sure["drawn_by"], of=sure["of"])
    mark = sure.get("calibration", {}).get("exists", {})
    return Decided(_decision(sure["exists"], EXISTS, {}, mark), "shape", key, label, drawn)


def _of_label(key: str, label: str, sure: Json) -> Decided:
    why = _("What it is called is tied.") if sure["is_tie"] else _("People call it differently.")
    mark = sure.get("calibration", {}).get("class", {})
    return Decided(_decision(sure["class"], LABELS, sure, mark), "shape_label", key, label, why)
