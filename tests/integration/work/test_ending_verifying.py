"""What becomes of verdicts when the work they are about goes."""

import pytest

from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.errors import BatchAsksNobody
from guildmark.work.models import Assignment, Batch, Submission, Task
from tests.factories import verdicts, work
from tests.factories.verdicts import ACCEPT
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db


def _reserved(place: Workplace) -> int:
    return Batch.objects.get(project=place.project).reserved_minor


def _slots(task: Task) -> tuple[str, int, int, int, int]:
    task.refresh_from_db()
    return task.state, task.open_slots, task.leased, task.counted, task.target


def test_a_cancelled_picture_is_not_verified_any_more_and_who_is_at_it_is_paid() -> None:
    place = verdicts.verified_place(verdicts=2)
    verdicts.drawn(place)
    verifier = work.annotator(place)
    held = work.claim(verifier, place)
    draw, verify = verdicts.draw_task(place), verdicts.verify_task(place)
    before = _reserved(place)

    cancelled = [
        actions.cancel_task(actor_id=place.manager.pk, task_id=draw.pk, reason="Blurred.", now=NOW)
        for _ in range(2)
    ]
    verdicts.give(verifier, held, ACCEPT)

    assert cancelled == [True, False]
    assert _slots(verify) == ("cancelled", 0, 0, 0, 0)
    assert Assignment.objects.get(pk=held.assignment_id).state == "spare"
    assert _reserved(place) == before - 5  # what is kept is paid out of its slot
    assert work.why_empty(work.annotator(place), place) == "nothing_left"
    assert Event.objects.filter(name="task.cancelled").count() == 2


def test_a_voided_answer_recalls_the_verdicts_on_its_label_and_new_work_is_judged_anew() -> None:
    place = verdicts.verified_place()
    (author,) = verdicts.drawn(place)
    verify = verdicts.verify_task(place)
    assert _slots(verify) == ("open", 1, 0, 0, 1)
    before = _reserved(place)

    actions.void_submissions(
        actor_id=place.manager.pk, annotator_id=author.pk, project_id=place.project.pk,
        since=None, reason="Copied.", now=NOW,
    )  # fmt: skip

    assert _slots(verify) == ("resolved", 0, 0, 0, 0)
    assert _reserved(place) == before
    verdicts.drawn(place)
    assert _slots(verify) == ("open", 1, 0, 0, 1)
    assert verdicts.settled(place, ACCEPT) == "accepted"


def test_who_is_at_a_label_that_was_recalled_is_paid_and_decides_nothing() -> None:
    place = verdicts.verified_place()
    (author,) = verdicts.drawn(place)
    verifier = work.annotator(place)
    held = work.claim(verifier, place)

    actions.void_submissions(
        actor_id=place.manager.pk, annotator_id=author.pk, project_id=place.project.pk,
        since=None, reason="Copied.", now=NOW,
    )  # fmt: skip
    verdicts.give(verifier, held, ACCEPT)

    assert Submission.objects.get(assignment_id=held.assignment_id).counts
    assert Assignment.objects.get(pk=held.assignment_id).state == "submitted"
    assert _slots(verdicts.draw_task(place)) == ("open", 1, 0, 0, 1)


@pytest.mark.parametrize("state", [Batch.State.DRAINING, Batch.State.ARCHIVED])
def test_a_task_is_not_opened_for_people_where_nobody_would_get_it(state: Batch.State) -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    task_id = work.claim(anna, place).task_id
    actions.resolve_task(task_id=task_id, now=NOW)
    Batch.objects.filter(pk=batch.pk).update(state=state)

    with pytest.raises(BatchAsksNobody):
        actions.reopen_task(
            actor_id=place.manager.pk, task_id=task_id, slots=1, reason="Look.", now=NOW
        )

    task = actions.reopen_task(
        actor_id=place.manager.pk, task_id=task_id, slots=0, reason="Look.", now=NOW
    )
    assert (task.state, task.open_slots) == ("disputed", 0)


def test_a_verdict_that_comes_after_its_round_was_halted_leaves_no_mark_behind() -> None:
    place = verdicts.verified_place()
    (author,) = verdicts.drawn(place)
    verifier = work.annotator(place)
    held = work.claim(verifier, place)
    actions.void_submissions(
        actor_id=place.manager.pk, annotator_id=author.pk, project_id=place.project.pk,
        since=None, reason="Copied.", now=NOW,
    )  # fmt: skip
    verdicts.give(verifier, held, ACCEPT)
    verify = verdicts.verify_task(place)
    was_marked = verify.is_unjudged

    closed = [actions.close_round(verify_task_id=verify.pk, now=NOW) for _ in range(2)]

    verify.refresh_from_db()
    assert (verify.state, was_marked, verify.is_unjudged) == ("resolved", True, False)
    assert closed == [None, None]
