"""What holds for every kind of shape, from drawing to consensus."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import shapely

from concord.geometry.similarity import pairwise_similarity
from concord.shapes import Drawing, ShapeModel, fit, prior_model, resolve, resolve_all
from concord.shapes.content import KindModel
from concord.shapes.fusion.quality import GeometryModel
from concord.shapes.threshold import prior_threshold
from tests.unit.concord.shapes.kinds import DRAW, SIDE_PX, Json, drawing, shifted, true_shape

KINDS = list(DRAW)
PEOPLE = {"ann": 0.01, "bob": 0.02, "cat": 0.02, "dan": 0.06, "eve": 0.06}
SIZE = (float(SIDE_PX), float(SIDE_PX))
#: Of which a thousand take seconds.
LONG = ("polygon", "mask")


def similarity(kind: str, first: Json, second: Json) -> float:
    return float(pairwise_similarity(kind, [first], [second])[0, 0])


def crowd(kind: str, seed: int, images: int = 8) -> dict[str, list[Drawing]]:
    """Everybody draws the same thing, each with care of their own."""
    rng = np.random.default_rng(seed)
    return {
        f"i{number:02}": [
            drawing(name, kind, DRAW[kind](rng, care, 0.0)) for name, care in PEOPLE.items()
        ]
        for number in range(images)
    }


def alone(kind: str, drawings: list[Drawing], model: ShapeModel | None = None) -> Json:
    """The one shape that the drawings come to."""
    (shape,) = resolve(drawings, model or prior_model(["thing"]), width_px=400, height_px=400)
    assert shape.kind == kind
    assert 0 < shape.expected_iou <= 1
    return dict(shape.geometry)


@pytest.mark.parametrize("kind", KINDS)
def test_what_all_drew_alike_is_that_very_shape(kind: str) -> None:
    true = true_shape(kind)

    found = alone(kind, [drawing(name, kind, true) for name in "abc"])

    assert found == (pytest.approx(true) if kind == "box" else true)


@pytest.mark.parametrize("kind", KINDS)
def test_the_consensus_is_nearer_to_the_truth_than_people_are_on_average(kind: str) -> None:
    true, project = true_shape(kind), crowd(kind, 1)

    model = fit(project, labels=["thing"])
    found = resolve_all(project, model, sizes_px=dict.fromkeys(project, SIZE))

    kept = [shapes[0].geometry for shapes in found.values()]
    drawn = [one.shapes[0].geometry for drawings in project.values() for one in drawings]
    assert all(len(shapes) == 1 for shapes in found.values())
    ours = pairwise_similarity(kind, kept, [true]).mean()
    theirs = pairwise_similarity(kind, drawn, [true]).mean()
    assert 1 - ours < 0.6 * (1 - theirs)


@pytest.mark.parametrize("kind", KINDS)
def test_who_draws_with_care_is_known(kind: str) -> None:
    model = fit(crowd(kind, 2), labels=["thing"]).kinds[kind].geometry

    careful = sum(model.variance["ann"]) + sum(model.variance["bob"])
    assert 2 * careful < sum(model.variance["dan"]) + sum(model.variance["eve"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_perfect_person_among_careless_ones_is_followed(kind: str) -> None:
    rng = np.random.default_rng(3)
    true = true_shape(kind)
    careless, perfect = (0.03,) * 5, (1e-4,) * 5
    components = len(prior_model([]).of_kind(kind).geometry.population_variance)
    geometry = GeometryModel(careless[:components], {}, {"ann": perfect[:components]})
    model = replace(
        prior_model(["thing"]), kinds={kind: KindModel(prior_threshold(kind), geometry)}
    )
    others = [drawing(name, kind, DRAW[kind](rng, 0.04, 0.0)) for name in "bc"]

    found = alone(kind, [drawing("ann", kind, true), *others], model)

    assert similarity(kind, found, true) > 0.97


@pytest.mark.parametrize("kind", KINDS)
def test_names_and_their_order_change_nothing(kind: str) -> None:
    drawings = crowd(kind, 4, images=1)["i00"]
    renamed = {"ann": "z", "bob": "y", "cat": "x", "dan": "w", "eve": "v"}
    others = [replace(one, annotator=renamed[one.annotator]) for one in reversed(drawings)]

    found, again = alone(kind, drawings), alone(kind, others)

    assert similarity(kind, again, found) == pytest.approx(1, abs=1e-6)


def enlarged(kind: str, geometry: Json, factor: float, shift: float) -> Json:
    """A geometry drawn larger, and elsewhere."""
    lengths = ("width", "height", "radius_x", "radius_y")

    def place(value: Json | list[list[float]] | list[float]) -> object:
        if isinstance(value, dict):
            return {
                key: one * factor + shift if key in ("x", "y") and key != "is_visible" else one
                for key, one in value.items()
            }
        return [[x * factor + shift, y * factor + shift] for x, y in value]  # type: ignore[misc] # points

    changed: Json = {}
    for key, value in geometry.items():
        if key == "points" and isinstance(value, dict):
            changed[key] = {name: place(point) for name, point in value.items()}
        elif key == "points":
            changed[key] = place(value)
        elif key == "holes":
            changed[key] = [place(ring) for ring in value]
        elif key in lengths:
            changed[key] = value * factor
        elif key == "angle_deg":
            changed[key] = value
        else:
            changed[key] = value * factor + shift
    return changed


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "mask"])
def test_larger_and_elsewhere_it_is_the_same_shape(kind: str) -> None:
    drawings = crowd(kind, 5, images=1)["i00"]
    there = [
        replace(
            one,
            shapes=(
                replace(
                    one.shapes[0], geometry=enlarged(kind, dict(one.shapes[0].geometry), 2, 64)
                ),
            ),
        )
        for one in drawings
    ]

    (moved,) = resolve(there, prior_model(["thing"]), width_px=2000, height_px=2000)

    expected = enlarged(kind, alone(kind, drawings), 2, 64)
    assert similarity(kind, dict(moved.geometry), expected) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_model_gives_the_same_shapes(kind: str) -> None:
    project = crowd(kind, 6, images=3)
    sizes = dict.fromkeys(project, SIZE)
    model = fit(project, labels=["thing"])

    stored = ShapeModel.from_json(json.loads(json.dumps(model.to_json())))

    assert resolve_all(project, stored, sizes_px=sizes) == resolve_all(
        project, model, sizes_px=sizes
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_warm_fit_is_the_cold_one(kind: str) -> None:
    project = crowd(kind, 7)
    earlier = fit(dict(list(project.items())[:6]), labels=["thing"])

    cold = fit(project, labels=["thing"])
    warm = fit(project, labels=["thing"], start=earlier)

    known, again = cold.kinds[kind].geometry, warm.kinds[kind].geometry
    for name in PEOPLE:
        assert again.bias[name] == pytest.approx(known.bias[name], abs=1e-3)
        assert again.variance[name] == pytest.approx(known.variance[name], abs=1e-3)
        assert warm.existence.sensitivity[name] == pytest.approx(
            cold.existence.sensitivity[name], abs=1e-3
        )


@pytest.mark.parametrize("kind", KINDS)
def test_one_person_alone_is_believed(kind: str) -> None:
    drawn = DRAW[kind](np.random.default_rng(8), 0.02, 0.0)

    found = alone(kind, [drawing("ann", kind, drawn)])

    assert found == (pytest.approx(drawn) if kind == "box" else drawn)


def test_shapes_of_different_kinds_are_never_one_object() -> None:
    box = {"x": 0.0, "y": 0.0, "width": 10.0, "height": 10.0}
    outline = {"points": [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]], "holes": []}

    found = resolve(
        [drawing("ann", "box", box), drawing("bob", "polygon", outline)],
        prior_model(["thing"]),
        width_px=99,
        height_px=99,
    )

    assert [(shape.id, shape.kind, shape.seen_by) for shape in found] == [
        ("c1", "box", 2),
        ("c2", "polygon", 2),
    ]


# Shapes that are hardly any

ODD: dict[str, list[Json]] = {
    "rotated_box": [
        {"center_x": 9.0, "center_y": 9.0, "width": 0.0, "height": 3.0, "angle_deg": 0.0}
    ],
    "ellipse": [
        {"center_x": 9.0, "center_y": 9.0, "radius_x": 0.0, "radius_y": 0.0, "angle_deg": 0.0}
    ],
    "box": [{"x": 9.0, "y": 9.0, "width": 0.0, "height": 3.0}],
    "polygon": [
        {"points": [[0.0, 0.0], [5.0, 5.0], [9.0, 9.0]], "holes": []},
        {"points": [[3.0, 3.0], [3.0, 3.0], [3.0, 3.0]], "holes": []},
    ],
    "polyline": [{"points": [[3.0, 3.0], [3.0, 3.0]]}],
}


@pytest.mark.parametrize("kind", ODD)
def test_shapes_without_area_stay_apart_and_as_they_are(kind: str) -> None:
    drawings = [drawing(name, kind, *ODD[kind]) for name in "abc"]

    model = fit({"i1": drawings}, labels=["thing"])
    found = resolve(drawings, model, width_px=99, height_px=99)

    assert len(found) == 3 * len(ODD[kind])
    assert all(shape.geometry in ODD[kind] for shape in found)
    assert all(np.isfinite([shape.exists, shape.expected_iou]).all() for shape in found)


def test_outlines_that_cross_themselves_become_one_that_does_not() -> None:
    rng = np.random.default_rng(1)
    bow_tie = np.array([[50.0, 50.0], [150.0, 150.0], [150.0, 50.0], [50.0, 150.0]])
    drawings = [
        drawing(
            name,
            "polygon",
            {"points": (bow_tie + rng.normal(0, 1, bow_tie.shape)).tolist(), "holes": []},
        )
        for name in "abc"
    ]

    found = alone("polygon", drawings)

    assert shapely.Polygon(found["points"], found["holes"]).is_valid
    assert similarity("polygon", found, {"points": bow_tie.tolist(), "holes": []}) > 0.45


@pytest.mark.parametrize("kind", KINDS)
def test_a_project_of_empty_answers_can_be_fitted_and_a_kind_never_seen_resolved(kind: str) -> None:
    empty = [Drawing("s1", "ann", ()), Drawing("s2", "bob", ())]

    model = fit({"i1": empty}, labels=["thing"])

    assert resolve(empty, model, width_px=99, height_px=99) == ()
    assert alone(kind, [drawing("ann", kind, true_shape(kind))], model)


@pytest.mark.parametrize(
    "kind",
    [pytest.param(one, marks=pytest.mark.slow) if one in LONG else one for one in KINDS],
)
def test_a_thousand_shapes_on_one_image_are_fine(kind: str) -> None:
    rng = np.random.default_rng(9)
    drawings = []
    for name in "abcdefghij":
        places = [(column * 200, row * 200) for column in range(10) for row in range(10)]
        drawn = [DRAW[kind](rng, 0.02, 0.0) for _ in places]
        smaller = drawn if kind == "mask" else [enlarged(kind, one, 0.4, 0.0) for one in drawn]
        moved = [shifted(one, *place) for one, place in zip(smaller, places, strict=True)]
        drawings.append(drawing(name, kind, *moved))

    found = resolve(drawings, prior_model(["thing"]), width_px=3000, height_px=3000)

    assert [len(shape.sources) for shape in found] == [10] * 100
    assert all(0 < shape.expected_iou <= 1 for shape in found)
