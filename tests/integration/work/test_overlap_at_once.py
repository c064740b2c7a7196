"""Another overlap is carried out beside people at work, beside an opening and beside an end."""

from functools import partial

import pytest

from guildmark.work import actions
from guildmark.work.actions import overlap as overlaps
from guildmark.work.errors import OverlapIsChanging
from guildmark.work.models import OverlapChange
from tests.at_once import all_at_once
from tests.factories import work
from tests.factories.work import NOW
from tests.integration.work.test_concurrency import the_books_agree
from tests.integration.work.test_overlap import begun, books, tasks_of

pytestmark = pytest.mark.django_db(transaction=True)
ITEMS = 12


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlaps, "CHUNK", 2)


def carry_out() -> None:
    """What a worker does."""
    change = OverlapChange.objects.get()
    actions.carry_out_overlap(overlap_change_id=change.pk, clock=lambda: NOW)


@pytest.mark.parametrize("is_ended", [False, True])
def test_beside_people_who_submit_and_an_end_each_slot_is_reserved_once(is_ended: bool) -> None:
    place = work.workplace(items=ITEMS)
    batch = work.open_batch(place, overlap=2)
    people = [work.annotator(place) for _ in range(5)]
    held = [(user, work.claim(user, place)) for user in people]
    begun(batch, 4)
    end = partial(
        actions.drain_batch, actor_id=place.manager.pk, batch_id=batch.pk, reason="", now=NOW
    )

    all_at_once(
        [
            carry_out,
            carry_out,  # delivered twice
            *(partial(work.submit, user, lease) for user, lease in held[:4]),
            *([end] if is_ended else []),
        ]
    )

    the_books_agree(place)
    reserved, slots = books(batch)
    assert reserved == slots == (1 if is_ended else ITEMS * 4 - 4)
    assert sum(counted for _, _, _, counted, _ in tasks_of(batch)) == 4
    assert OverlapChange.objects.filter(finished_at=None).count() == 0


def test_beside_the_opening_of_its_draft_all_of_it_is_reserved() -> None:
    place = work.workplace(items=ITEMS)
    batch = work.draft_batch(place, overlap=1)
    begun(batch, 3)

    def open_as_soon_as_it_may() -> None:
        while True:  # refused as long as the worker is at it
            try:
                actions.open_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)
            except OverlapIsChanging:
                continue
            return

    all_at_once([carry_out, open_as_soon_as_it_may])

    assert tasks_of(batch) == [("open", 3, 0, 0, 3)] * ITEMS
    assert books(batch) == (ITEMS * 3, ITEMS * 3)
    assert batch.slots_made == ITEMS * 3
