"""One person's many shapes in one spot: what others drew stays as it is, and in bounds."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.shapes import Drawing, TooManyTogether, fit, floods, prior_model, resolve
from concord.shapes.clustering import cluster_rows, link_rows
from concord.shapes.pairs import find_pairs
from concord.shapes.table import Rows, read_table
from concord.shapes.threshold import fit_threshold
from tests.unit.concord.shapes.kinds import drawing, shifted, true_shape

THRESHOLD = 0.4
PLACE = {"width": 20.0, "height": 20.0}


def boxes(rng: np.random.Generator, name: str, count: int, *, spread: float) -> Drawing:
    """Of one person, in one spot."""
    corners = (rng.random((count, 2)) * spread).tolist()
    return drawing(name, "box", *({"x": x, "y": y, **PLACE} for x, y in corners))


def rows_of(*drawings: Drawing) -> Rows:
    return read_table({"one": drawings}).kinds["box"]


def together(rows: Rows, without: str = "") -> set[frozenset[str]]:
    """Which shapes are one object, but for those of one person."""
    cluster = cluster_rows(rows.annotator, rows.label, find_pairs(rows), threshold=THRESHOLD)
    found: dict[int, set[str]] = {}
    for number, name, shape in zip(cluster, rows.submissions, rows.shapes, strict=True):
        if name != f"of-{without}":
            found.setdefault(int(number), set()).add(f"{name}/{shape.id}")
    return {frozenset(one) for one in found.values()}


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    count=st.integers(40, 150),
    people=st.integers(2, 6),
    each=st.integers(1, 3),
    spread=st.floats(1, 12),
)
def test_what_one_person_floods_does_not_part_what_others_drew(
    seed: int, count: int, people: int, each: int, spread: float
) -> None:
    rng = np.random.default_rng(seed)
    others = [boxes(rng, name, each, spread=spread) for name in "abcdef"[:people]]
    flood = boxes(rng, "z", count, spread=spread)

    found = together(rows_of(*others, flood), without="z")

    assert found == together(rows_of(*others))


def test_of_a_flood_each_object_gets_one_shape_the_one_most_alike() -> None:
    rng = np.random.default_rng(3)
    others = [drawing(name, "box", {"x": 5.0, "y": 5.0, **PLACE}) for name in "abc"]
    flood = boxes(rng, "z", 80, spread=10)
    exact = drawing(
        "z", "box", *(dict(one.geometry) for one in flood.shapes), {"x": 5.0, "y": 5.0, **PLACE}
    )

    found = together(rows_of(*others, exact))

    assert frozenset({"of-a/s0", "of-b/s0", "of-c/s0", "of-z/s80"}) in found
    assert sorted(map(len, found)) == [1] * 80 + [4]


def test_floods_of_several_sizes_are_put_aside_one_within_the_other() -> None:
    rng = np.random.default_rng(5)
    others = [boxes(rng, name, 1, spread=3) for name in "abcd"]
    small, large = boxes(rng, "y", 40, spread=3), boxes(rng, "z", 300, spread=3)

    found = together(rows_of(*others, small, large))

    assert sum(map(len, found)) == 344
    assert max(map(len, found)) == 6
    assert sum(len(one) > 1 for one in found) == 40


def test_a_flood_says_nothing_of_where_two_shapes_are_one() -> None:
    rng = np.random.default_rng(7)
    pictures = [
        [
            drawing(
                name,
                "box",
                *({"x": x + rng.normal(0, 2), "y": 5.0, **PLACE} for x in (0.0, 30.0, 60.0)),
            )
            for name in "abc"
        ]
        for _ in range(30)
    ]
    flooded = [*pictures[0], boxes(rng, "z", 500, spread=3)]

    def learnt(first: list[Drawing]) -> float:
        project = {f"i{at:02}": one for at, one in enumerate([first, *pictures[1:]])}
        rows = read_table(project).kinds["box"]
        return fit_threshold(rows, find_pairs(rows)).similarity

    assert learnt(flooded) == learnt(pictures[0])


@pytest.mark.parametrize("count", [5_000, 10_000])
def test_thousands_of_boxes_of_one_person_take_little_memory(count: int) -> None:
    rng = np.random.default_rng(1)
    honest = [boxes(rng, name, 1, spread=3) for name in "abcd"]
    drawings = [*honest, boxes(rng, "z", count, spread=3)]
    fit({"one": honest}, labels=["thing"])

    tracemalloc.start()
    model = fit({"one": drawings}, labels=["thing"])
    found = resolve(drawings, model, width_px=99, height_px=99)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert sum(len(shape.sources) for shape in found) == count + 4
    assert peak < 500e6


@pytest.mark.parametrize("kind", ["box", "polygon", "keypoints"])
def test_more_than_can_be_compared_is_refused_with_its_image(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floods, "MOST_PAIRS", 40)
    monkeypatch.setattr("concord.shapes.pairs.MOST_PAIRS", 40)
    crowd = [drawing(f"p{n}", kind, shifted(true_shape(kind), n, 0)) for n in range(10)]

    with pytest.raises(TooManyTogether, match=r"^Image b: more shapes lie") as refused:
        fit({"a": crowd[:5], "b": crowd}, labels=["thing"])

    assert refused.value.image == "b"


def test_a_chain_that_no_table_holds_is_refused_with_its_image(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("concord.shapes.clustering.MOST_TOGETHER", 8)
    rng = np.random.default_rng(2)
    crowd = [boxes(rng, f"p{n}", 1, spread=2) for n in range(9)]

    with pytest.raises(TooManyTogether, match=r"^Image b: more shapes lie"):
        fit({"a": crowd[:8], "b": crowd}, labels=["thing"])
    resolve(crowd[:8], prior_model(["thing"]), width_px=99, height_px=99)


def test_agreement_puts_a_flood_aside_only_where_no_table_holds_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(4)
    rows = rows_of(
        *(boxes(rng, name, 1, spread=3) for name in "abcd"), boxes(rng, "z", 30, spread=3)
    )
    pairs = find_pairs(rows)
    linked = link_rows(rows.annotator, pairs, threshold=THRESHOLD)

    monkeypatch.setattr("concord.shapes.clustering.MOST_TOGETHER", 33)
    parted = link_rows(rows.annotator, pairs, threshold=THRESHOLD)

    assert max(np.bincount(linked)) < 5
    assert max(np.bincount(parted)) == 5
