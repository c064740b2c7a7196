"""What the service says, in other languages: found in the sources, kept as .po, compiled to .mo.

`python -m deploy.local.languages` completes each `django.po` with what is new, takes out what is
gone, and compiles it. The .mo files are checked in: a start needs no gettext tools. A sentence is
found where it is marked (`_("...")`, `{% translate %}`) and where a refusal says it: the door of
the API translates titles, details and places at fault by themselves (`core.problems`).
"""

import ast
import json
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    ROOT / "platform" / "guildmark",
    ROOT / "platform" / "concord" / "documents",
    ROOT / "platform" / "concord" / "formats" / "predictions",
    ROOT / "platform" / "concord" / "formats" / "reading",
    ROOT / "workers",
)
#: Names that a sentence is kept under until a refusal says it.
KEPT_AS = frozenset({"message", "sentence"})
#: Arithmetic, which says in words only why a figure is not there.
FIGURES = ROOT / "platform" / "concord"
LOCALE = ROOT / "platform" / "guildmark" / "locale"
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
        "MOMENT",
        "MORE_ALIKE",
        "NOBODY_ANSWERED",
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
#: Names under which several figures say the same reason.
REASONS = frozenset({"NO_SCORES", "NO_TRUTH", "_NOTHING", "reason"})
CATALOGUE = ROOT / "platform" / "guildmark" / "communities"
#: Of the catalogue of facts; names of brands are the same everywhere.
FACTS = frozenset({"_AGES", "_EXPERTISE", "_PRODUCTS", "_PETS", "_DEVICES", "_HOURS"})
SENTENCE = re.compile(r"^[A-Z“{].* .*")
BLOCK = re.compile(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", re.DOTALL)
WORD = re.compile(r'{% translate "([^"]+)" %}')
VARIABLE = re.compile(r"{{ ?(\w+) ?}}")
HEADER = (
    "Project-Id-Version: guildmark\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
)


def messages() -> list[str]:
    """Every sentence the service can say and that is to be translated, in order."""
    found: set[str] = set()
    for folder in SOURCES:
        for path in folder.rglob("*.py"):
            if not {"migrations", "demo", "settings.py"} & set(path.parts):
                found.update(_in_python(ast.parse(path.read_text(encoding="utf-8"))))
        for path in folder.rglob("templates/**/*.txt"):
            found.update(_in_template(path.read_text(encoding="utf-8")))
    for path in FIGURES.rglob("*.py"):
        found.update(_why_undefined(ast.parse(path.read_text(encoding="utf-8"))))
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
            elif name == "StartingTrait":
                yield from _texts(node.args[1:3])
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _in_table(node)
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield from filter(SENTENCE.match, _texts(_arguments(node.exc)))


def _why_undefined(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "undefined":
            yield from _texts(node.args)
        elif isinstance(node, ast.Call) and _name(node.func) == "ratio":
            yield from _texts(one.value for one in node.keywords if one.arg == "otherwise")
        elif isinstance(node, ast.Assign) and REASONS & {_name(one) for one in node.targets}:
            yield from _texts([node.value])


def _in_table(node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    """What a table of sentences says; its keys are codes."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = {_name(target) for target in targets}
    if names & KEPT_AS and node.value is not None:
        yield from filter(SENTENCE.match, _texts([node.value]))
    is_table = names & (TABLES | FACTS)
    if node.value is None or isinstance(node.value, ast.Tuple) or not is_table:
        return
    keys = [
        key for table in ast.walk(node.value) if isinstance(table, ast.Dict) for key in table.keys
    ]
    inside = [one for one in ast.walk(node.value) if isinstance(one, ast.expr) and one not in keys]
    yield from filter(None, _texts(inside))


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


# -------------------------------------------------------------------- files of gettext


def read_po(path: Path) -> dict[str, str]:
    """The translations of a file by sentence; empty where there is none yet."""
    entries: dict[str, str] = {}
    said, part = {"msgid": "", "msgstr": ""}, ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), 'msgid ""']:
        keyword, _, rest = line.partition(" ")
        if keyword in said:
            if keyword == "msgid":
                entries[said["msgid"]] = said["msgstr"]
                said["msgstr"] = ""
            part = keyword
            said[part] = ast.literal_eval(rest)
        elif line.startswith('"'):
            said[part] += ast.literal_eval(line)
    entries.pop("", None)
    return entries


def po_text(entries: Mapping[str, str], *, language: str) -> str:
    """The file as it is checked in, by sentence."""
    head = 'msgid ""\nmsgstr ' + _quoted(_header(language)) + "\n"
    pairs = (
        f"msgid {_quoted(msgid)}\nmsgstr {_quoted(msgstr)}\n"
        for msgid, msgstr in sorted(entries.items())
    )
    return "\n".join([head, *pairs])


def _header(language: str) -> str:
    return f"{HEADER}Language: {language}\n"


def _quoted(text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    escaped = [
        '"' + line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        for line in lines
    ]
    return escaped[0] if len(escaped) == 1 else '""\n' + "\n".join(escaped)


def mo_bytes(entries: Mapping[str, str], *, language: str) -> bytes:
    """What has a translation, compiled (GNU gettext manual, "The Format of GNU MO Files")."""
    said = {"": _header(language)} | {msgid: msgstr for msgid, msgstr in entries.items() if msgstr}
    ordered = sorted((msgid.encode(), msgstr.encode()) for msgid, msgstr in said.items())
    count, ids, strings = len(ordered), b"", b""
    places: list[tuple[int, int, int, int]] = []
    for msgid, msgstr in ordered:
        places.append((len(msgid), len(ids), len(msgstr), len(strings)))
        ids, strings = ids + msgid + b"\0", strings + msgstr + b"\0"
    first = 28 + 16 * count
    originals = [(length, first + at) for length, at, _, _ in places]
    translations = [(length, first + len(ids) + at) for _, _, length, at in places]
    tables = b"".join(struct.pack("<II", *pair) for pair in originals + translations)
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    return head + tables + ids + strings


def main() -> None:
    """Complete and compile every language."""
    wanted = messages()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        language = path.parts[-3]
        before = read_po(path)
        entries = {msgid: before.get(msgid, "") for msgid in wanted}
        path.write_text(po_text(entries, language=language), encoding="utf-8")
        path.with_suffix(".mo").write_bytes(mo_bytes(entries, language=language))
        missing = [msgid for msgid, msgstr in entries.items() if not msgstr]
        print(f"{language}: {len(entries)} sentences, {len(missing)} to translate")


if __name__ == "__main__":
    main()
