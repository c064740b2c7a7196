"""Reading YOLO text (docs.ultralytics.com/datasets): one text file a picture, one object a line.

`detect`: class, centre x, centre y, width, height; `segment`: class, then the points of a ring;
`obb`: class and four corners; `pose`: class, box, then the keypoints. All as shares of the
picture, whose size must be known. A number more than these at the end of a line is a model's
confidence; of `segment` and `pose` where every line of the set has it, as one number that is
missing would make another line look so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from concord.formats.reading.content import (
    FoundLabel,
    LabelRefusal,
    ReadImage,
    ReadLabels,
    Refusals,
    found_labels,
    geometry_refusal,
)
from concord.formats.reading.yolo_names import Names, NotNames, names_of
from concord.formats.reading.yolo_rows import ROWS, SCORED, NotRow, Picture

Size = tuple[int, int]
YOLO_TASKS = ("detect", "segment", "obb", "pose")
#: Text files that hold no objects.
_OTHER_TEXTS = frozenset({"classes", "train", "val", "test", "readme", "requirements", "notes"})


def read_yolo(
    files: Mapping[str, bytes],
    *,
    size_of: Callable[[str], Size | None],
    task: str | None = None,
    is_bounded: bool = True,
) -> ReadLabels:
    """Objects of every label file among `files` (bytes by path), in the order of their paths.

    Class names come from a `data.yaml` or another YAML file with `names`, or from `classes.txt`.
    `size_of` gives width and height of the picture of a label file (its path without `.txt`), None
    where there is none. Without `task` the files are `pose` when the YAML says `kpt_shape`, else
    `detect` when all rows have 5 or 6 numbers, else `segment`. What breaks the rules of its kind,
    as past the picture's edge, is refused where labels are `is_bounded`.
    """
    refusals = Refusals()
    try:
        names = names_of(files)
    except NotNames as error:
        return ReadLabels((), (), (LabelRefusal("not_readable", error.args[0], error.file, 1),))
    paths = [path for path in sorted(files) if _is_label_file(path)]
    task = task or _guess(files, paths, names)
    if task in SCORED and _has_confidences(files, paths, names, task):
        task = SCORED[task]
    images = []
    for path in paths:
        image = _image(path, files[path], names, task, size_of, refusals, is_bounded=is_bounded)
        if image is not None:
            images.append(image)
    named = {name: FoundLabel(name, points=names.points) for name in names.classes.values()}
    return refusals.with_read(found_labels(named, images), images)


def _is_label_file(path: str) -> bool:
    pure = PurePosixPath(path)
    return pure.suffix.lower() == ".txt" and pure.stem.lower() not in _OTHER_TEXTS


def _guess(files: Mapping[str, bytes], paths: list[str], names: Names) -> str:
    if names.points:
        return "pose"
    for path in paths:
        if any(len(row.split()) not in (0, 5, 6) for row in files[path].splitlines()):
            return "segment"
    return "detect"


def _has_confidences(files: Mapping[str, bytes], paths: list[str], names: Names, task: str) -> bool:
    """Whether every line has a number too many, and there is a line."""
    words = (len(row.split()) for path in paths for row in files[path].splitlines())
    counts = filter(None, words)
    first = next(counts, None)
    if first is None:
        return False
    if task == "pose":
        wanted = 6 + names.numbers_a_point * len(names.points)
        return first == wanted and all(count == wanted for count in counts)
    return first % 2 == 0 and all(count % 2 == 0 for count in counts)


def _image(
    path: str,
    data: bytes,
    names: Names,
    task: str,
    size_of: Callable[[str], Size | None],
    refusals: Refusals,
    *,
    is_bounded: bool,
) -> ReadImage | None:
    name = path[: -len(".txt")]
    size = size_of(name)
    if size is None:
        message = "The picture is not here, so its size is not known."
        refusals.add(LabelRefusal("unknown_size", message, path, 1))
        return ReadImage(name, None, None, is_unread=True)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        refusals.add(LabelRefusal("not_readable", "The file is not UTF-8 text.", path, 1))
        return None
    picture, shapes = Picture(*size), []
    for line, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        try:
            shape = ROWS[task](row.split(), names, picture, line)
        except NotRow as error:
            refusals.add(LabelRefusal(error.code, error.args[0], path, line, image=name))
            continue
        broken = geometry_refusal(shape, *size, path) if is_bounded else None
        if broken is not None:
            refusals.add(replace(broken, image=name))
        else:
            shapes.append(shape)
    return ReadImage(name, *size, tuple(shapes))
