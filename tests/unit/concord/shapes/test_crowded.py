"""Hundreds of shapes in one place: as many small sets at once, and in time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.matching import match
from concord.shapes import Drawing, clustering, fit, prior_model, resolve
from concord.shapes.crowded import is_settled_alone, linked_alone
from concord.shapes.repair import is_settled
from tests.unit.concord.shapes.kinds import drawing

THRESHOLD = 0.4


def one_place(rng: np.random.Generator, name: str, count: int) -> Drawing:
    """Boxes of one person, all over one another."""
    corners = rng.random((count, 2)) * 3
    boxes = [{"x": x, "y": y, "width": 15.0, "height": 15.0} for x, y in corners.tolist()]
    return drawing(name, "box", *boxes)


@given(st.integers(0, 2**32 - 1), st.integers(2, 5), st.integers(3, 40))
def test_a_set_alone_is_linked_and_looked_at_as_among_others(
    seed: int, people: int, count: int
) -> None:
    rng = np.random.default_rng(seed)
    annotator = rng.integers(people, size=count)
    similarity = np.round(rng.random((count, count)), 1 if seed % 2 else 9)
    similarity = np.maximum(similarity, similarity.T)

    groups = linked_alone(similarity, annotator, THRESHOLD)
    among = clustering._linked(similarity[None], annotator[None], THRESHOLD)[0]
    anyhow = np.minimum.accumulate(rng.integers(count, size=count))

    assert groups.tolist() == among.tolist()
    for one in (groups, anyhow):
        settled = is_settled(similarity[None], annotator[None], one[None], THRESHOLD)[0]
        assert is_settled_alone(similarity, annotator, one, THRESHOLD) == settled


def test_a_table_of_many_possible_pairs_is_matched_as_a_list_of_them_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = np.random.default_rng(4).random((60, 50))

    listed = match(table, threshold=THRESHOLD)
    monkeypatch.setattr("concord.matching._MANY", 1)

    assert match(table, threshold=THRESHOLD) == listed


def test_somebody_who_draws_two_thousand_boxes_on_one_object_does_not_hold_up_its_label() -> None:
    rng = np.random.default_rng(1)
    honest = [one_place(rng, name, 1) for name in "abcd"]

    found = resolve(
        [*honest, one_place(rng, "z", 2000)], prior_model(["thing"]), width_px=99, height_px=99
    )

    assert sum(len(shape.sources) for shape in found) == 2004
    assert max(len(shape.sources) for shape in found) > 2


def test_a_project_of_three_people_with_three_hundred_boxes_in_one_place_is_learnt() -> None:
    rng = np.random.default_rng(2)
    drawings = [one_place(rng, name, 300) for name in "abc"]

    model = fit({"i1": drawings}, labels=["thing"])
    found = resolve(drawings, model, width_px=99, height_px=99)

    assert sum(len(shape.sources) for shape in found) == 900
    assert all(np.isfinite(shape.exists) for shape in found)
