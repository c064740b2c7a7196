"""What a YOLO dataset calls its classes and its keypoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

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


def names_of(files: Mapping[str, bytes]) -> Names:
    """From the first YAML file with `names`, else from `classes.txt`. Raises NotNames."""
    for path in sorted(files):
        if PurePosixPath(path).suffix.lower() in (".yaml", ".yml"):
            return _from_yaml(path, files[path])
    for path in sorted(files):
        if PurePosixPath(path).name.lower() == "classes.txt":
            names = files[path].decode("utf-8", "replace").splitlines()
            return Names({at: name.strip() for at, name in enumerate(names) if name.strip()})
    return Names({})


def _from_yaml(path: str, data: bytes) -> Names:
    try:
        root: Json = yaml.safe_load(data)
    except yaml.YAMLError as error:
        raise NotNames("The file is not YAML.", path) from error
    names = root.get("names") if isinstance(root, dict) else None
    if isinstance(names, list):
        names = dict(enumerate(names))
    if not isinstance(names, dict) or not all(isinstance(number, int) for number in names):
        raise NotNames('The file needs "names": a list, or names by number.', path)
    classes = {number: str(name) for number, name in names.items()}
    shape = root.get("kpt_shape")
    if not isinstance(shape, list) or len(shape) != 2 or not all(type(n) is int for n in shape):
        return Names(classes)
    return Names(classes, _points(root, shape[0]), shape[1])


def _points(root: Json, count: int) -> tuple[str, ...]:
    """`kpt_names` of the first class where they are said, else point_1, point_2 ..."""
    named = root.get("kpt_names")
    if isinstance(named, dict):
        named = next(iter(named.values()), None)
    if isinstance(named, list) and len(named) == count:
        return tuple(str(name) for name in named)
    return tuple(f"point_{number}" for number in range(1, min(count, 200) + 1))
