"""The table of cases that Python and TypeScript share, and what a table cannot say."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from copy import deepcopy
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import (
    COMPLETENESS_CODES,
    CONTENT_CODES,
    MAX_PROBLEMS,
    MAX_SHAPES,
    Schema,
    Shape,
    compile_schema,
    document_problems,
    draft_problems,
    kept_problems,
    parse_document,
    render_document,
    schema_problems,
)
from concord.documents.content import shape_of

CASES = Path(__file__).parents[2] / "cases"
DOCUMENTS: dict[str, Any] = json.loads((CASES / "documents.json").read_text())
SCHEMAS: dict[str, Any] = json.loads((CASES / "schemas.json").read_text())


def by_name(case: dict[str, Any]) -> str:
    return str(case["name"])


def found(problems: Any) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.path) for problem in problems)


def wanted(case: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((problem["code"], problem["path"]) for problem in case["problems"])


def schema(name: str) -> Schema:
    return compile_schema(DOCUMENTS["schemas"][name])


def shape(**changes: Any) -> dict[str, Any]:
    geometry = {"x": 1.5, "y": 2.0, "width": 30.0, "height": 20.0}
    return {
        "id": "s1",
        "kind": "box",
        "label": "cent",
        "geometry": geometry,
        "attributes": {},
        **changes,
    }


def document(*shapes: Any) -> dict[str, Any]:
    return {"version": 1, "is_nothing_here": False, "shapes": list(shapes), "answers": {}}


def problems_of(value: object) -> list[tuple[str, str]]:
    return found(document_problems(value, schema=schema("coins"), width_px=100, height_px=80))


@pytest.mark.parametrize("case", DOCUMENTS["cases"], ids=by_name)
def test_a_document_is_judged_as_the_shared_table_says(case: dict[str, Any]) -> None:
    problems = document_problems(
        case["document"],
        schema=schema(case["schema"]),
        width_px=case["width_px"],
        height_px=case["height_px"],
    )

    assert found(problems) == wanted(case)
    assert all(problem.message.endswith(".") for problem in problems)


@pytest.mark.parametrize("case", SCHEMAS["cases"], ids=by_name)
def test_a_schema_is_judged_as_the_shared_table_says(case: dict[str, Any]) -> None:
    assert found(schema_problems(case["definition"])) == wanted(case)


@pytest.mark.parametrize("name", DOCUMENTS["schemas"])
def test_the_schemas_of_the_document_cases_are_in_order(name: str) -> None:
    assert schema_problems(DOCUMENTS["schemas"][name]) == ()


@pytest.mark.parametrize(
    "case", [case for case in DOCUMENTS["cases"] if not case["problems"]], ids=by_name
)
def test_a_legal_document_survives_parsing_and_rendering(case: dict[str, Any]) -> None:
    assert render_document(parse_document(case["document"])) == case["document"]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("key", ["x", "y", "width", "height"])
def test_a_coordinate_that_is_not_finite_is_refused(key: str, value: float) -> None:
    drawn = shape()
    drawn["geometry"][key] = value

    assert problems_of(document(drawn)) == [("not_finite", f"/shapes/0/geometry/{key}")]


def test_a_whole_number_that_no_double_can_hold_is_refused() -> None:
    drawn = shape()
    drawn["geometry"]["x"] = 10**400

    assert problems_of(document(drawn)) == [("outside_picture", "/shapes/0/geometry")]


@pytest.mark.parametrize(
    ("value", "code"),
    [(math.nan, "not_finite"), (math.inf, "not_finite"), (10**400, "out_of_range")],
)
def test_an_attribute_that_is_no_storable_number_is_refused(value: float, code: str) -> None:
    drawn = shape(label="euro", attributes={"hidden": "no", "year": value})

    assert problems_of(document(drawn)) == [(code, "/shapes/0/attributes/year")]


def test_the_largest_number_of_shapes_is_taken_and_one_more_is_not() -> None:
    most = [shape(id=f"s{index}") for index in range(MAX_SHAPES)]

    assert problems_of(document(*most)) == []
    assert problems_of(document(*most, shape(id="more"))) == [("too_many_shapes", "/shapes")]


def test_a_report_is_cut_at_its_largest_length() -> None:
    wrong = [shape(id=f"s{index}", label="?") for index in range(MAX_PROBLEMS + 1)]

    assert len(problems_of(document(*wrong))) == MAX_PROBLEMS


def test_a_draft_may_lack_what_a_submission_needs_and_may_not_be_wrong() -> None:
    unfinished = document(shape(label="euro"))
    wrong = document(shape(label="euro", attributes={"hidden": "perhaps"}))

    def draft(value: object) -> list[tuple[str, str]]:
        return found(draft_problems(value, schema=schema("coins"), width_px=100, height_px=80))

    assert problems_of(unfinished) == [("missing_attribute", "/shapes/0/attributes/hidden")]
    assert draft(unfinished) == []
    assert draft(document()) == []
    assert draft(wrong) == [("unknown_option", "/shapes/0/attributes/hidden")]


KEPT_AS_IT_IS = COMPLETENESS_CODES | CONTENT_CODES | {"overlapping_masks"}


@pytest.mark.parametrize("case", DOCUMENTS["cases"], ids=by_name)
def test_work_is_kept_whatever_is_wrong_with_its_content_alone(case: dict[str, Any]) -> None:
    """A label's shape too many too; five thousand are a size, not a content."""
    problems = kept_problems(
        case["document"],
        schema=schema(case["schema"]),
        width_px=case["width_px"],
        height_px=case["height_px"],
    )

    left = [one for one in wanted(case) if one[0] not in KEPT_AS_IT_IS | {"too_many_shapes"}]
    assert found(problems) == left


