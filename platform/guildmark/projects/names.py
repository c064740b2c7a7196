"""What the things of a label schema are called, and when a name would pass to another thing.

Answers keep keys, people read names: where a key takes the name that another key had, answers that
were given before say something else from then on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Names = dict[str, dict[str, str]]  # of a list, such as `/questions/wet/options`: name by key
NamesEver = dict[str, dict[str, list[str]]]  # all names of a key, each once, the last one first


@dataclass(frozen=True, slots=True)
class NameChange:
    """A key with another name than the one it had last.

    `was` is the name of before, None of a key that is new. `is_moved` says that the name was
    another key's, which has it no longer, or that the key was gone and comes back as another thing.
    """

    path: str
    key: str
    was: str | None
    name: str
    is_moved: bool


# A definition is JSON that passed `require_schema`: `Any` is its values.
def names_in(definition: Mapping[str, Any]) -> Names:
    """The names in every list of things that have keys."""
    found: Names = {}
    for path, rows, called in _lists_in(definition):
        found[path] = {row["key"]: row[called] for row in rows}
    return found


def _lists_in(definition: Mapping[str, Any]) -> Iterator[tuple[str, list[Any], str]]:
    yield "/labels", definition["labels"], "name"
    for label in definition["labels"]:
        place = f"/labels/{label['key']}"
        yield f"{place}/points", (label.get("skeleton") or {}).get("points", []), "name"
        yield f"{place}/attributes", label.get("attributes", []), "name"
        for one in label.get("attributes", []):
            yield f"{place}/attributes/{one['key']}/options", one.get("options", []), "name"
    yield "/questions", definition["questions"], "text"
    for one in definition["questions"]:
        yield f"/questions/{one['key']}/options", one.get("options", []), "name"


def names_ever(
    definitions: Iterable[Mapping[str, Any]], older: NamesEver | None = None
) -> NamesEver:
    """What every key was called in any of the definitions, the newest of which comes first.

    `older` is what is known already of those before all of them.
    """
    found: NamesEver = {}
    for definition in definitions:
        for path, names in names_in(definition).items():
            for key, name in names.items():
                _note(found, path, key, [name])
    for path, called in (older or {}).items():
        for key, before in called.items():
            _note(found, path, key, before)
    return found


def _note(found: NamesEver, path: str, key: str, names: list[str]) -> None:
    called = found.setdefault(path, {}).setdefault(key, [])
    called.extend(name for name in names if name not in called)


def name_changes(*, ever: NamesEver, in_force: Names, after: Names) -> list[NameChange]:
    """The keys that `after` calls otherwise than before, and new ones with a name of another key.

    `ever` is `names_ever` of all versions so far. Each list by itself; linear in the keys.
    """
    return [
        change
        for path, names in after.items()
        for change in _changes_in(
            path, ever=ever.get(path, {}), in_force=in_force.get(path, {}), after=names
        )
    ]


def _changes_in(
    path: str, *, ever: dict[str, list[str]], in_force: dict[str, str], after: dict[str, str]
) -> Iterator[NameChange]:
    given_up_by: dict[str, set[str]] = {}
    for key, names in ever.items():
        for name in names:
            if _told(name) != _told(after.get(key, "")):
                given_up_by.setdefault(_told(name), set()).add(key)
    for key, name in after.items():
        was = next(iter(ever.get(key, [])), None)
        if was == name:
            continue
        is_plain = was is not None and _told(was) == _told(name)
        was_anothers = not is_plain and bool(given_up_by.get(_told(name), set()) - {key})
        comes_back = was is not None and key not in in_force
        if was is not None or was_anothers:
            yield NameChange(path, key, was, name, is_moved=was_anothers or comes_back)


def _told(name: str) -> str:
    """Names that differ in capitals alone are one to people."""
    return name.strip().casefold()
