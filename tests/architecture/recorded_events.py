"""The names of all events the code records, read out of its source.

A name is a literal, or is made of parameters (`f"batch.{verb}"`): then the callers are asked what
they pass, and theirs, until literals are found. What stays unknown is answered as a pattern with
`*`. SQL functions name their events in quotes.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PLATFORM = Path(__file__).resolve().parents[2] / "platform" / "guildmark"
SQL_NAME = re.compile(r"'([a-z_]+\.[a-z_]+)'")
EVENT_NAME = re.compile(r"^[a-z_*]+\.[a-z_*]+$")
#: Names made where reading the source does not tell: SQL concatenates, an enumeration is a value.
BEYOND_READING = frozenset(
    {
        "assignment.expired",
        "assignment.released",
        "assignment.skipped",
        "assignment.spare",
        "invitation.accepted",
        "invitation.declined",
        "invitation.expired",
        "invitation.revoked",
    }
)


def recorded_names() -> set[str]:
    """Every name, and patterns for what reading cannot tell."""
    found = set(BEYOND_READING)
    for app in sorted(path for path in PLATFORM.iterdir() if path.is_dir()):
        found |= _names_of_app(app)
        for path in app.rglob("*.sql"):
            found |= set(SQL_NAME.findall(path.read_text()))
    known = {name.split(".")[0] for name in BEYOND_READING if name.startswith("invitation")}
    return {name for name in found if not (name.endswith(".*") and name.split(".")[0] in known)}


def _names_of_app(app: Path) -> set[str]:
    source = _Source({str(path): ast.parse(path.read_text()) for path in app.rglob("*.py")})
    names: set[str] = set()
    for call, inside in [*source.calls["record"], *source.calls["record_many"]]:
        for keyword in call.keywords:
            if keyword.arg == "name":
                names |= source.values(keyword.value, inside)
    return {name for name in names if EVENT_NAME.match(name)}


@dataclass(frozen=True)
class _Place:
    """A function and the module it stands in."""

    function: ast.FunctionDef
    module: str


class _Source:
    """The functions of an app and who calls them. A private name means its own module's."""

    def __init__(self, modules: dict[str, ast.Module]) -> None:
        self.calls: defaultdict[str, list[tuple[ast.Call, _Place | None]]] = defaultdict(list)
        self.tables: dict[str, ast.Dict] = {}
        for name, module in modules.items():
            for node in module.body:
                self._read(node, name)

    def _read(self, node: ast.stmt, module: str) -> None:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    self.tables[target.id] = node.value
        inside = _Place(node, module) if isinstance(node, ast.FunctionDef) else None
        for child in ast.walk(node):
            if isinstance(child, ast.Call):
                self.calls[_scoped(_called(child), module)].append((child, inside))

    def values(self, node: ast.expr, inside: _Place | None, depth: int = 0) -> set[str]:
        """What an expression may be; `*` for what cannot be told."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return {node.value}
        if isinstance(node, ast.IfExp):
            either = self.values(node.body, inside, depth)
            return either | self.values(node.orelse, inside, depth)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            table = self.tables.get(node.value.id)
            if table is not None:
                return set().union(*(self.values(one, inside, depth) for one in table.values))
        if isinstance(node, ast.Name | ast.JoinedStr) and inside is not None and depth < 5:
            return self._told_by_callers(node, inside, depth)
        if isinstance(node, ast.JoinedStr):
            return _joined(node, {})
        return {"*"}

    def _told_by_callers(
        self, node: ast.Name | ast.JoinedStr, inside: _Place, depth: int
    ) -> set[str]:
        parameters = _parameters(inside.function)
        used = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} & set(parameters)
        if not used:
            return _joined(node, {}) if isinstance(node, ast.JoinedStr) else {"*"}
        found: set[str] = set()
        for call, caller in self.calls[_scoped(inside.function.name, inside.module)]:
            given = {one: self._given(one, call, caller, inside.function, depth) for one in used}
            found |= given[node.id] if isinstance(node, ast.Name) else _joined(node, given)
        return found

    def _given(
        self,
        parameter: str,
        call: ast.Call,
        caller: _Place | None,
        to: ast.FunctionDef,
        depth: int,
    ) -> set[str]:
        """What one call passes for a parameter, else its default."""
        for keyword in call.keywords:
            if keyword.arg == parameter:
                return self.values(keyword.value, caller, depth + 1)
        places = [one.arg for one in to.args.args]
        if parameter in places and places.index(parameter) < len(call.args):
            return self.values(call.args[places.index(parameter)], caller, depth + 1)
        for one, default in zip(to.args.kwonlyargs, to.args.kw_defaults, strict=True):
            if one.arg == parameter and default is not None:
                return self.values(default, caller, depth + 1)
        return {"*"}


def _joined(node: ast.JoinedStr, given: Mapping[str, set[str]]) -> set[str]:
    """An f-string with what its names may be."""
    made = {""}
    for part in node.values:
        if isinstance(part, ast.Constant):
            ends = {str(part.value)}
        else:
            value = part.value if isinstance(part, ast.FormattedValue) else part
            ends = given.get(value.id, {"*"}) if isinstance(value, ast.Name) else {"*"}
        made = {begin + end for begin in made for end in ends}
    return made


def _parameters(of: ast.FunctionDef) -> list[str]:
    return [one.arg for one in (*of.args.args, *of.args.kwonlyargs)]


def _scoped(name: str, module: str) -> str:
    return f"{module}:{name}" if name.startswith("_") else name


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""
