"""Items told of by their records alone."""

from collections.abc import Iterator

import pytest
from django.db import connection

from guildmark.datasets.actions import ItemRecord, add_item_records
from guildmark.datasets.actions.records import CHUNK
from guildmark.datasets.models import Item
from guildmark.events.models import Event
from tests.factories import work
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db


def records(number: int) -> Iterator[ItemRecord]:
    for index in range(number):
        yield ItemRecord(
            f'{index}, "so" it\'s {{called}}\\.jpg', f"{index:064x}", 640, 480, 9, "JPEG"
        )


def test_records_become_items_once_however_often_they_are_told() -> None:
    place = work.workplace(items=0)
    number = CHUNK + 3
    before = place.dataset.items.count()

    first = add_item_records(
        dataset=place.dataset, records=records(number), actor_id=place.manager.pk, now=NOW
    )
    second = add_item_records(
        dataset=place.dataset, records=records(number + 2), actor_id=place.manager.pk, now=NOW
    )

    told = Event.objects.filter(name="item_records.added").order_by("pk")
    assert (first, second, place.dataset.items.count() - before) == (number, 2, number + 2)
    assert [event.payload["item_count"] for event in told] == [number, 2]


def test_the_text_of_a_record_is_kept_as_it_is() -> None:
    place = work.workplace(items=0)

    add_item_records(dataset=place.dataset, records=records(1), actor_id=place.manager.pk, now=NOW)

    made = place.dataset.items.get(sha256=f"{0:064x}")
    assert made.name == '0, "so" it\'s {called}\\.jpg'
    assert (made.width_px, made.height_px, made.byte_count) == (640, 480, 9)
    assert (made.original_format, bool(made.rendition)) == ("JPEG", False)


@pytest.mark.parametrize("measure", ["sharpness", "mean", "contrast", "entropy", "clipped_share"])
def test_what_was_measured_is_found_in_the_order_of_a_measure_without_the_rest(
    measure: str,
) -> None:
    place = work.workplace(items=0)
    measured = {f"{measure}__isnull": False, f"{measure}__gte": 1.0}

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    ordered = Item.objects.filter(dataset=place.dataset, **measured).order_by(measure, "id")
    plan = ordered[:60].explain()

    names = {"clipped_share": "clipped"}
    assert f"item_by_{names.get(measure, measure)}" in plan
    assert "Sort" not in plan
