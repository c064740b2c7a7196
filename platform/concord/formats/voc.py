"""Pascal VOC (Everingham et al. 2010, development kit, section 8.2): one XML a picture.

VOC counts pixels from 1 and includes the last one: xmin = x + 1, xmax = x + width, whole numbers.
Readers differ, so `VOC_ZERO_BASED` writes edges counted from 0: xmin = x, xmax = x + width.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from concord.documents import Label, Schema, Shape
from concord.formats.content import Counter, Folder, Head, ReleasedItem, Written
from concord.formats.places import beside, moved
from concord.formats.shapes import box_in_picture
from concord.formats.split_lists import SplitLists
from concord.formats.xml import text
from concord.sentences import Sentence

_PICTURES = "JPEGImages"
#: Yes to an attribute with one of VOC's own words is said in that word.
_FLAGS = ("truncated", "difficult", "occluded")


@dataclass(frozen=True, slots=True)
class Voc:
    """`first` is the number of the first pixel."""

    key: str
    name: str
    first: int
    path: str = "Annotations/*.xml"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """An XML for each item, the lists of `ImageSets/Main`, and the labels there are."""
        schema, counter = head.schema, Counter(head.schema)
        with SplitLists(head, otherwise="trainval") as lists:
            for item in items:
                counter.add(item)
                with folder.file(beside(item.file_name, "Annotations", ".xml")) as sink:
                    sink.write(self._xml(item, schema, counter).encode())
                lists.add(item, PurePosixPath(item.file_name).stem)
            lists.write(folder, lambda split: f"ImageSets/Main/{split}.txt")
        with folder.file("labelmap.txt") as sink:
            sink.write(_label_map(schema))
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """VOC knows upright boxes of whole pixels."""
        lost = [
            (
                "Every shape is written as the upright box round it, cut at the picture's edges "
                "and rounded to whole pixels, at least one."
            ),
            (
                "Attributes but truncated, difficult and occluded, confidence, agreement and the "
                "answers of single people are left out."
            ),
            self._convention(),
        ]
        if head.schema.questions:
            lost.append("Answers to questions about the whole image are left out.")
        return tuple(lost)

    def picture_path(self, item: ReleasedItem, head: Head) -> str | None:
        """Where VOC keeps pictures."""
        return moved(item.file_name, _PICTURES)

    def _convention(self) -> str:
        if self.first:
            return "Pixels count from 1 and the last is included: xmin = x + 1, xmax = x + width."
        return Sentence("voc_zero_based: edges count from 0, so xmin = x and xmax = x + width.")

    def _xml(self, item: ReleasedItem, schema: Schema, counter: Counter) -> str:
        name = PurePosixPath(item.file_name).name
        parts = [
            (
                f"<annotation>\n\t<folder>{_PICTURES}</folder>\n\t<filename>{text(name)}</filename>\n"
                "\t<source><database>Guildmark</database></source>\n"
                f"\t<size><width>{item.width_px}</width><height>{item.height_px}</height>"
                "<depth>3</depth></size>\n\t<segmented>0</segmented>\n"
            )
        ]
        for shape in item.document.shapes:
            box = _whole_box(shape, item)
            if box is None:
                counter.leave_out(shape)
            else:
                parts.append(self._object(shape, schema.labels[shape.label], box))
        return "".join([*parts, "</annotation>\n"])

    def _object(self, shape: Shape, label: Label, box: tuple[int, int, int, int]) -> str:
        left, top, right, bottom = box
        flags = "".join(
            f"<{flag}>{int(shape.attributes.get(flag) is True)}</{flag}>" for flag in _FLAGS
        )
        return (
            f"\t<object>\n\t\t<name>{text(label.name)}</name><pose>Unspecified</pose>{flags}\n"
            f"\t\t<bndbox><xmin>{left + self.first}</xmin><ymin>{top + self.first}</ymin>"
            f"<xmax>{right}</xmax><ymax>{bottom}</ymax></bndbox>\n\t</object>\n"
        )


def _label_map(schema: Schema) -> bytes:
    """What CVAT and Datumaro read labels from: without it they know those of VOC 2012 alone."""
    rows = ["# label:color_rgb:parts:actions", "background:0,0,0::"]
    for label in schema.labels.values():
        colour = ",".join(map(str, bytes.fromhex(label.color[1:])))
        rows.append(f"{label.name}:{colour}::")
    return "\n".join([*rows, ""]).encode()


def _whole_box(shape: Shape, item: ReleasedItem) -> tuple[int, int, int, int] | None:
    """Edges on whole pixels, at least one apart, inside the picture."""
    box = box_in_picture(shape, item.width_px, item.height_px)
    if box is None:
        return None
    left, right = _whole_span(box[0], box[2], item.width_px)
    top, bottom = _whole_span(box[1], box[3], item.height_px)
    return left, top, right, bottom


def _whole_span(start: float, end: float, length_px: int) -> tuple[int, int]:
    """The nearest whole edges of a span in the picture; one inside a pixel is that pixel."""
    first, last = int(start + 0.5), int(end + 0.5)
    if first >= last:
        first = min(int(start), length_px - 1)
        last = first + 1
    return first, last


VOC = Voc("voc", "Pascal VOC", 1)
VOC_ZERO_BASED = Voc("voc_zero_based", Sentence("Pascal VOC, counted from 0"), 0)
