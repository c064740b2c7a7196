"""What a YOLO dataset calls its classes and its keypoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

#: Of the YAML; a thousand classes have some 20 kB.
MOST_BYTES = 1 << 20
_DEEPEST = 16
Json = Any  # YAML that somebody else wrote: asked for its type before use


class NotNames(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """The file of the names says none."""

    def __init__(self, message: str, file: str) -> None:
        self.file = file
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Names:
    """Classes by their number; keypoints in order, empty where there are none.

    `numbers_a_point` is 2 for x and y, 3 with a visibility.
    """

    classes: Mapping[int, str]
    points: tuple[str, ...] = ()
    numbers_a_point: int = 3

    def of(self, number: int) -> str | None:
        """The name; without any names the number itself, None for a number that has none."""
        return self.classes.get(number) if self.classes else str(number)


def is_yaml(path: str) -> bool:
    """Whether a file may be the YAML of a dataset, as its name says."""
    return PurePosixPath(path).suffix.lower() in (".yaml", ".yml")


def is_class_list(path: str) -> bool:
    """Whether a file has the names of the classes, a line each."""
    return PurePosixPath(path).name.lower() == "classes.txt"


def names_of(files: Mapping[str, bytes]) -> Names:
    """From the first YAML file with `names`, else from `classes.txt`. Raises NotNames."""
    for path in sorted(files):
        if is_yaml(path):
            return _from_yaml(path, files[path])
    for path in sorted(files):
        if is_class_list(path):
            names = files[path].decode("utf-8-sig", "replace").splitlines()
            return Names({at: name.strip() for at, name in enumerate(names) if name.strip()})
    return Names({})


def _from_yaml(path: str, data: bytes) -> Names:
    root = _read(path, data)
    names = root.get("names") if isinstance(root, dict) else None
    if isinstance(names, list):
        names = {str(at): name for at, name in enumerate(names)}
    if not isinstance(names, dict) or not all(
        _is_number(number) and _is_name(name) for number, name in names.items()
    ):
        raise NotNames('The file needs "names": a list, or names by number.', path)
    classes = {int(number): name for number, name in names.items()}
    shape = root.get("kpt_shape")
    if not isinstance(shape, list) or len(shape) != 2 or not all(map(_is_number, shape)):
        return Names(classes)
    return Names(classes, _points(root, int(shape[0])), int(shape[1]))


def _read(path: str, data: bytes) -> Json:
    """Mappings, lists and text as it is written: no name becomes a date or a truth value.

    No alias is read: a few of them, nested, stand for more than any machine holds.
    """
    if len(data) > MOST_BYTES:
        raise NotNames("The file of the names has more than 1 MB.", path)
    try:
        _require_plain(path, data)
        return yaml.load(data, Loader=yaml.BaseLoader)  # noqa: S506 -- text, lists, mappings
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise NotNames("The file is not YAML.", path) from error


def _require_plain(path: str, data: bytes) -> None:
    """Looked at before anything is built. Raises NotNames and YAMLError."""
    depth = 0
    for event in yaml.parse(data, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise NotNames("Anchors and aliases (& and *) are not read: say it in full.", path)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise NotNames("The names are nested too deeply.", path)


def _is_number(word: Json) -> bool:
    return isinstance(word, str) and word.isascii() and word.isdigit() and len(word) <= 9


def _is_name(word: Json) -> bool:
    return isinstance(word, str) and bool(word)


def _points(root: Json, count: int) -> tuple[str, ...]:
    """`kpt_names` of the first class where they are said, else point_1, point_2 ..."""
    named = root.get("kpt_names")
    if isinstance(named, dict):
        named = next(iter(named.values()), None)
    if isinstance(named, list) and len(named) == count and all(map(_is_name, named)):
        return tuple(named)
    return tuple(f"point_{number}" for number in range(1, min(count, 200) + 1))
