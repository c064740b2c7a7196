"""From everybody's drawings to one set of shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from concord.documents import Shape
from concord.geometry.boxes import Boxes, pairwise_iou
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
    resolve_all,
)
from concord.shapes.content import KindModel
from concord.shapes.existence import existence_prior
from concord.shapes.fusion.quality import GeometryModel
from concord.shapes.threshold import prior_threshold

SIDES = ("x", "y", "width", "height")


def drawing(annotator: str, *rows: tuple[float, ...], label: str = "coin") -> Drawing:
    drawn = tuple(
        Shape(f"s{n}", "box", label, dict(zip(SIDES, row, strict=True)), {})
        for n, row in enumerate(rows)
    )
    return Drawing(f"of-{annotator}", annotator, drawn)


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


def boxes_of(shapes: Iterable[Shape | ConsensusShape]) -> Boxes:
    """(shapes, 4)"""
    rows = [[shape.geometry[side] for side in SIDES] for shape in shapes]
    return np.array(rows).reshape(-1, 4)


def f1(found: dict[str, Boxes], truth: dict[str, list[Shape]], iou: float) -> float:
    hits = sum(
        len(match(pairwise_iou(found[key], boxes_of(known)), threshold=iou))
        for key, known in truth.items()
    )
    return 2 * hits / sum(len(found[key]) + len(known) for key, known in truth.items())


def resolved(
    project: dict[str, list[Drawing]], model: ShapeModel
) -> dict[str, tuple[ConsensusShape, ...]]:
    return resolve_all(project, model, sizes_px=dict.fromkeys(project, (640, 480)))


@pytest.mark.parametrize("seed", range(4))
def test_the_consensus_beats_every_single_person(seed: int) -> None:
    project, truth = simulated_project(seed)

    model = fit(project, labels=["euro", "cent"])
    shapes = resolved(project, model)

    kept = {
        key: boxes_of(shape for shape in found if shape.is_kept) for key, found in shapes.items()
    }
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


def test_a_model_stored_when_there_were_boxes_alone_can_be_read() -> None:
    project, _ = simulated_project(2)
    model = fit(project, labels=["euro", "cent"])
    value = model.to_json()
    box = value.pop("kinds")["box"]
    threshold = {**box["threshold"], "iou": box["threshold"]["similarity"]}
    del threshold["similarity"]
    old = {**value, "version": 1, "threshold": threshold, "boxes": box["geometry"]}

    read = ShapeModel.from_json(old)
    assert read.existence == replace(model.existence, seen_by=1.0)
    assert ShapeModel.from_json(json.loads(json.dumps(read.to_json()))).existence == read.existence
    assert replace(read, existence=model.existence).to_json() == model.to_json()


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


def test_a_monitor_and_its_screen_stay_two_where_one_person_draws_both() -> None:
    sides = [dict(zip(SIDES, row, strict=True)) for row in ((0, 0, 400, 300), (15, 15, 370, 270))]
    monitor = Shape("m", "box", "monitor", sides[0], {})
    screen = Shape("s", "box", "screen", sides[1], {})
    drawings = [
        Drawing("1", "ann", (monitor, screen)),
        Drawing("2", "bob", (monitor,)),
        Drawing("3", "cat", (screen,)),
    ]

    model = prior_model(["monitor", "screen"])
    shapes = resolve(drawings, model, width_px=500, height_px=400)

    assert [shape.label.winners for shape in shapes] == [("monitor",), ("screen",)]
    assert [len(shape.sources) for shape in shapes] == [2, 2]


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

    assert not model.kinds
    assert fit({}, labels=["coin"]).existence == existence_prior()
    assert replace(model.existence, sensitivity={}, false_alarm={}) == existence_prior()


def test_a_fused_box_ends_where_the_picture_ends() -> None:
    tight = (1e-3,) * 4
    geometry = GeometryModel(tight, {"ann": (0.1, 0.1, -0.1, -0.1)}, {"ann": tight})
    model = replace(
        prior_model(["coin"]), kinds={"box": KindModel(prior_threshold("box"), geometry)}
    )

    (shape,) = resolve([drawing("ann", (0, 0, 99, 50))], model, width_px=100, height_px=80)

    assert shape.geometry == pytest.approx(
        {"x": 0, "y": 0, "width": 100, "height": 56.25}, abs=0.01
    )


def test_a_second_answer_of_one_person_is_refused() -> None:
    with pytest.raises(DrewTwice):
        resolve([drawing("ann"), drawing("ann")], prior_model(["coin"]), width_px=9, height_px=9)


def test_a_kind_that_cannot_be_fused_is_refused() -> None:
    odd = replace(drawing("ann", (0, 0, 1, 1)).shapes[0], kind="spiral")

    with pytest.raises(UnknownKind):
        resolve([Drawing("s", "ann", (odd,))], prior_model(["coin"]), width_px=9, height_px=9)
