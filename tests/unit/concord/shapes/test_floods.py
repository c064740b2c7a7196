"""One person's many shapes in one spot: what others drew stays as it is, and in bounds."""

import time
import tracemalloc
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.agreement.drawings import drawn_image
from concord.geometry.similar import Pairs, similar_pairs
from concord.geometry.work import Work
from concord.shapes import Drawing, TooManyTogether, fit, prior_model, resolve
from concord.shapes.budget import Budget
from concord.shapes.clustering import cluster_rows, link_rows
from concord.shapes.floods import MOST_USUAL, crowding, part_floods
from concord.shapes.pairs import find_pairs
from concord.shapes.table import Rows, read_table
from concord.shapes.threshold import fit_threshold
from tests.unit.concord.shapes.kinds import DRAW, Json, drawing, shifted, true_shape

THRESHOLD = 0.4
PLACE = {"width": 20.0, "height": 20.0}


def boxes(rng: np.random.Generator, name: str, count: int, *, spread: float) -> Drawing:
    """Of one person, in one spot."""
    corners = (rng.random((count, 2)) * spread).tolist()
    return drawing(name, "box", *({"x": x, "y": y, **PLACE} for x, y in corners))


def rows_of(*drawings: Drawing, kind: str = "box") -> Rows:
    return read_table({"one": drawings}).kinds[kind]


def points(*places: tuple[float, float]) -> Json:
    """Keypoints of one object."""
    named = {f"p{n}": {"x": x, "y": y, "is_visible": True} for n, (x, y) in enumerate(places)}
    return {"points": named}


def line(*places: tuple[float, float]) -> Json:
    return {"points": [list(place) for place in places]}


def aslant(number: int) -> Json:
    """One of many lines side by side, none of which lies on another."""
    return line((20.0 * number, 0.0), (20.0 * number + 100, 100.0))


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


#: By kind: a shape at a place, three objects' places, and how far a flood of them reaches.
AT_A_PLACE: dict[str, tuple[Callable[[float], Json], tuple[float, ...], float]] = {
    "box": (lambda at: {"x": at, "y": 5.0, **PLACE}, (0.0, 30.0, 60.0), 3.0),
    "keypoints": (lambda at: points((at, 5.0)), (0.0, 60.0, 120.0), 16.0),
    "polyline": (lambda at: line((0.0, at), (85.0, at)), (0.0, 30.0, 60.0), 8.0),
}


@pytest.mark.parametrize("kind", AT_A_PLACE)
def test_a_flood_says_nothing_of_where_two_shapes_are_one(kind: str) -> None:
    shape, objects, reach = AT_A_PLACE[kind]
    rng = np.random.default_rng(7)
    pictures = [
        [drawing(name, kind, *(shape(at + rng.normal(0, 2)) for at in objects)) for name in "abc"]
        for _ in range(30)
    ]
    flooded = [*pictures[0], drawing("z", kind, *map(shape, reach * rng.random(300)))]

    def learnt(first: list[Drawing]) -> float:
        project = {f"i{at:02}": one for at, one in enumerate([first, *pictures[1:]])}
        rows = read_table(project).kinds[kind]
        return fit_threshold(rows, find_pairs(rows)).similarity

    assert learnt(flooded) == learnt(pictures[0])


@pytest.mark.parametrize("count", [5_000, pytest.param(10_000, marks=pytest.mark.slow)])
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
    monkeypatch.setattr("concord.shapes.pairs.MOST_PAIRS", 40)
    crowd = [drawing(f"p{n}", kind, shifted(true_shape(kind), n, 0)) for n in range(10)]

    with pytest.raises(TooManyTogether, match=r"^Image b: more shapes lie") as refused:
        fit({"a": crowd[:5], "b": crowd}, labels=["thing"])

    assert refused.value.image == "b"


