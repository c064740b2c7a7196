"""When a fit is not to be used."""

from __future__ import annotations

import numpy as np
import pytest

from concord.classes.fit import Fit
from concord.classes.guards import doubt, trust_in
from tests.unit.concord.classes.crowds import as_votes


@pytest.mark.parametrize(
    ("items", "classes", "agreement", "is_doubted"),
    [
        (100, 3, 0.6, True),
        (100, 3, 0.7, False),
        (100, 2, 0.6, False),
        (1_000, 3, 0.6, False),
        (1_000, 3, 0.4, True),
        (100, 2, 0.4, True),
    ],
)
def test_of_few_answers_about_several_classes_a_model_contradicts_fewer_majorities(
    items: int, classes: int, agreement: float, is_doubted: bool
) -> None:
    """Two people who always say the same make every majority; the model says otherwise of some."""
    rows = [(item, who, item % classes) for item in range(items) for who in range(2)]
    votes = as_votes(rows, items=items, annotators=2, classes=classes)
    said = np.arange(items) % classes
    said[round(items * agreement) :] += 1
    fit = Fit(
        posteriors=np.eye(classes)[said % classes],
        confusions=np.tile(np.eye(classes), (3, 1, 1)),
        priors=np.full(classes, 1 / classes),
        log_likelihood=0.0,
        iterations=1,
        has_converged=True,
    )

    assert (doubt(fit, votes) is not None) == is_doubted


@pytest.mark.parametrize(
    ("answers", "trust"), [(40, 0.51), (1_000, 0.75), (2_000, 1.0), (9_000, 1.0)]
)
def test_a_model_of_few_answers_is_believed_by_half(answers: int, trust: float) -> None:
    votes = as_votes(
        [(item, 0, 0) for item in range(answers)], items=answers, annotators=1, classes=2
    )

    assert trust_in(votes) == pytest.approx(trust)
