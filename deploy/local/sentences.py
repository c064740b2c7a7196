"""Every sentence that the service can say, found in the sources.

A sentence is found where it is marked (`_("...")`, `Sentence("...")`, `{% translate %}`), in tables
that are named here, where a refusal says it, and wherever a whole one stands: it begins as a
sentence and ends with a full stop. What stands in a docstring, is raised for programmers, or is
named here is not said to anybody.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "platform", ROOT / "workers")
#: Not said by the running service, or not to those who use it.
NOT_SOURCES = frozenset({"migrations", "demo", "management", "settings.py"})
#: What a demonstration says to its visitors before they sign in.
SAID_ALL_THE_SAME = ROOT / "platform" / "guildmark" / "demo" / "accounts.py"
#: Whole sentences in these are for programmers, for whoever installs it, or are written in English
#: into the files of a release, which its readers share.
NOT_SAID_IN = (
    "platform/concord/offline/",
    "platform/concord/formats/card.py",
    "platform/concord/formats/croissant.py",
    "platform/concord/formats/manifest.py",
    "platform/concord/rules/*.py",  # said by the browser's own texts, by the code of the rule
    "platform/guildmark/core/described.py",  # to who reads the description of the API
    "platform/guildmark/core/frontend.py",
    "platform/guildmark/releases/freezing.py",
)
#: What is raised with these is a mistake of ours.
FOR_PROGRAMMERS = frozenset(
    {"ValueError", "TypeError", "KeyError", "AssertionError", "RuntimeError", "LookupError"}
)
#: Arguments that describe a column or a parameter to who reads the code or the API's description.
DESCRIBING = frozenset({"help_text", "description", "help", "summary"})
#: Names that a sentence is kept under until a refusal says it.
KEPT_AS = frozenset({"message", "sentence"})
MARKS = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "Sentence"})
#: Tables whose sentences are said through `_(...)`.
TABLES = frozenset(
    {
        "ALIKE",
        "BUCKET_ANSWERS",
        "CIRCLE",
        "FIRED",
        "RESTRICTION_LIFTED",
        "LONG_ADDRESS",
        "LOOKED_UP",
        "MEMBER_ALREADY",
        "MORE_ALIKE",
        "NOBODY_ANSWERED",
        "NOT_SHOWN",
        "NO_ADDRESS",
        "NO_LONGER_MET",
        "NO_SEAT",
        "OTHERS_NOT_MET",
        "PAUSED_HERE",
        "PAUSED_UNTIL",
        "RUNS_OUT",
        "REVIEWER_SETTLED",
        "TIME_OVER",
        "ASKED_ANEW",
        "WHY_EMPTY",
        "CHECKS_GONE",
        "_HOW_ELSE",
        "PAGE",
        "PICTURE",
        "TAKEN",
        "TITLES",
        "_DETAIL",
        "_WITHDRAWN_DETAIL",
        "_PEOPLE_DETAIL",
        "SKIP_REASONS",
        "ANSWER_REASONS",
        "PICTURE_REASONS",
        "INVITATION",
        "COMMUNITY_INVITATION",
        "NOTICE_LETTER",
        "OTHERS_TWIN",
        "OWN_TWIN",
        "STATE_WORDS",
        "_ANSWERED",
        "_APPEAL",
        "_APPEAL_ALWAYS",
        "_ENDS_OF_LIMIT",
        "_HAS",
        "_KINDS_OF_LIMIT",
        "_KNOWN_OTHERS",
        "_MEMBERSHIP",
        "_NEGATED",
        "_NOT",
        "_QUALIFICATION",
        "_QUALIFICATION_BY_HAND",
        "_ROLES",
        "_SIGNS",
        "_VERBS",
        "_WANTED",
    }
)
#: Functions that say the sentences they are given through `_(...)`.
SPEAKERS = frozenset(
    {
        "Alarm",
        "Closed",
        "Eligibility",
        "LabelRefusal",
        "NotGeometry",
        "NotNames",
        "NotRead",
        "NotRow",
        "NotXml",
        "Standing",
        "_of_community",
        "_of_pictures",
        "_of_training",
        "_refuse",
        "refuse",
        "undefined",
    }
)
CATALOGUE = ROOT / "platform" / "guildmark" / "communities"
#: Of the catalogue of facts; names of brands are the same everywhere.
FACTS = frozenset({"_AGES", "_EXPERTISE", "_PRODUCTS", "_PETS", "_DEVICES", "_HOURS"})
SENTENCE = re.compile(r"^[A-Z“{].* .*")
#: From its first letter to its full stop.
WHOLE = re.compile(r"[A-Z“].* .*[.?!…]", re.DOTALL)
BLOCK = re.compile(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", re.DOTALL)
WORD = re.compile(r'{% translate "([^"]+)" %}')
VARIABLE = re.compile(r"{{ ?(\w+) ?}}")


def messages() -> list[str]:
    """Every sentence the service can say and that is to be translated, in order."""
    found: set[str] = set()
    for path in python_files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(_in_python(tree))
        if {"guildmark", "workers"} & set(path.relative_to(ROOT).parts):
            found.update(_in_tables(tree))
        if is_said_in(path):
            found.update(whole_sentences(tree))
    for folder in SOURCES:
        for path in folder.rglob("templates/**/*.txt"):
            found.update(_in_template(path.read_text(encoding="utf-8")))
    for name in ("countries", "languages"):
        listed = json.loads((CATALOGUE / "data" / f"{name}.json").read_text(encoding="utf-8"))
        found.update(option["name"] for option in listed)
    return sorted(found)


def _in_python(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from _titles(node)
        elif isinstance(node, ast.Call):
            name = _name(node.func)
            if name in MARKS:
                yield from _texts(node.args[:1])
            elif name == "FieldProblem" or name.endswith("Problem") or name in SPEAKERS:
                yield from filter(SENTENCE.match, _texts(_arguments(node)))
            elif name == "About":  # a statistic of rules
                yield from _texts(one.value for one in node.keywords if one.arg == "name")
            elif name == "StartingTrait":
                yield from _texts(node.args[1:3])
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _kept_for_a_refusal(node)
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            is_ours = _name(node.exc.func) in FOR_PROGRAMMERS
            yield from () if is_ours else filter(SENTENCE.match, _texts(_arguments(node.exc)))


def python_files() -> list[Path]:
    """Every source file that may say something."""
    return sorted(
        path
        for folder in SOURCES
        for path in folder.rglob("*.py")
        if path == SAID_ALL_THE_SAME or not NOT_SOURCES & set(path.relative_to(ROOT).parts)
    )


def is_said_in(path: Path) -> bool:
    """Whether whole sentences in this file are said to those who use the service."""
    place = path.relative_to(ROOT)
    return not any(
        place.match(one) if one.endswith(".py") else place.as_posix().startswith(one)
        for one in NOT_SAID_IN
    )


def whole_sentences(tree: ast.AST) -> set[str]:
    """Constants that are a sentence from its first letter to its full stop, and are not apart."""
    apart = {id(node) for node in _apart(tree)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in apart
        and WHOLE.fullmatch(node.value)
    }


def _apart(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, pieces of filled text, what programmers are told, and what describes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr | ast.JoinedStr):
            yield from ast.walk(node) if not isinstance(node, ast.Expr) else [node.value]
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            if _name(node.exc.func) in FOR_PROGRAMMERS:
                yield from ast.walk(node)
        elif isinstance(node, ast.keyword) and node.arg in DESCRIBING:
            yield from ast.walk(node)


def _kept_for_a_refusal(node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    if _targets(node) & KEPT_AS and node.value is not None:
        yield from filter(SENTENCE.match, _texts([node.value]))


def _in_tables(tree: ast.AST) -> Iterator[str]:
    """What tables of sentences say; their keys are codes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and _targets(node) & (TABLES | FACTS):
            yield from _in_table(node.value)


def _in_table(value: ast.expr | None) -> Iterator[str]:
    if value is None or isinstance(value, ast.Tuple):
        return
    keys = [key for table in ast.walk(value) if isinstance(table, ast.Dict) for key in table.keys]
    inside = [one for one in ast.walk(value) if isinstance(one, ast.expr) and one not in keys]
    yield from filter(None, _texts(inside))


def _targets(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {_name(target) for target in targets}


def _titles(node: ast.ClassDef) -> Iterator[str]:
    """The title of a refusal, a class with a code."""
    values = {
        target.id: statement.value
        for statement in node.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    if "code" in values and "title" in values:
        yield from _texts([values["title"]])


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _texts(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _in_template(text: str) -> Iterator[str]:
    for block in BLOCK.findall(text):
        yield VARIABLE.sub(r"%(\1)s", block)
    yield from WORD.findall(text)
