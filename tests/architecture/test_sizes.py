"""Files and functions of the product stay small; what is larger is named here, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("platform", "workers", "deploy")
MOST_LINES_OF_A_FILE = 400
#: From the first statement to the last: a long list of parameters and a docstring are no burden.
MOST_LINES_OF_A_FUNCTION = 40
LONG_FUNCTIONS = {
    # A list of what is held of a person, table by table.
    "platform/guildmark/oversight/queries/person.py: own_copy",
    # Pictures are matched once, and every figure of the part is read from that.
    "platform/concord/evaluation/report/shapes.py: shape_part",
    # One image's outcome has seven figures, each by its place in the same arrays.
    "platform/concord/evaluation/report/whole.py: _outcomes",
}


def sources() -> list[Path]:
    """Every file of the product that somebody wrote: no migrations."""
    found = (path for folder in SOURCES for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def long_functions(text: str) -> Iterator[str]:
    """The names of those whose statements go over too many lines."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
            if statements:
                first, last = statements[0].lineno, node.end_lineno or 0
                if last - first >= MOST_LINES_OF_A_FUNCTION:
                    yield node.name


def test_no_function_is_long_but_those_with_a_reason() -> None:
    paths = sources()

    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        for name in long_functions(path.read_text("utf-8"))
    }

    assert len(paths) > 300
    assert sorted(found ^ LONG_FUNCTIONS) == []


def test_no_file_is_long() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in sources()}

    assert [str(path) for path, count in lines.items() if count > MOST_LINES_OF_A_FILE] == []


@pytest.mark.parametrize(("count", "found"), [(40, []), (41, ["f"])])
def test_a_function_of_one_line_too_many_is_found(count: int, found: list[str]) -> None:
    text = 'def f():\n    """It does\n    much."""\n' + "    a = 1\n" * count

    assert list(long_functions(text)) == found
