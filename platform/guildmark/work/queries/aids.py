"""What a person who draws has beside the picture."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery, Value

from guildmark.core.errors import NotFound
from guildmark.datasets.models import Item, ItemAid
from guildmark.projects.models import Project
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
    item = OuterRef("item_id")
    found = (
        Assignment.objects.filter(pk=assignment_id, annotator_id=user_id)
        .values_list(
            "item_id",
            "project__has_superpixels",
            "project__plugin",
            _name("superpixels", item),
            _name("tiles", item),
        )
        .first()
    )
    return _aids(found)


def picture_aids(*, project_id: int, item_id: int) -> Aids:
    """The aids of a picture of the project's dataset, as far as it offers any. NotFound."""
    dataset = Item.objects.filter(pk=item_id).values("dataset_id")
    found = (
        Project.objects.filter(pk=project_id, dataset_id=Subquery(dataset))
        .values_list(
            Value(item_id),
            "has_superpixels",
            "plugin",
            _name("superpixels", item_id),
            _name("tiles", item_id),
        )
        .first()
    )
    return _aids(found)


def _aids(found: tuple[int, bool, str, str | None, str | None] | None) -> Aids:
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


def _name(kind: str, item: int | OuterRef) -> Subquery:
    """Where it lies; None before it was tried to be made, empty where it could not be."""
    tried = ItemAid.objects.filter(item_id=item, kind=kind)
    return Subquery(tried.values("name"))
