"""What a manager chose for a release: which items, which labels, which parts, and people or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from concord.documents import Schema
from concord.formats import SPLITS
from concord.question_changes import OptionChange, QuestionChange
from concord.remapping import LabelChange
from guildmark.releases.errors import WrongPlan

Json = dict[str, Any]  # what `PlanIn` validated: `Any` stands for its values

#: Who decided a label: nobody but the computation, a reviewer, people who found it right, or
#: whoever made it elsewhere.
DECIDED = ("computed", "adjudicated", "verified", "imported")
METHODS = ("none", "random", "stratified", "grouped")
PEOPLE = ("pseudonyms", "left_out")
#: Between a question and the option that was chosen, where both are one word.
OF = "="
_ROUNDING = 1e-6


def asked_by_options(schema: Schema) -> dict[str, list[str]]:
    """What can be chosen, by question: of those that are asked by options, or by yes and no."""
    return {key: [*one.offered] for key, one in schema.questions.items() if one.offered}


def answer_keys(schema: Schema) -> list[str]:
    """Every question=option of these."""
    asked = asked_by_options(schema)
    return [f"{key}{OF}{option}" for key, options in asked.items() for option in options]


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """Shares by part, the seed, and what keeps items together besides being near-duplicates."""

    method: str
    shares: Mapping[str, float]
    seed: int
    group_key: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Empty `decided` and `labels` mean all; a confidence of None asks for none. `labels` are keys
    of labels, and answers as question=option; a picture with any of them is chosen."""

    decided: tuple[str, ...] = ()
    least_confidence: float | None = None
    labels: tuple[str, ...] = ()
    has_empty: bool = True
    changes: Mapping[str, LabelChange] = field(default_factory=dict)
    questions: Mapping[str, QuestionChange] = field(default_factory=dict)
    split: SplitPlan | None = None
    names_people: bool = True


def plan_of(value: Json) -> Plan:
    """The plan that JSON stands for; what it does not say is everything. Raises WrongPlan."""
    return Plan(
        decided=tuple(value.get("decided", ())),
        least_confidence=value.get("least_confidence"),
        labels=tuple(value.get("labels", ())),
        has_empty=value.get("has_empty", True),
        changes={
            change["key"]: LabelChange(
                into=change.get("into") or None,
                name=change.get("name") or None,
                is_dropped=change.get("is_dropped", False),
            )
            for change in value.get("changes", ())
        },
        questions={one["key"]: _question_of(one) for one in value.get("questions", ())},
        split=_split_of(value.get("split") or {}),
        names_people=value.get("people", PEOPLE[0]) == PEOPLE[0],
    )


def _question_of(value: Json) -> QuestionChange:
    return QuestionChange(
        name=value.get("name") or None,
        is_dropped=value.get("is_dropped", False),
        options={
            one["key"]: OptionChange(
                into=one.get("into") or None,
                name=one.get("name") or None,
                is_dropped=one.get("is_dropped", False),
            )
            for one in value.get("options", ())
        },
    )


def _split_of(value: Json) -> SplitPlan | None:
    method = value.get("method", METHODS[0])
    if method == METHODS[0]:
        return None
    shares = {part: float(value["shares"].get(part, 0)) for part in SPLITS}
    if abs(sum(shares.values()) - 1) > _ROUNDING:
        raise WrongPlan("The shares of train, val and test must add up to 1.")
    group_key = value.get("group_key", "")
    if method == "grouped" and not group_key:
        raise WrongPlan("Say by which key of the pictures' metadata they belong together.")
    return SplitPlan(
        method=method,
        shares={part: share for part, share in shares.items() if share > 0},
        seed=value.get("seed", 1),
        group_key=group_key,
    )
