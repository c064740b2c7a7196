"""What gold says of confidences, on files."""

import random

import pytest

from concord.classes import ClassModel, Numbered, resolve_all
from concord.offline import classes


def test_confidences_are_held_against_gold_as_they_are_stated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of few answers the plain votes have a say: also where gold is hidden from the fit."""
    lot = random.Random(4)
    truth = {f"i{number:02d}": lot.choice("xyz") for number in range(60)}
    answers = {
        (item, f"a{person}"): label if lot.random() < 0.9 - 0.1 * person else lot.choice("xyz")
        for item, label in truth.items()
        for person in range(5)
    }
    gold = dict(list(truth.items())[:30])
    trusts: list[float] = []

    def noted(model: ClassModel, found: Numbered) -> classes.Floats:
        trusts.append(model.trust)
        return resolve_all(model, found)

    monkeypatch.setattr(classes, "resolve_all", noted)
    found = classes.consolidate_classes(answers, gold=gold, method="auto")

    assert found.calibration.kind != "none"
    assert found.model.trust == pytest.approx(0.575)
    assert len(trusts) > 1
    assert set(trusts) == {found.model.trust}
