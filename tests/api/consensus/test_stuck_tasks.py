"""Tasks that three people gave back, over HTTP."""

import pytest

from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.models import Batch, Task
from tests.conftest import SignIn
from tests.factories import verdicts, work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db


def _skipped_by_three(place: Workplace) -> None:
    for _ in range(3):
        user = work.annotator(place)
        held = work.claim(user, place)
        actions.skip(
            user_id=user.pk, assignment_id=held.assignment_id, reason="bad_image", note="", now=NOW
        )


def test_a_stuck_task_is_called_off_and_its_batch_can_end(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    _skipped_by_three(place)
    task = Task.objects.get()
    assert task.state == "triage"
    door = f"/api/v1/tasks/{task.pk}/cancel"

    called_off = api(place.manager).post(door, {"note": "It is black."}, format="json")
    again = api(place.manager).post(door, {"note": "It is black."}, format="json")

    assert (called_off.status_code, called_off.json()["state"]) == (200, "cancelled")
    assert again.status_code == 409
    actions.settle_batches(now=NOW)
    assert Batch.objects.get().state == "complete"


def test_a_private_picture_is_called_off_while_people_are_asked_about_it(api: SignIn) -> None:
    """Who holds it is paid for what they hand in; it counts nowhere, and nobody more sees it."""
    place = work.workplace(items=1)
    work.open_batch(place, overlap=3)
    anna = work.annotator(place)
    held = work.claim(anna, place)
    door, manager = f"/api/v1/tasks/{held.task_id}/call-off", api(place.manager)

    called_off = manager.post(door, {"note": "A face."}, format="json")
    again = manager.post(door, {"note": "A face."}, format="json")
    answered = work.submit(anna, held)

    task, batch = Task.objects.get(), Batch.objects.get()
    assert (called_off.status_code, called_off.json()["state"]) == (200, "cancelled")
    assert again.status_code == 409
    assert (answered.counts, task.target, task.is_called_off) == (False, 0, True)
    assert batch.reserved_minor == batch.price_minor
    assert work.why_empty(work.annotator(place), place) == "nothing_left"
    cause = Event.objects.get(name="task.cancelled").payload
    assert cause["reason"] == "A face."
    (listed,) = manager.get(f"/api/v1/projects/{place.project.pk}/items").json()["results"]
    assert (listed["state"], listed["task_id"]) == ("not_asked", None)


def test_a_stuck_verdict_is_called_off_and_the_label_stays(api: SignIn) -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    _skipped_by_three(place)
    verify = verdicts.verify_task(place)
    assert verify.state == "triage"

    answer = api(place.manager).post(
        f"/api/v1/tasks/{verify.pk}/cancel", {"note": "Nobody can tell."}, format="json"
    )

    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert verdicts.draw_task(place).state == "saturated"
