"""Boxes of several people become one set: clusters, existence, geometry, and all together."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from concord.documents import Shape
from concord.geometry.boxes import Boxes, boxes_of, pairwise_iou, to_corners
from concord.matching import match
from concord.shapes import (
    ConsensusShape,
    Drawing,
    DrewTwice,
    ShapeModel,
    UnknownKind,
    fit,
    prior_model,
    resolve,
)
from concord.shapes.clustering import cluster_boxes
from concord.shapes.existence import (
    Sightings,
    existence_prior,
    fit_existence,
    probability_exists,
)
from concord.shapes.fusion import BoxModel, Members, fit_boxes, fuse_boxes
from concord.shapes.threshold import FALLBACK, fit_threshold

SIDES = ("x", "y", "width", "height")


def boxes(*rows: tuple[float, float, float, float]) -> Boxes:
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def people(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(numbers, dtype=np.int64)


def drawing(annotator: str, *rows: tuple[float, ...], label: str = "coin") -> Drawing:
    drawn = tuple(
        Shape(f"s{n}", "box", label, dict(zip(SIDES, row, strict=True)), {})
        for n, row in enumerate(rows)
    )
    return Drawing(f"of-{annotator}", annotator, drawn)


# Clusters


def test_one_object_of_three_people_is_one_cluster_and_two_objects_are_two() -> None:
    drawn = boxes((0, 0, 10, 10), (100, 0, 10, 10), (1, 0, 10, 10), (0, 1, 10, 10))

    clusters = cluster_boxes(drawn, people(0, 0, 1, 2), threshold=0.5)

    assert clusters == ((0, 2, 3), (1,))


def test_two_boxes_of_one_person_are_never_one_object() -> None:
    drawn = boxes((0, 0, 10, 10), (0, 0, 10, 10), (0, 0, 10, 10))

    clusters = cluster_boxes(drawn, people(0, 0, 1), threshold=0.5)

    assert sorted(map(len, clusters)) == [1, 2]


def test_the_repair_undoes_a_greedy_choice() -> None:
    # The closest pair is joined first, and leaves person 1's box at 3 without a partner.
    drawn = boxes((0, 0, 10, 10), (4, 0, 10, 10), (3, 0, 10, 10), (7.2, 0, 10, 10))

    clusters = cluster_boxes(drawn, people(0, 0, 1, 1), threshold=0.3)

    assert clusters == ((0, 2), (1, 3))


def test_an_average_below_the_threshold_keeps_a_chain_apart() -> None:
    drawn = boxes((0, 0, 10, 10), (4, 0, 10, 10), (8, 0, 10, 10))

    clusters = cluster_boxes(drawn, people(0, 1, 2), threshold=0.4)

    assert len(clusters) == 2


@settings(deadline=None)
@given(
    drawn=arrays(np.float64, (9, 4), elements=st.integers(1, 12).map(float)),
    by=arrays(np.int64, 9, elements=st.integers(0, 3)),
    threshold=st.sampled_from([0.2, 0.5, 0.8]),
)
def test_clusters_are_a_partition_with_one_box_a_person(
    drawn: Boxes, by: np.ndarray[tuple[int], np.dtype[np.int64]], threshold: float
) -> None:
    clusters = cluster_boxes(drawn, by, threshold=threshold)

    assert sorted(index for cluster in clusters for index in cluster) == list(range(9))
    for cluster in clusters:
        names = by[list(cluster)].tolist()
        assert len(set(names)) == len(names)


def test_no_boxes_give_no_clusters_and_a_threshold_of_nothing_is_refused() -> None:
    assert cluster_boxes(boxes(), people(), threshold=0.5) == ()
    with pytest.raises(ValueError, match="threshold"):
        cluster_boxes(boxes(), people(), threshold=0.0)


def test_a_threshold_is_learnt_between_the_two_sorts_of_pairs() -> None:
    rng = np.random.default_rng(1)
    images = []
    for _ in range(40):
        # Two people overlapping each other by half: different objects that share a third.
        true = boxes((50, 50, 40, 40), (70, 50, 40, 40))
        images.append([true + rng.normal(0, 1, (2, 4)) for _ in range(3)])

    found = fit_threshold(images)

    assert found.is_learnt
    assert 0.36 <= found.iou <= 0.6


def test_a_project_with_too_few_pairs_gets_the_fallback() -> None:
    found = fit_threshold([[boxes((0, 0, 9, 9)), boxes((0, 0, 9, 9))]])

    assert (found.iou, found.is_learnt, found.same_pairs) == (FALLBACK, False, 1)
    assert fit_threshold([]).iou == FALLBACK


# Existence


def sightings(rows: list[list[int]]) -> Sightings:
    """1: drew it, 0: looked and did not, -1: did not look."""
    table = np.array(rows).reshape(len(rows), -1)
    return Sightings(
        sparse.csr_array((table == 1).astype(float)), sparse.csr_array((table == 0).astype(float))
    )


def test_under_the_prior_the_probability_is_the_one_worked_out_by_hand() -> None:
    # One of three drew it: plain .6, hard .1, nothing .3, each given that somebody drew it.
    plain = 0.6 * 0.85 * 0.15**2 / (1 - 0.15**3)
    hard = 0.1 * 0.5**3 / (1 - 0.5**3)
    nothing = 0.3 * 0.1 * 0.9**2 / (1 - 0.9**3)

    found = probability_exists(existence_prior(), sightings([[1, 0, 0]]), ("a", "b", "c"))

    assert found[0] == pytest.approx((plain + hard) / (plain + hard + nothing))


def test_somebody_who_did_not_look_says_nothing() -> None:
    names = ("a", "b", "c", "d")

    looked = probability_exists(existence_prior(), sightings([[1, 1, 0, -1]]), names)
    only = probability_exists(existence_prior(), sightings([[1, 1, 0]]), names[:3])

    assert looked[0] == pytest.approx(only[0])


def test_every_further_drawer_makes_it_more_probable() -> None:
    rows = [[1] * n + [0] * (6 - n) for n in range(1, 7)]

    found = probability_exists(existence_prior(), sightings(rows), tuple("abcdef"))

    assert (np.diff(found) > 0).all()


def simulated_sightings(seed: int) -> tuple[Sightings, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Four careful people and one who draws where nothing is; 500 things that somebody drew."""
    rng = np.random.default_rng(seed)
    exists = rng.random(700) < 0.6
    sensitivity = np.array([0.95, 0.9, 0.85, 0.9, 0.6])
    false_alarm = np.array([0.03, 0.03, 0.03, 0.03, 0.5])
    drawn = rng.random((700, 5)) < np.where(exists[:, None], sensitivity, false_alarm)
    seen = drawn.any(axis=1)
    return sightings(drawn[seen].astype(int).tolist()), exists[seen]


