"""The worker's task: rung once or often, the import is read once."""

import pytest

from guildmark.core.models import Operation
from guildmark.events.models import Event, Receipt
from tests.factories import datasets, pictures
from workers.tasks import imports

pytestmark = pytest.mark.django_db


def test_the_task_reads_the_import_and_a_second_ring_changes_nothing() -> None:
    one = datasets.started_import(files=[("a.jpg", pictures.jpeg(1)), ("b.txt", b"text")])
    started = Event.objects.get(name="import.started")

    for _ in range(2):
        imports.run(event_id=started.pk, **started.payload)

    one.refresh_from_db()
    assert (one.state, one.item_count, one.refused_count) == (Operation.State.DONE, 1, 1)
    assert one.attempt == 1
    assert Receipt.objects.filter(event_id=started.pk, handler="imports.run").count() == 1
    assert Event.objects.filter(name="import.finished").count() == 1


def test_a_ring_by_the_sweep_needs_no_event() -> None:
    one = datasets.started_import(files=[("a.jpg", pictures.jpeg(1))])

    imports.run(import_id=one.pk)

    one.refresh_from_db()
    assert one.state == Operation.State.DONE


def test_a_ring_for_an_import_that_is_gone_is_no_fault() -> None:
    imports.run(import_id=999_999)
