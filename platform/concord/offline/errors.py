"""What can be wrong with a file, each as a sentence that names the line."""

from pathlib import Path


class TooManyLabels(ValueError):  # noqa: N818 -- an answer, not a fault
    """So many labels on so many items would not fit into memory."""


class UnreadableInput(ValueError):  # noqa: N818 -- an answer, not a fault
    """The input cannot be used; the message says where and why."""

    def __init__(self, path: Path, why: str, line: int | None = None) -> None:
        place = f"{path}, line {line}" if line is not None else str(path)
        super().__init__(f"{place}: {why}")
