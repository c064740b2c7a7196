"""Everybody's drawings held against each other, a few images at a time.

Of each image only the outcome is kept: what was drawn alike on a picture of thousands of shapes
is forgotten before the next pictures are looked at.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from concord.agreement import (
    Comparison,
    DrawnImage,
    MatchedImage,
    compare,
    drawn_image,
    match_images,
    only_label,
)
from concord.documents import Schema
from guildmark.consensus.consolidation import Judged

IMAGES_AT_A_TIME = 100
LOOSE, TIGHT = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What images have in common from IoU 0.5 and from 0.75 on, one each, in one order."""

    loose: list[Comparison] = field(default_factory=list)
    tight: list[Comparison] = field(default_factory=list)

    def add(self, image: DrawnImage) -> None:
        """One image more."""
        self.loose.append(compare(image, iou_threshold=LOOSE))
        self.tight.append(compare(image, iou_threshold=TIGHT))


@dataclass(frozen=True, slots=True)
class Compared:
    """All images as a whole; by label, those where somebody drew it, as if nothing else were
    there; and which shapes of each are one object."""

    whole: Comparisons
    labels: Mapping[str, Comparisons]
    matched: list[MatchedImage]


def compare_drawings(
    judged: Sequence[Judged], schema: Schema, *, on_step: Callable[[], None]
) -> Compared:
    """Hold all drawings against each other; `on_step` is called after `IMAGES_AT_A_TIME`."""
    compared = Compared(Comparisons(), {key: Comparisons() for key in schema.labels}, [])
    for images in _drawn(judged) if schema.labels else ():
        for image in images:
            compared.whole.add(image)
            for key, met in compared.labels.items():
                if key in image.labels:
                    met.add(only_label(image, key))
        compared.matched.extend(match_images(images))
        on_step()
    return compared


def _drawn(judged: Sequence[Judged]) -> Iterator[list[DrawnImage]]:
    for start in range(0, len(judged), IMAGES_AT_A_TIME):
        yield [
            drawn_image(
                {vote.annotator_id: vote.document.shapes for vote in one.task.votes}, one.task.key
            )
            for one in judged[start : start + IMAGES_AT_A_TIME]
        ]
