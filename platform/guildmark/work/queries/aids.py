"""What a person at work has beside the picture of a task."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from guildmark.core.errors import NotFound
from guildmark.datasets.models import ItemAid
from guildmark.work.models import Assignment


@dataclass(frozen=True, slots=True)
class Aids:
    """Of the picture `item_id`: whether its cells are there, and the project offers them."""

    item_id: int
    has_superpixels: bool


def aids(*, user_id: int, assignment_id: int) -> Aids:
    """The aids of an assignment of the person. Raises NotFound."""
    made = ItemAid.objects.filter(
        item_id=OuterRef("item_id"), kind=ItemAid.Kind.SUPERPIXELS
    ).exclude(name="")
    found = (
        Assignment.objects.filter(pk=assignment_id, annotator_id=user_id)
        .values_list("item_id", "project__has_superpixels", Exists(made))
        .first()
    )
    if found is None:
        raise NotFound
    item_id, is_offered, is_made = found
    return Aids(item_id, is_offered and is_made)
