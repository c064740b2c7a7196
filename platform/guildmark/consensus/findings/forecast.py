"""How many answers it still takes."""

from collections.abc import Sequence

import numpy as np

from concord.measure import Measure
from concord.stopping import OpenItems, StoppingRule, forecast, forecast_uncalibrated
from guildmark.consensus.consolidation import Judged, Plan, ProjectModel
from guildmark.consensus.findings.parts import Part

LEAST_LABELS = 2
MOST_LABELS = 5


def labels_needed(
    judged: Sequence[Judged],
    open_counts: Sequence[int],
    parts: Sequence[Part],
    model: ProjectModel,
    plan: Plan,
    *,
    overlap: int,
) -> Measure:
    """Answers until every label is as sure as the plan wants, or was asked for often enough.

    `open_counts` has, for each task that still waits, how many answers it has. Of a project of
    one calibrated question it is played on from what is known; of any other every open task gets
    the overlap, for nothing says how sure several confidences are together.
    """
    rule = _rule(plan, overlap)
    if len(parts) != 1 or parts[0].kind == "labels" or not _is_calibrated(parts[0], model):
        return forecast_uncalibrated(np.array(open_counts, dtype=np.int64), rule).labels
    part = parts[0]
    temperature = model.trust.classes[part.trust_part].temperature or 1.0
    items = _open_items(judged, open_counts, part, rule)
    return forecast(items, part.population, temperature, rule).labels


def _open_items(
    judged: Sequence[Judged], open_counts: Sequence[int], part: Part, rule: StoppingRule
) -> OpenItems:
    """Labels that are not sure enough, and tasks that still wait.

    Of a task that waits the answers are counted, but not read: of what it is nothing is known but
    how frequent the classes are.
    """
    known = [
        (list(one.label.confidence["answers"][part.key]["posterior"].values()), one.task.votes)
        for one in judged
        if part.key in one.label.confidence["answers"]
    ]
    unsure = [
        (posterior, len(votes))
        for posterior, votes in known
        if max(posterior) < rule.target_confidence and len(votes) < rule.most_labels
    ]
    rows = [*unsure, *((part.prior.tolist(), count) for count in open_counts)]
    posteriors = np.array([row for row, _ in rows], dtype=np.float64)
    return OpenItems(
        posteriors=posteriors.reshape(-1, len(part.classes)),
        labels=np.array([votes for _, votes in rows], dtype=np.int64),
        is_audited=np.zeros(len(rows), dtype=np.bool_),
    )


def _is_calibrated(part: Part, model: ProjectModel) -> bool:
    return model.trust.is_calibrated(part.trust_part)


def _rule(plan: Plan, overlap: int) -> StoppingRule:
    """A label costs one, and an error so much that the target is where both are equal."""
    return StoppingRule(
        label_cost=1.0 - plan.target_confidence,
        error_cost=1.0,
        fixed_labels=overlap,
        most_labels=max(MOST_LABELS, overlap),
        least_labels=min(LEAST_LABELS, overlap),
        audit_share=0.0,
    )