@pytest.mark.parametrize("seed", range(3))
def test_em_finds_what_exists_and_who_raises_false_alarms(seed: int) -> None:
    seen, exists = simulated_sightings(seed)

    model, found = fit_existence(seen, tuple("abcde"))

    assert ((found >= 0.5) == exists).mean() > 0.97
    assert model.false_alarm["e"] > 3 * max(model.false_alarm[key] for key in "abcd")
    assert model.sensitivity["e"] < min(model.sensitivity[key] for key in "abcd") - 0.15
    np.testing.assert_allclose(probability_exists(model, seen, tuple("abcde")), found, atol=1e-3)


def test_a_project_without_clusters_has_the_prior() -> None:
    nobody = sparse.csr_array((0, 0))

    model, found = fit_existence(Sightings(nobody, nobody), ())

    assert model == existence_prior()
    assert found.shape == (0,)


# Geometry


def members(corners: Boxes, cluster: list[int], annotator: list[int]) -> Members:
    return Members(
        corners,
        np.array(cluster, dtype=np.int64),
        np.array(annotator, dtype=np.int64),
        max(cluster, default=-1) + 1,
        max(annotator, default=-1) + 1,
    )


def test_two_equal_strangers_are_averaged_and_one_box_stays_as_it_is() -> None:
    model = prior_model(["coin"]).boxes
    rows = members(
        to_corners(boxes((0, 0, 10, 10), (2, 0, 10, 10), (50, 50, 5, 7))), [0, 0, 1], [0, 1, 0]
    )

    corners, expected_iou = fuse_boxes(model, rows, ("a", "b"))

    assert corners.tolist() == pytest.approx(
        [pytest.approx([1, 0, 11, 10]), pytest.approx([50, 50, 55, 57])]
    )
    assert 0 < expected_iou[1] < expected_iou[0] < 1


