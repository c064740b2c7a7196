"""What a person makes of a model's draft: shapes drawn anew, left as they are, taken away."""

from typing import Any

import numpy as np

from concord.documents import parse_document
from concord.scoring import match_shapes
from guildmark.demo.people import Manner

ALIKE_IOU = 0.5
#: Of the time that a shape takes to draw: to look at one and leave it, to move its edges, to take
#: one away.
KEPT, REDRAWN, REMOVED = 0.3, 0.7, 0.2
LEAST_SECONDS = 2.0


def care(manner: Manner) -> float:
    """The chance that a shape which is there is drawn anew, 0.05 to 0.9: careful people do."""
    return min(0.9, max(0.05, 1.1 - 6.0 * manner.edge_error))


def corrected(
    own: dict[str, Any], draft: dict[str, Any], manner: Manner, rng: np.random.Generator
) -> tuple[dict[str, Any], float]:
    """A draft after this person's hand, and how many shapes' time it took.

    `own` is what they would have answered without it. What they would not have drawn themselves
    stays the more often the less they care, right or wrong.
    """
    drawn, drafted = own["shapes"], draft["shapes"]
    pairs = match_shapes(
        parse_document(own).shapes, parse_document(draft).shapes, iou_threshold=ALIKE_IOU
    )
    own_of = {pair.second: pair.first for pair in pairs}
    shapes: list[dict[str, Any]] = []
    work = 0.0
    for place, shape in enumerate(drafted):
        is_cared_for = bool(rng.random() < care(manner))
        if place in own_of and is_cared_for:
            shapes.append({**drawn[own_of[place]], "id": shape["id"]})
            work += REDRAWN
        elif place in own_of or not is_cared_for:
            shapes.append(shape)
            work += KEPT
        else:
            work += REMOVED
    added = [shape for place, shape in enumerate(drawn) if place not in own_of.values()]
    shapes += [{**shape, "id": f"own{shape['id']}"} for shape in added]
    document = {**own, "shapes": shapes, "is_nothing_here": not shapes}
    return document, work + len(added)


def seconds_spent(work: float, manner: Manner, rng: np.random.Generator) -> float:
    """Time on the task: log-normal about the manner's median, as without a draft."""
    spread = float(np.exp(rng.normal(0, 0.35)))
    return LEAST_SECONDS + work * manner.seconds_per_shape * spread
