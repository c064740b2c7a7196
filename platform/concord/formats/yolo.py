"""YOLO text (docs.ultralytics.com/datasets): a text file a picture, an object a line.

Classes count from 0 without gaps, over the labels that a task can hold. Numbers are shares of the
oriented picture. A picture without objects has an empty file: it was looked at and holds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import yaml

from concord.documents import KINDS, Label, Schema, Shape
from concord.formats.content import BesideLabels, Counter, Folder, Head, ReleasedItem, Written
from concord.formats.places import beside
from concord.formats.shapes import AREA_KINDS
from concord.formats.split_lists import SplitLists
from concord.formats.yolo_rows import Row, detect, pose, segment, turned
from concord.sentences import Sentence, joined

_LOST = (
    "Attributes, confidence, agreement and the answers of single people are left out.",
    "Shares of the picture are rounded to 7 digits.",
)
_TURNED_KINDS = frozenset({"box", "rotated_box"})


@dataclass(frozen=True, slots=True)
class Yolo(BesideLabels):
    """One task: which kinds it holds, and how an object is written."""

    key: str
    name: str
    kinds: frozenset[str]
    row: Callable[[Shape, Label, ReleasedItem, int], Row]
    lost: tuple[str, ...]
    path: str = "labels/*.txt"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """A text file for each item, then `data.yaml` and a list of pictures for each part."""
        schema = head.schema
        counter, classes = Counter(schema), class_numbers(schema, self.kinds)
        with SplitLists(head, otherwise="train") as lists:
            for item in items:
                counter.add(item)
                with folder.file(beside(item.file_name, "labels", ".txt")) as sink:
                    sink.write(self._rows(item, schema, classes, counter).encode())
                lists.add(item, f"./{item.file_name}")
            lists.write(folder, lambda split: f"{split}.txt")
        with folder.file("data.yaml") as sink:
            sink.write(self._yaml(schema, classes, lists.names))
        return counter.written

    def _rows(
        self, item: ReleasedItem, schema: Schema, classes: dict[str, int], counter: Counter
    ) -> str:
        most_points = _most_points(schema)
        rows = []
        for shape in item.document.shapes:
            row = None
            if shape.kind in self.kinds:
                row = self.row(shape, schema.labels[shape.label], item, most_points)
            if row is None:
                counter.leave_out(shape)
                continue
            numbers = " ".join(map(_written, row))
            rows.append(f"{classes[shape.label]} {numbers}\n")
        return "".join(rows)

    def names_yaml(self, schema: Schema) -> bytes:
        """What the numbers of classes, and the keypoints, mean in a set of this task."""
        return self._yaml(schema, class_numbers(schema, self.kinds), ("train",))

    def _yaml(self, schema: Schema, classes: dict[str, int], splits: tuple[str, ...]) -> bytes:
        labels = [schema.labels[key] for key in classes]
        content: dict[str, object] = {
            "path": ".",
            **{split: f"{split}.txt" for split in splits},
            # Training wants both: without a split it is up to the reader to divide.
            **({} if "val" in splits else {"val": f"{splits[0]}.txt"}),
            "names": {number: label.name for number, label in enumerate(labels)},
        }
        if self.row is pose:
            content["kpt_shape"] = [_most_points(schema), 3]
            content["kpt_names"] = {
                number: list(label.skeleton.points) if label.skeleton else []
                for number, label in enumerate(labels)
            }
        text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        return text.encode()

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What YOLO has no words for, and what this task has none for."""
        used = {label.kind for label in head.schema.labels.values()}
        lost = [*_LOST, *self.lost]
        left_out = sorted(used - self.kinds)
        if left_out:
            names = joined(*(kind.replace("_", " ") for kind in left_out), by=", ")
            lost.append(Sentence("Labels of these kinds are left out: {names}.", names=names))
        if head.schema.questions:
            lost.append("Answers to questions about the whole image are left out.")
        if not head.splits:
            lost.append("There are no parts: train.txt names every picture, and val is the same.")
        return tuple(lost)


def class_numbers(schema: Schema, kinds: frozenset[str]) -> dict[str, int]:
    """The class of each label of these kinds: from 0, without gaps, in the schema's order."""
    keys = [key for key, label in schema.labels.items() if label.kind in kinds]
    return {key: number for number, key in enumerate(keys)}


def _most_points(schema: Schema) -> int:
    """Every class of a YOLO dataset has as many keypoints: those of the largest skeleton."""
    skeletons = (label.skeleton for label in schema.labels.values() if label.skeleton)
    return max((len(skeleton.points) for skeleton in skeletons), default=0)


def _written(number: float) -> str:
    """7 digits, without zeros at the end; whole numbers without a point."""
    return f"{number:.7f}".rstrip("0").rstrip(".") if number else "0"


YOLO_DETECT = Yolo(
    "yolo_detect",
    Sentence("YOLO detection"),
    frozenset(KINDS) - {"polyline"},
    detect,
    ("Every shape is written as the upright box round it, cut at the picture's edges.",),
)
YOLO_SEGMENT = Yolo(
    "yolo_segment",
    Sentence("YOLO segmentation"),
    AREA_KINDS,
    segment,
    (
        (
            "Every shape is one ring: holes are filled, and of a mask in several parts the largest "
            "is left, along the edges of its pixels. Boxes are rings of four corners."
        ),
        "Ellipses are rings of 72 corners; what reaches out of the picture is cut off.",
    ),
)
YOLO_OBB = Yolo(
    "yolo_obb",
    Sentence("YOLO turned boxes"),
    _TURNED_KINDS,
    turned,
    ("Which side is the width is lost.",),
)
YOLO_POSE = Yolo(
    "yolo_pose",
    Sentence("YOLO poses"),
    frozenset({"keypoints"}),
    pose,
    (
        "The box of a pose is that round its points.",
        "Every class has as many points as the largest skeleton; the rest is 0.",
    ),
)
