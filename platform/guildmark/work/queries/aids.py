"""What a person at work has beside the picture of a task."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from guildmark.core.errors import NotFound
from guildmark.datasets.models import ItemAid
from guildmark.work.models import Assignment


@dataclass(frozen=True, slots=True)
class Aids:
    """Of the picture `item_id`: whether its cells are there, or on their way."""

    item_id: int
    has_superpixels: bool
    is_waiting: bool


def aids(*, user_id: int, assignment_id: int) -> Aids:
    """The aids of an assignment of the person, as far as its project offers any. NotFound."""
    kind = ItemAid.Kind.SUPERPIXELS
    tried = ItemAid.objects.filter(item_id=OuterRef("item_id"), kind=kind).values("name")
    found = (
        Assignment.objects.filter(pk=assignment_id, annotator_id=user_id)
        .values_list("item_id", "project__has_superpixels", Subquery(tried))
        .first()
    )
    if found is None:
        raise NotFound
    item_id, is_offered, name = found
    return Aids(item_id, is_offered and bool(name), is_offered and name is None)
