"""Two reports label by label."""

from typing import Any

from guildmark.releases.compared_labels import LabelFigure, by_label


def figure(value: float | None) -> dict[str, float | None]:
    return {"value": value}


def shapes(hits: int, errors: int, ap: float | None, pq: float | None = None) -> dict[str, Any]:
    return {
        "labels": [{"key": "coin", "name": "Coin", "color": "#30C7D2"}],
        "ious": [0.45, 0.5, 0.55],
        "iou": 0.5,
        "confidences": [0.0, 0.5, 1.0],
        "confidence": 0.5,
        "by_label": {
            "hits": [[[9], [9], [9]], [[9], [hits], [0]], [[9], [9], [9]]],
            "errors": [[[9], [9], [9]], [[9], [errors], [0]], [[9], [9], [9]]],
            "wanted": [4],
        },
        "ap_by_label": [{"ap": figure(ap)}],
        "panoptic": None if pq is None else {"pq": figure(pq), "by_label": [{"pq": figure(pq)}]},
    }


def report(**parts: Any) -> dict[str, Any]:
    return {"shapes": None, "pixels": None, "questions": [], **parts}


def test_shapes_are_taken_at_the_choice_of_each_headline() -> None:
    first = report(shapes=shapes(hits=3, errors=1, ap=0.5, pq=0.4))
    second = report(shapes=shapes(hits=2, errors=0, ap=None, pq=0.5))

    bounds = {("shapes", "coin", "recall"): (-0.5, 0.1), ("shapes", "coin", "ap"): (0.0, 0.2)}

    found = {one.figure: one for one in by_label(first, second, bounds)}

    assert found["precision"] == LabelFigure(
        "shapes", "coin", "Coin", "#30C7D2", 4, "precision", 0.75, 1.0
    )
    assert (found["recall"].first, found["recall"].second) == (0.75, 0.5)
    assert found["recall"].difference == -0.25
    assert (found["recall"].lower, found["recall"].upper) == (-0.5, 0.1)
    assert (found["ap"].lower, found["ap"].upper) == (None, None)  # of no difference
    assert (found["ap"].first, found["ap"].second, found["ap"].difference) == (0.5, None, None)
    assert found["pq"].difference is not None


def test_what_neither_can_say_is_no_row_and_what_one_cannot_is_empty() -> None:
    first = report(shapes=shapes(hits=0, errors=0, ap=None))
    second = report(shapes=shapes(hits=0, errors=0, ap=None))

    assert {one.figure for one in by_label(first, second, {})} == {"recall", "f1"}
    assert by_label(first, report(), {}) != []
    assert all(one.second is None for one in by_label(first, report(), {}))
    assert by_label(report(), first, {}) == []


def test_pixels_and_options_have_their_own_rows() -> None:
    label = {"key": "sky", "name": "Sky", "color": "#000000", "iou": figure(0.5), "pq": figure(0.4),
             "true_positives": 10, "false_negatives": 5}  # fmt: skip
    option = {"key": "day", "name": "Day", "color": None, "true_positives": 2, "false_negatives": 1,
              **{key: figure(0.5) for key in ("precision", "recall", "f1")}}  # fmt: skip
    question = {"key": "light", "options": [option]}
    both = report(pixels={"labels": [label]}, questions=[question])

    found = by_label(both, both, {})

    assert [(one.part, one.key, one.figure, one.wanted) for one in found] == [
        ("pixels", "sky", "iou", 15),
        ("pixels", "sky", "pq", 15),
        ("light", "day", "precision", 3),
        ("light", "day", "recall", 3),
        ("light", "day", "f1", 3),
    ]
    assert {one.difference for one in found} == {0.0}