def test_weights_are_the_inverse_of_the_variance() -> None:
    """With sides within the scatter the weighted mean has a closed form."""
    loose, tight = (0.04,) * 4, (0.01,) * 4
    model = BoxModel({}, {"a": tight, "b": loose}, loose)
    offset = 1e-4
    rows = members(to_corners(boxes((0, 0, 10, 10), (offset, 0, 10, 10))), [0, 0], [0, 1])

    corners, _ = fuse_boxes(model, rows, ("a", "b"))

    assert corners[0, 0] == pytest.approx(offset * 0.2, rel=1e-4)


def simulated_boxes(seed: int) -> tuple[Members, Boxes]:
    """Two careful people, one loose by a fifth of the size, one who scatters."""
    rng = np.random.default_rng(seed)
    true = to_corners(
        np.column_stack([rng.uniform(0, 500, (150, 2)), rng.uniform(20, 90, (150, 2))])
    )
    spans = np.tile(true[:, 2:] - true[:, :2], 2)
    corners, cluster, annotator = [], [], []
    for person, (bias, scatter) in enumerate(((0, 0.02), (0, 0.02), (0.2, 0.03), (0, 0.15))):
        outwards = np.array([-bias, -bias, bias, bias])
        corners.append(true + spans * (outwards + rng.normal(0, scatter, true.shape)))
        cluster += list(range(150))
        annotator += [person] * 150
    return members(np.concatenate(corners), cluster, annotator), true


@pytest.mark.parametrize("seed", range(3))
def test_looseness_is_learnt_and_removed(seed: int) -> None:
    rows, true = simulated_boxes(seed)
    names = ("careful", "also", "loose", "scattered")

    model = fit_boxes(rows, np.ones(150), names)
    corners, _ = fuse_boxes(model, rows, names)

    assert model.bias["loose"] == pytest.approx((-0.2, -0.2, 0.2, 0.2), abs=0.07)
    assert model.bias["careful"] == pytest.approx((0, 0, 0, 0), abs=0.07)
    assert min(model.variance["scattered"]) > 5 * max(model.variance["careful"])
    medians = np.median(rows.corners.reshape(4, 150, 4), axis=0)
    assert np.abs(corners - true).mean() < 0.5 * np.abs(medians - true).mean()


def test_a_slip_is_outvoted() -> None:
    model = BoxModel({}, {}, (0.001,) * 4)
    drawn = to_corners(boxes((0, 0, 10, 10), (0.1, 0, 10, 10), (6, 6, 10, 10)))

    corners, _ = fuse_boxes(model, members(drawn, [0, 0, 0], [0, 1, 2]), ("a", "b", "c"))

    assert np.abs(corners[0] - [0, 0, 10, 10]).max() < 0.5


def test_boxes_that_nobody_shares_teach_nothing() -> None:
    rows = members(to_corners(boxes((0, 0, 10, 10), (50, 0, 10, 10))), [0, 1], [0, 1])

    assert fit_boxes(rows, np.ones(2), ("a", "b")) == prior_model(["coin"]).boxes


