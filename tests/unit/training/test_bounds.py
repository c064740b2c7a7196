"""What is scored while its author waits holds no more than takes a moment."""

from typing import Any

import pytest

from guildmark.projects.errors import WrongDocument
from guildmark.training.bounds import MOST_LINE_POINTS, MOST_POINTS, require_scorable


def shapes(kind: str, *point_counts: int) -> dict[str, Any]:
    """A document with so many points in each shape."""
    geometries = [{"points": [[0, 0]] * count} for count in point_counts]
    return {"shapes": [{"kind": kind, "geometry": geometry} for geometry in geometries]}


@pytest.mark.parametrize(
    ("kind", "most"), [("polyline", MOST_LINE_POINTS), ("polygon", MOST_POINTS)]
)
def test_points_of_all_shapes_together_are_bounded(kind: str, most: int) -> None:
    require_scorable(shapes(kind, most - 1, 1))

    with pytest.raises(WrongDocument, match="at most"):
        require_scorable(shapes(kind, most, 1))
