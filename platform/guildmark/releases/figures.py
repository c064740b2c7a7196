"""The figures of a release: counted once, when it is frozen, for its page and its manifest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import Any

from concord.documents import Schema
from concord.formats import SPLITS
from guildmark.consensus.models import ConsensusRun
from guildmark.releases.models import ReleaseItem
from guildmark.releases.plans import OF

Json = dict[str, Any]  # JSON: `Any` stands for its values


def figures_of(frozen: Iterable[ReleaseItem], *, schema: Schema, run: ConsensusRun | None) -> Json:
    """The figures on the page of a release; one pass over its items.

    `not_compared` counts the items of a divided release whose near-duplicates nobody can know: they
    have no hash. `expected_iou` is None where no shape has one; `mean_confidence` is over every
    shape (exists times class) and every answer, None where there are neither.
    """
    seen = _Seen()
    for item in frozen:
        seen.add(item)
    totals, confidences = seen.totals, seen.confidences
    agreement = (run.agreement if run else None) or {}
    return {
        "items": totals["items"],
        "nothing_here": totals["nothing_here"],
        "shapes": sum(seen.labels[key] for key in schema.labels),
        "submissions_each": (
            totals["submissions"] / totals["items"] if totals["submissions"] else None
        ),
        "annotators": len(seen.people),
        "alpha": agreement.get("alpha"),
        "expected_iou": _spread(seen.ious),
        "mean_confidence": fmean(confidences) if confidences else None,
        "labels": list(_label_counts(schema, seen.labels)),
        "parts": [{"name": part, "items": seen.parts[part]} for part in SPLITS if seen.parts[part]],
        **({"not_compared": totals["not_compared"]} if totals["not_compared"] else {}),
        "licences": [
            {"name": name, "items": count} for name, count in sorted(seen.licences.items()) if name
        ],
    }


@dataclass
class _Seen:
    """What is counted while the items pass: nobody holds all of them at once."""

    totals: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    ious: list[float] = field(default_factory=list)
    confidences: list[float] = field(default_factory=list)

    def add(self, item: ReleaseItem) -> None:
        self.totals["items"] += 1
        self.parts[item.split] += bool(item.split)
        self.totals["not_compared"] += bool(item.split) and item.item.dhash is None
        self.licences[item.origin.get("licence", "")] += 1
        self.totals["nothing_here"] += bool(item.document["is_nothing_here"])
        self._add_people(item.submissions)
        self.labels.update(shape["label"] for shape in item.document["shapes"])
        self.labels.update(_answer_keys(item.document["answers"]))
        self._add_confidence(item.confidence)

    def _add_people(self, submissions: list[Json]) -> None:
        counted = [answer for answer in submissions if answer["is_counted"]]
        self.totals["submissions"] += len(counted)
        self.people.update(answer["annotator"] for answer in counted)

    def _add_confidence(self, confidence: Json) -> None:
        shapes = confidence["shapes"].values()
        self.ious += [one["expected_iou"] for one in shapes if one["expected_iou"] is not None]
        self.confidences += [one["exists"] * one["class"] for one in shapes]
        self.confidences += [one["probability"] for one in confidence["answers"].values()]


def _answer_keys(answers: Mapping[str, Any]) -> Iterator[str]:
    for question, value in answers.items():
        for option in value if isinstance(value, list) else [value]:
            yield f"{question}{OF}{option}"


def _label_counts(schema: Schema, counts: Counter[str]) -> Iterator[Json]:
    """Shapes by label, and answers by option of the questions that offer options."""
    for key, label in schema.labels.items():
        yield {"key": key, "name": label.name, "color": label.color, "count": counts[key]}
    for question in schema.questions.values():
        for option in question.options.values():
            key = f"{question.key}{OF}{option.key}"
            yield {
                "key": key, "name": option.name, "color": option.color, "count": counts[key],
            }  # fmt: skip


def _spread(values: list[float]) -> Json | None:
    if not values:
        return None
    ordered = sorted(values)
    return {
        "median": median(ordered),
        "lower": ordered[int(0.05 * (len(ordered) - 1))],
        "upper": ordered[int(0.95 * (len(ordered) - 1))],
    }