# All together


def simulated_project(seed: int) -> tuple[dict[str, list[Drawing]], dict[str, list[Shape]]]:
    """60 images of up to 4 coins in two kinds; 5 people of different care look at each."""
    rng = np.random.default_rng(seed)
    care = {"ann": (0.02, 0.97), "bob": (0.04, 0.9), "cat": (0.06, 0.85), "dan": (0.12, 0.7)}
    project: dict[str, list[Drawing]] = {}
    truth: dict[str, list[Shape]] = {}
    for image in range(60):
        known = [
            Shape(
                f"t{n}",
                "box",
                str(rng.choice(["euro", "cent"])),
                dict(zip(SIDES, (100.0 * n + rng.uniform(0, 20), 50.0, 60.0, 60.0), strict=True)),
                {},
            )
            for n in range(int(rng.integers(0, 5)))
        ]
        truth[f"i{image:02}"] = known
        drawings = []
        for name, (scatter, accuracy) in care.items():
            drawn = [_seen_by(rng, shape, scatter, accuracy) for shape in known]
            if rng.random() > accuracy:
                drawn.append(_seen_by(rng, _nothing(rng), scatter, accuracy))
            found = tuple(shape for shape in drawn if rng.random() < accuracy)
            found = tuple(replace(shape, id=f"s{n}") for n, shape in enumerate(found))
            drawings.append(Drawing(f"i{image:02}/{name}", name, found))
        project[f"i{image:02}"] = drawings
    return project, truth


def _nothing(rng: np.random.Generator) -> Shape:
    geometry = dict(zip(SIDES, (*rng.uniform(150, 400, 2), 40.0, 40.0), strict=True))
    return Shape("", "box", "cent", geometry, {})


def _seen_by(rng: np.random.Generator, shape: Shape, scatter: float, accuracy: float) -> Shape:
    size = shape.geometry["width"]
    moved = {key: value + rng.normal(0, scatter) * size for key, value in shape.geometry.items()}
    other = "cent" if shape.label == "euro" else "euro"
    return replace(shape, geometry=moved, label=shape.label if rng.random() < accuracy else other)


def rows(found: tuple[ConsensusShape, ...]) -> Boxes:
    """Boxes of the shapes that are kept, (n, 4)."""
    kept = [[shape.geometry[side] for side in SIDES] for shape in found if shape.is_kept]
    return np.array(kept).reshape(-1, 4)


def f1(found: dict[str, Boxes], truth: dict[str, list[Shape]], iou: float) -> float:
    hits = sum(
        len(match(pairwise_iou(found[key], boxes_of(known)), threshold=iou))
        for key, known in truth.items()
    )
    return 2 * hits / sum(len(found[key]) + len(known) for key, known in truth.items())


