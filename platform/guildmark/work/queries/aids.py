"""What a person at work has beside the picture of a task."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from guildmark.core.errors import NotFound
from guildmark.datasets.models import ItemAid
from guildmark.work.models import Assignment


@dataclass(frozen=True, slots=True)
class Aids:
    """Whether cells of the picture `item_id` are there, or on their way, and its tiles.

    `plugin` is the name of what the project adds to the workspace, or empty.
    """

    item_id: int
    has_superpixels: bool
    is_waiting: bool
    has_tiles: bool
    plugin: str


def aids(*, user_id: int, assignment_id: int) -> Aids:
    """The aids of an assignment of the person, as far as its project offers any. NotFound."""
    found = (
        Assignment.objects.filter(pk=assignment_id, annotator_id=user_id)
        .values_list(
            "item_id",
            "project__has_superpixels",
            "project__plugin",
            _name("superpixels"),
            _name("tiles"),
        )
        .first()
    )
    if found is None:
        raise NotFound
    item_id, is_offered, plugin, cells, tiles = found
    return Aids(
        item_id=item_id,
        has_superpixels=is_offered and bool(cells),
        is_waiting=is_offered and cells is None,
        has_tiles=bool(tiles),
        plugin=plugin,
    )


def _name(kind: str) -> Subquery:
    """Where it lies; None before it was tried to be made, empty where it could not be."""
    tried = ItemAid.objects.filter(item_id=OuterRef("item_id"), kind=kind)
    return Subquery(tried.values("name"))
