"""What the service says, in other languages: kept as .po, compiled to .mo.

`python -m deploy.local.languages` completes each `django.po` with what is new, takes out what is
gone, and compiles it. The .mo files are checked in: a start needs no gettext tools. Which sentences
there are is `sentences`' to find.
"""

import ast
import struct
from collections.abc import Mapping
from pathlib import Path

from deploy.local.sentences import ROOT, messages

LOCALE = ROOT / "platform" / "guildmark" / "locale"
HEADER = (
    "Project-Id-Version: guildmark\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
)


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