def resolved(
    project: dict[str, list[Drawing]], model: ShapeModel
) -> dict[str, tuple[ConsensusShape, ...]]:
    return {
        key: resolve(drawings, model, width_px=640, height_px=480)
        for key, drawings in project.items()
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_consensus_beats_every_single_person(seed: int) -> None:
    project, truth = simulated_project(seed)

    model = fit(project, labels=["euro", "cent"])
    shapes = resolved(project, model)

    kept = {key: rows(found) for key, found in shapes.items()}
    singles = [
        f1({key: boxes_of(drawings[n].shapes) for key, drawings in project.items()}, truth, 0.75)
        for n in range(4)
    ]
    assert f1(kept, truth, 0.75) > max(singles)


def test_the_order_in_which_answers_came_changes_nothing() -> None:
    project, _ = simulated_project(1)
    rng = np.random.default_rng(9)
    shuffled = {
        key: [
            replace(d, shapes=tuple(d.shapes[n] for n in rng.permutation(len(d.shapes))))
            for d in (project[key][n] for n in rng.permutation(4))
        ]
        for key in rng.permutation(list(project)).tolist()
    }

    model, again = fit(project, labels=["euro", "cent"]), fit(shuffled, labels=["euro", "cent"])

    assert again.to_json() == model.to_json()
    mixed = resolved(shuffled, model)
    assert {key: mixed[key] for key in project} == resolved(project, model)


def test_a_stored_model_gives_the_same_shapes() -> None:
    project, _ = simulated_project(2)
    model = fit(project, labels=["euro", "cent"])

    stored = ShapeModel.from_json(json.loads(json.dumps(model.to_json())))

    assert resolved(project, stored) == resolved(project, model)
    assert stored.to_json() == model.to_json()


def test_sources_say_whose_shapes_became_one() -> None:
    drawings = [
        drawing("ann", (0, 0, 10, 10), (50, 50, 9, 9)),
        drawing("bob", (1, 0, 10, 10)),
        drawing("cat"),
    ]

    shapes = resolve(drawings, prior_model(["coin"]), width_px=100, height_px=100)

    assert [
        [(source.submission, source.shape_id) for source in shape.sources] for shape in shapes
    ] == [[("of-ann", "s0"), ("of-bob", "s0")], [("of-ann", "s1")]]
    assert [shape.is_kept for shape in shapes] == [True, False]
    assert [shape.seen_by for shape in shapes] == [3, 3]


def test_kinds_of_coin_are_voted_on_and_a_tie_is_said() -> None:
    drawings = [
        drawing("ann", (0, 0, 10, 10), label="euro"),
        drawing("bob", (0, 0, 10, 10), label="cent"),
    ]

    (shape,) = resolve(drawings, prior_model(["euro", "cent"]), width_px=99, height_px=99)

    assert shape.label.winners == ("euro", "cent")


def test_nothing_drawn_is_nothing_found() -> None:
    model = prior_model(["coin"])

    assert resolve([drawing("ann"), drawing("bob")], model, width_px=9, height_px=9) == ()
    assert resolve([], model, width_px=9, height_px=9) == ()


def test_one_person_alone_is_believed() -> None:
    (shape,) = resolve(
        [drawing("ann", (1, 2, 3, 4))], prior_model(["coin"]), width_px=99, height_px=99
    )

    assert shape.is_kept
    assert shape.geometry == pytest.approx({"x": 1, "y": 2, "width": 3, "height": 4})


def test_a_project_of_empty_answers_can_be_fitted() -> None:
    model = fit({"i1": [drawing("ann"), drawing("bob")]}, labels=["coin"])

    assert not model.threshold.is_learnt
    assert model.classes.method == "voting"
    assert fit({}, labels=["coin"]).existence == existence_prior()


def test_a_fused_box_ends_where_the_picture_ends() -> None:
    tight = (1e-3,) * 4
    model = replace(
        prior_model(["coin"]),
        boxes=BoxModel({"ann": (0.1, 0.1, -0.1, -0.1)}, {"ann": tight}, tight),
    )

    (shape,) = resolve([drawing("ann", (0, 0, 99, 50))], model, width_px=100, height_px=80)

    assert shape.geometry == pytest.approx(
        {"x": 0, "y": 0, "width": 100, "height": 56.25}, abs=0.01
    )


def test_a_second_answer_of_one_person_is_refused() -> None:
    with pytest.raises(DrewTwice):
        resolve([drawing("ann"), drawing("ann")], prior_model(["coin"]), width_px=9, height_px=9)


def test_a_kind_that_cannot_be_fused_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from concord.documents import kinds

    monkeypatch.setitem(kinds.KINDS, "spiral", kinds.KINDS["box"])
    odd = replace(drawing("ann", (0, 0, 1, 1)).shapes[0], kind="spiral")

    with pytest.raises(UnknownKind):
        resolve([Drawing("s", "ann", (odd,))], prior_model(["coin"]), width_px=9, height_px=9)