@pytest.mark.parametrize(
    ("kind", "geometry"),
    [
        ("keypoints", points((5.0, 5.0))),
        ("keypoints", points((5.0, 5.0), (9.0, 5.0))),
        ("keypoints", points((5.0, 5.0), (5.0, 9.0))),
        ("polyline", line((5.0, 5.0), (90.0, 5.0))),
        ("polyline", line((5.0, 5.0), (5.0, 90.0))),
        ("polygon", true_shape("polygon")),
    ],
)
def test_shapes_on_one_spot_are_a_crowd_also_without_width_or_height(
    kind: str, geometry: Json
) -> None:
    rows = rows_of(drawing("z", kind, *[geometry] * 70), kind=kind)

    assert crowding(rows).all()
    assert len(find_pairs(rows).first) == 0


@pytest.mark.parametrize(("kind", "reach"), [("keypoints", 16.0), ("polyline", 8.0)])
def test_what_one_person_strews_over_a_spot_is_a_crowd(kind: str, reach: float) -> None:
    shape, rng = AT_A_PLACE[kind][0], np.random.default_rng(6)
    rows = rows_of(drawing("z", kind, *map(shape, reach * rng.random(200))), kind=kind)

    assert crowding(rows).all()
    assert len(find_pairs(rows).first) == 0


def test_points_that_hardly_lie_on_one_another_are_no_crowd_and_are_compared() -> None:
    places = [(20.0 * across, 20.0 * down) for across in range(10) for down in range(10)]
    rows = rows_of(drawing("z", "keypoints", *map(points, places)), kind="keypoints")

    assert not crowding(rows).any()
    assert len(find_pairs(rows).first) == 100 * 99 / 2


def test_many_that_share_a_little_each_are_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concord.shapes.floods.MOST_OWN_NEAR", 70)
    fans = [
        points((5.0, 5.0), *((1e4 * number, 1e4 * place) for place in range(9)))
        for number in range(1, 73)
    ]

    rows = rows_of(drawing("z", "keypoints", *fans), kind="keypoints")

    assert crowding(rows).all()


def test_lines_side_by_side_are_no_crowd_and_are_compared() -> None:
    rows = rows_of(
        drawing("y", "polyline", *map(aslant, range(100)), *[aslant(200)] * 70),
        drawing("z", "polyline", *map(aslant, range(100))),
        kind="polyline",
    )

    assert crowding(rows).tolist() == [False] * 200 + [True] * 70


@pytest.mark.parametrize(("crowds", "is_learnt"), [("yz", True), ("z", False)])
def test_lines_whose_strips_overlap_have_a_say_where_most_people_draw_so_many(
    crowds: str, *, is_learnt: bool
) -> None:
    wires = [line((3.0 * n, 0.0), (3.0 * n + 600, 600.0)) for n in range(70)]
    rows = rows_of(
        drawing("x", "polyline", wires[0]),
        *(drawing(name, "polyline", *wires[: 70 if name in crowds else 1]) for name in "yz"),
        kind="polyline",
    )

    found = fit_threshold(rows, find_pairs(rows))

    assert crowding(rows).any()
    assert found.is_learnt == is_learnt


def test_long_lines_of_which_few_are_alike_are_not_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("concord.shapes.pairs.MOST_PAIRS", 300)
    many = [drawing(name, "polyline", *map(aslant, range(100))) for name in "abc"]

    found = find_pairs(rows_of(*many, kind="polyline"))

    assert found.similarity.tolist() == [1.0] * 300


def test_points_that_are_alike_without_meeting_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("concord.shapes.pairs.MOST_PAIRS", 40)
    near = [drawing(f"p{n}", "keypoints", points((3.0 * n, 5.0))) for n in range(10)]

    with pytest.raises(TooManyTogether, match=r"^Image one: more shapes lie"):
        fit({"one": near}, labels=["thing"])


def test_points_that_have_next_to_nothing_in_common_are_not_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = rows_of(
        *(drawing(f"p{n}", "keypoints", points((30.0 * n, 5.0))) for n in range(10)),
        kind="keypoints",
    )
    every = find_pairs(rows)

    monkeypatch.setattr("concord.shapes.pairs.MOST_PAIRS", 40)
    found = find_pairs(rows)

    assert len(every.first) == 45
    assert (found.second - found.first).tolist() == [1] * 9
    assert found.similarity.tolist() == every.similarity[every.similarity >= 1e-6].tolist()


