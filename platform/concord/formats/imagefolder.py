"""A folder for each class (torchvision's ImageFolder; what YOLO classification reads).

`train/CLASS/picture.jpg`; names are escaped for file systems. A table says the same, and is all
there is when labels go alone; it is safe to open in a spreadsheet, as `Csv` is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from concord.formats.classes import class_of, class_question
from concord.formats.content import Counter, Folder, Head, ReleasedItem, Written
from concord.formats.csv import safe_cell
from concord.formats.places import folder_name
from concord.sentences import Sentence

_ROWS_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class ImageFolder:
    """Pictures without a class, or with several, are in the table alone."""

    key: str = "imagefolder"
    name: str = Sentence("ImageFolder (classification, also YOLO's)")
    path: str = "classes.csv"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """The table: path, class, part."""
        schema, counter = head.schema, Counter(head.schema)
        text = io.StringIO(newline="")
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(["path", "class", "split", "file_name"])
        with folder.file(self.path) as sink:
            for number, item in enumerate(items, start=1):
                counter.add(item)
                name = class_of(item, schema)
                path = self.picture_path(item, head)
                table.writerow(
                    [path or "", safe_cell(name or ""), item.split or "", item.file_name]
                )
                if number % _ROWS_AT_A_TIME == 0:
                    sink.write(text.getvalue().encode())
                    text.seek(0)
                    text.truncate()
            sink.write(text.getvalue().encode())
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """One word for each picture."""
        question = class_question(head.schema)
        said = (
            Sentence(
                'The class is the answer to "{question}".',
                question=head.schema.questions[question].name,
            )
            if question
            else "The class is the one label of all shapes in the picture."
        )
        return (
            said,
            (
                "A picture without a class, or with several, is listed in classes.csv and left out "
                "of the folders. Everything else is left out."
            ),
            "Names of folders are percent-encoded where a file system would refuse them.",
            "A name of a folder with more than 255 bytes is cut; classes.csv has the whole class.",
        )

    def picture_path(self, item: ReleasedItem, head: Head) -> str | None:
        """train/CLASS/picture.jpg; None without a class. Without parts all are in `train`."""
        name = class_of(item, head.schema)
        if name is None:
            return None
        split = item.split if head.splits and item.split else "train"
        return f"{split}/{folder_name(name)}/{PurePosixPath(item.file_name).name}"
