"""Items of a dataset as people look through them: chosen, sorted, a page at a time.

Pages go on where the last one ended (value and id of its last item), so the thousandth costs what
the first does. What is counted is bounded.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, F, Func, Q, QuerySet

from concord.pictures import KINDS
from guildmark.core.cursors import cursor_after, read_cursor
from guildmark.datasets.models import Item
from guildmark.datasets.queries.profile import profile

MOST_COUNTED = 10_000
#: Up to so many are sorted by themselves: an order that walks through all items of the dataset to
#: find these few would read nearly every one.
FEW = 1_000
#: By what items may be sorted, and measures among them that may be missing.
SORTS = (
    "id",
    "name",
    "megapixels",
    "elongation",
    "mean",
    "contrast",
    "clipped_share",
    "entropy",
    "sharpness",
    "twins_id",
)
MEASURES = SORTS[2:-1]
DUPLICATE = "duplicate"
#: What the profile calls a picture, by whether it is grey.
COLOURS: Mapping[str, bool | None] = {"colour": False, "grey": True, "unknown": None}
SUSPICIONS = (*KINDS, DUPLICATE)
SUSPICION_CHOICES = [(kind, kind) for kind in SUSPICIONS]


class _First(Func):
    """The beginning of an array, one more than are few."""

    template = f"(%(expressions)s)[1:{FEW + 1}]"
    output_field = ArrayField(BigIntegerField())


@dataclass(frozen=True)
class ItemFilter:
    """Which items are wanted; what is not said is no bound.

    `at_least` (included) and `below` (excluded) bound `measure`. `twins_of` is an item whose
    near-duplicates are wanted, itself included. `colour` is one of COLOURS. `metadata` must be
    there as it is given.
    """

    is_excluded: bool | None = None
    suspicion: str = ""
    exclusion_reason: str = ""
    has_twins: bool = False
    twins_of: int | None = None
    name: str = ""
    measure: str = ""
    at_least: float | None = None
    below: float | None = None
    original_format: str = ""
    bit_depth: int | None = None
    colour: str = ""
    width_px: int | None = None
    height_px: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ItemPage:
    """`count` is the most that are counted where there are more; `next_cursor` is "" at the end."""

    items: list[Item]
    count: int
    is_count_exact: bool
    next_cursor: str


def chosen_items(dataset_id: int, wanted: ItemFilter) -> QuerySet[Item]:
    """The items of a dataset that the filter names, in no order."""
    items = Item.objects.filter(_matching(dataset_id, wanted), dataset_id=dataset_id)
    return items.filter(metadata__contains=dict(wanted.metadata)) if wanted.metadata else items


def page_of(
    items: QuerySet[Item],
    *,
    sort: str,
    is_descending: bool,
    cursor: str,
    size: int,
    most_counted: int = MOST_COUNTED,
) -> ItemPage:
    """The page after the cursor. Raises WrongInput for a cursor that is not ours.

    Items are counted up to `most_counted`. Without the measure they are sorted by they are left
    out. Two statements: PostgreSQL takes a key of metadata, and a label, to be as frequent as any
    other, so it is told which items there are where there are few.
    """
    sorted_by = items if sort in {"id", "name"} else items.filter(**{f"{sort}__isnull": False})
    counted, ids = _counted(sorted_by, most_counted)
    rest = _after(sorted_by, sort, is_descending, cursor) if cursor else sorted_by
    if counted <= min(FEW, most_counted):  # all of them are known
        rest = rest.filter(pk__in=ids)
    order = [sort, "id"] if sort != "id" else ["id"]
    found = list(
        rest.order_by(*(f"-{name}" if is_descending else name for name in order))[: size + 1]
    )
    page = found[:size]
    return ItemPage(
        items=page,
        count=min(counted, most_counted),
        is_count_exact=counted <= most_counted,
        next_cursor=cursor_after(getattr(page[-1], sort), page[-1].pk) if len(found) > size else "",
    )


def _counted(items: QuerySet[Item], most: int) -> tuple[int, list[int]]:
    """How many there are, up to one more than `most`, and the ids of the first of these."""
    some = items.order_by()[: most + 1]
    found = some.aggregate(number=Count("pk"), first=_First(ArrayAgg("pk")))
    return found["number"], found["first"] or []


def _matching(dataset_id: int, wanted: ItemFilter) -> Q:
    matching = Q()
    if wanted.is_excluded is not None:
        matching &= Q(excluded_at__isnull=not wanted.is_excluded)
    if wanted.exclusion_reason:
        matching &= Q(exclusion_reason=wanted.exclusion_reason)
    if wanted.has_twins:
        matching &= Q(twins_id__isnull=False)
    if wanted.twins_of is not None:
        group = Item.objects.filter(pk=wanted.twins_of, dataset_id=dataset_id)
        matching &= Q(twins_id__in=group.values("twins_id"))
    if wanted.name:
        matching &= Q(name__icontains=wanted.name)
    for name in ("original_format", "bit_depth", "width_px", "height_px"):
        if getattr(wanted, name):
            matching &= Q(**{name: getattr(wanted, name)})
    if wanted.colour:
        matching &= Q(is_grey=COLOURS[wanted.colour])
    if wanted.measure:
        matching &= _between(wanted.measure, wanted.at_least, wanted.below)
    if wanted.suspicion:
        matching &= suspected(dataset_id, wanted.suspicion)
    return matching


def suspected(dataset_id: int, kind: str) -> Q:
    """The items that the profile as it stands suspects of something; none before there is one."""
    if kind == DUPLICATE:
        return Q(twins_id__isnull=False) & ~Q(twins_id=F("id"))
    made = profile(dataset_id)
    if made is None or made.summary is None:
        return Q(pk__in=[])
    bound = made.summary["suspicions"][kind]
    return _between(KINDS[kind], bound["at_least"], bound["below"])


def _between(measure: str, at_least: float | None, below: float | None) -> Q:
    bounds = Q(**{f"{measure}__isnull": False})
    if at_least is not None:
        bounds &= Q(**{f"{measure}__gte": at_least})
    if below is not None:
        bounds &= Q(**{f"{measure}__lt": below})
    return bounds


def _after(items: QuerySet[Item], sort: str, is_descending: bool, cursor: str) -> QuerySet[Item]:
    """Bounded by the sorted column first, so that its index is entered where the page begins."""
    value, item_id = read_cursor(cursor, _value_of(sort))
    beyond, edge = ("lt", "lte") if is_descending else ("gt", "gte")
    if sort == "id":
        return items.filter(**{f"id__{beyond}": item_id})
    further = Q(**{f"{sort}__{beyond}": value}) | Q(**{f"id__{beyond}": item_id})
    return items.filter(**{f"{sort}__{edge}": value}).filter(further)


def _value_of(sort: str) -> Callable[[Any], str | float]:
    """Reads what a cursor says of the sorted column. Any: from somebody else's text."""
    kind = str if sort == "name" else int | float

    def read(said: Any) -> str | float:
        if not isinstance(said, kind):
            raise TypeError(said)
        return said

    return read
