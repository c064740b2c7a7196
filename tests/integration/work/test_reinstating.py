"""What was voided wrongly counts again, where nobody else has taken its place."""

from datetime import timedelta

import pytest

from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.models import Assignment, Batch, Task
from tests.factories import work
from tests.factories.work import NOW
from tests.integration.work.test_concurrency import the_books_agree

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_voided_answers_count_again_where_their_place_is_free_and_stay_paid_elsewhere() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, overlap=1)
    anna, ben = work.annotator(place), work.annotator(place)
    for _ in range(2):
        work.submit(anna, work.claim(anna, place))
    who = {"annotator_id": anna.pk, "project_id": place.project.pk}
    actions.void_submissions(
        actor_id=None, annotator_id=anna.pk, project_id=place.project.pk, since=None,
        reason="Guessed.", now=LATER,
    )  # fmt: skip
    taken = work.claim(ben, place)

    back = [
        actions.reinstate_voided(actor_id=None, **who, voided_at=LATER, now=LATER) for _ in range(2)
    ]

    mine = Assignment.objects.filter(annotator=anna)
    counting = mine.order_by("task_id").values_list("state", "submissions__counts", "task_id")
    free = Task.objects.exclude(pk=taken.task_id).get()
    batch = Batch.objects.get(pk=batch.pk)
    assert back == [2, 0]
    assert set(counting) == {("accepted", True, free.pk), ("accepted", False, taken.task_id)}
    assert (free.state, free.open_slots, free.counted, free.target) == ("saturated", 0, 1, 1)
    assert Event.objects.filter(name="task.completed", payload__task_id=free.pk).count() == 1
    assert batch.reserved_minor == 3 * batch.price_minor  # two slots, and one answer beside
    the_books_agree(place)
