"""How much an answer may hold that is scored while its author waits.

The overlap of lines costs with their number and their points on both sides: 100 lines of 50 points
against as many take 3 s. Within these bounds, a quiz is scored in about a second.
"""

from typing import Any

from django.utils.translation import gettext as _

from guildmark.core.errors import FieldProblem
from guildmark.projects.errors import WrongDocument

MOST_SHAPES = 200
MOST_LINE_POINTS = 2_000
MOST_POINTS = 20_000


# Any: JSON whose form was checked.
def require_scorable(document: dict[str, Any]) -> None:
    """Raises WrongDocument where it holds more than is scored at once."""
    shapes = document["shapes"]
    if len(shapes) > MOST_SHAPES:
        raise _too_many(_("An answer may hold at most {n} shapes here.").format(n=MOST_SHAPES))
    lines = [shape for shape in shapes if shape["kind"] == "polyline"]
    if sum(map(_points, lines)) > MOST_LINE_POINTS:
        sentence = _("Lines may have at most {n} points together here.")
        raise _too_many(sentence.format(n=MOST_LINE_POINTS))
    if sum(map(_points, shapes)) > MOST_POINTS:
        sentence = _("Shapes may have at most {n} points together here.")
        raise _too_many(sentence.format(n=MOST_POINTS))


def _points(shape: dict[str, Any]) -> int:
    geometry = shape["geometry"]
    return len(geometry.get("points", ())) + sum(map(len, geometry.get("holes", ())))


def _too_many(sentence: str) -> WrongDocument:
    return WrongDocument(sentence, errors=(FieldProblem("/shapes", "too_much_to_score", sentence),))
