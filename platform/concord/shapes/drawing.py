"""What several people drew."""

from __future__ import annotations

from dataclasses import dataclass

from concord.documents import Shape


@dataclass(frozen=True, slots=True)
class Drawing:
    """One person's answer for one image. No shapes means: looked, and found nothing."""

    submission: str
    annotator: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A drawn shape that went into a consensus shape."""

    submission: str
    annotator: str
    shape_id: str