def test_what_cannot_be_stored_is_found_behind_any_number_of_things_that_can() -> None:
    """A report of a hundred lines is not filled by what is forgiven."""
    flat = {"points": [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]], "holes": []}
    ring = {"kind": "polygon", "label": "polygon", "geometry": flat}
    drawn = [shape(id=f"s{index}", **ring) for index in range(MAX_PROBLEMS + 1)]
    nameless = shape(id="", **ring)

    problems = kept_problems(
        document(*drawn, nameless), schema=schema("shapes"), width_px=100, height_px=80
    )

    assert found(problems) == [("invalid_id", f"/shapes/{MAX_PROBLEMS + 1}/id")]


def test_checking_a_document_leaves_it_as_it_was() -> None:
    given_document = document(shape(label="euro", attributes={"hidden": "no"}), 7)
    before = deepcopy(given_document)

    problems_of(given_document)

    assert given_document == before


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(value=JSON_VALUES)
def test_no_json_whatsoever_makes_the_check_fail(value: object) -> None:
    for candidate in (
        value,
        document(value),
        document(shape(id=value)),
        document(shape(kind=value)),
        document(shape(label=value)),
        document(shape(geometry=value)),
        document(shape(label="euro", attributes=value)),
        document(shape(label="euro", attributes={"hidden": value, "is_worn": value})),
        document(shape(track_id=value, frame_index=value)),
        {**document(), "answers": value},
    ):
        assert isinstance(problems_of(candidate), list)
    for definition in (
        value,
        {"version": 1, "labels": value, "questions": value},
        {"version": 1, "labels": [value], "questions": [value]},
        {"version": 1, "labels": [{"key": "a", "parent": value, "attributes": value}]},
    ):
        assert isinstance(schema_problems(definition), tuple)


@given(
    left=st.floats(0, 100),
    top=st.floats(0, 80),
    right=st.floats(0, 100),
    bottom=st.floats(0, 80),
)
def test_a_box_drawn_between_two_points_of_the_picture_is_legal(
    left: float, top: float, right: float, bottom: float
) -> None:
    width, height = right - left, bottom - top
    geometry = {"x": left, "y": top, "width": width, "height": height}

    codes = {code for code, _ in problems_of(document(shape(geometry=geometry)))}

    assert codes == (set() if width > 0 and height > 0 else {"not_positive"})


@pytest.mark.parametrize("rest", [(), ("track", "group", 3)])
def test_a_shape_that_was_read_is_like_one_that_was_made(rest: tuple[Any, ...]) -> None:
    values = ("s1", "box", "coin", {"x": 1.0}, {"worn": True}, *rest)

    read = shape_of(*values)

    assert (type(read), read, repr(read)) == (Shape, Shape(*values), repr(Shape(*values)))
    assert replace(read, label="note") == replace(Shape(*values), label="note")
    assert deepcopy(read) == read
    with pytest.raises(FrozenInstanceError):
        read.label = "note"  # type: ignore[misc]  # that is what it must refuse


def test_documents_need_neither_numpy_nor_scipy() -> None:
    program = (
        "import sys, concord.documents; "
        "sys.exit(sum(name in sys.modules for name in ('numpy', 'scipy')))"
    )

    finished = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(Path(__file__).parents[3] / "platform")},
        check=False,
    )

    assert finished.returncode == 0
