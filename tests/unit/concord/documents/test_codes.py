"""The codes that the document names are those that the checks give, of documents and schemas."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "platform" / "concord" / "documents"
WRITTEN = (ROOT / "docs" / "annotation-document.md").read_text(encoding="utf-8")
LISTS = ("documents", "schemas")


def _listed(name: str) -> list[str]:
    found = re.search(rf"^Codes of {name}: (.*)\.$", WRITTEN, re.MULTILINE)
    assert found is not None, f"there is no list of the codes of {name}"
    return re.findall(r"`(\w+)`", found[1])


def _given() -> Iterator[str]:
    """Each code of the source as a pattern: what is filled in may be any word."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                yield _pattern(node.args[0])


def _pattern(code: ast.expr) -> str:
    if isinstance(code, ast.Constant):
        return str(code.value)
    assert isinstance(code, ast.JoinedStr), ast.dump(code)
    return "".join(str(p.value) if isinstance(p, ast.Constant) else r"\w+" for p in code.values)


@pytest.mark.parametrize("name", LISTS)
def test_what_the_cases_are_refused_for_is_listed_once(name: str) -> None:
    cases = (ROOT / "tests" / "cases" / f"{name}.json").read_text(encoding="utf-8")
    codes = set(re.findall(r'"code": "(\w+)"', json.dumps(json.loads(cases))))
    listed = _listed(name)

    assert len(codes) > 30
    assert codes - set(listed) == set()
    assert len(listed) == len(set(listed))


def test_every_code_of_the_checks_is_listed_and_no_other() -> None:
    patterns, listed = set(_given()), {code for name in LISTS for code in _listed(name)}

    unlisted = {one for one in patterns if not any(re.fullmatch(one, code) for code in listed)}
    unknown = {code for code in listed if not any(re.fullmatch(one, code) for one in patterns)}

    assert len(patterns) > 50
    assert (unlisted, unknown) == (set(), set())