@pytest.mark.parametrize("kind", sorted(DRAW))
def test_what_would_take_too_long_is_refused_before_it_is_compared(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare(*_: object, **__: object) -> None:
        raise AssertionError("compared")

    monkeypatch.setattr("concord.shapes.budget.MOST_WORK_US", 1.0)
    for name in ("areas.shapely.intersection", "runs._shared_with", "keypoints.pairwise_oks"):
        monkeypatch.setattr(f"concord.geometry.{name}", compare)
    monkeypatch.setattr("concord.shapes.pairs._overlapping", compare)
    crowd = [drawing(f"p{n}", kind, shifted(true_shape(kind), n, 0)) for n in range(10)]

    with pytest.raises(TooManyTogether, match=r"^Image one: more shapes lie"):
        find_pairs(rows_of(*crowd, kind=kind))


def test_images_that_take_long_are_refused_together_by_the_one_that_takes_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crowd = [drawing(f"p{n}", "polygon", true_shape("polygon")) for n in range(10)]
    project = {"a": crowd[:6], "b": crowd[:9], "c": crowd[:2], "d": crowd[:5]}
    rows = read_table(project).kinds["polygon"]
    assert len(find_pairs(rows).first) == 15 + 36 + 1 + 10

    monkeypatch.setattr("concord.shapes.budget.LARGE_US", 300.0)
    find_pairs(rows)
    monkeypatch.setattr("concord.shapes.budget.MOST_LARGE_US", 1500.0)
    with pytest.raises(TooManyTogether) as refused:
        find_pairs(rows)

    assert refused.value.image == "b"


def test_shapes_of_all_kinds_on_an_image_have_one_account(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = ("polygon", "ellipse")
    crowd = {
        kind: [drawing(f"{kind}{n}", kind, true_shape(kind)) for n in range(9)] for kind in kinds
    }
    both = [one for drawn in crowd.values() for one in drawn]
    budget = Budget.of(1)
    for rows in read_table({"": both}).kinds.values():
        find_pairs(rows, budget=budget)
    for module in ("shapes.budget", "geometry.similar"):
        monkeypatch.setattr(f"concord.{module}.MOST_WORK_US", budget.pairs_us[0] - 1.0)

    for drawn in crowd.values():
        fit({"one": drawn}, labels=["thing"])
    for refused in (partial(fit, labels=["thing"]), drawn_alike):
        with pytest.raises(TooManyTogether, match=r"^Image one: more shapes lie"):
            refused({"one": both})


def drawn_alike(project: dict[str, list[Drawing]]) -> None:
    for name, drawings in project.items():
        drawn_image({one.annotator: one.shapes for one in drawings}, name)


@pytest.mark.parametrize("kind", ["polygon", "keypoints"])
def test_crowds_that_would_take_too_long_to_find_are_refused_with_their_image(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("concord.shapes.budget.MOST_CROWDS_US", 1.0)
    project = {"a": [], "b": [drawing("z", kind, *[true_shape(kind)] * 70)]}

    with pytest.raises(TooManyTogether, match=r"^Image b: more shapes lie"):
        crowding(read_table(project).kinds[kind])


def test_outlines_that_cross_often_are_reckoned_to_take_longer() -> None:
    upright = [(x + dx, y) for x in range(0, 80, 2) for dx, y in ((0, 0), (0.5, 99), (1, 0))]
    comb = {"points": [[0.0, -9.0], *map(list, upright), [90.0, -9.0]], "holes": []}
    level = {"points": [[y, x] for x, y in comb["points"]], "holes": []}
    spent = {}

    for name, other in (("alike", comb), ("across", level)):
        work = Work()
        similar_pairs("polygon", [comb, other], work=work)
        spent[name] = work.spent_us

    assert spent["across"] > 30 * spent["alike"]


def test_many_sets_are_looked_at_one_after_the_other_in_time() -> None:
    people = MOST_USUAL + 1
    rows = np.arange(40_000 * people)
    chained = rows[rows % people > 0]
    pairs = Pairs(chained - 1, chained, np.ones(len(chained)))

    began = time.process_time()
    parted = part_floods(rows % people, pairs, THRESHOLD, larger_than=MOST_USUAL)
    seconds = time.process_time() - began

    assert parted.floods == []
    # Some half a second; looking through all rows for each set takes over ten.
    assert seconds < 5


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
