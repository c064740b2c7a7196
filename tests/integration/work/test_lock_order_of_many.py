"""Whoever locks several tasks or batches has all of them before anything is written.

What draws by id, what verifies by id, then batches by id. A verify task may be made while its draw
task is waited for.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction

from guildmark.accounts.models import User
from guildmark.collection import actions as collection
from guildmark.consensus import actions as consensus_actions
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.projects.models import Project
from guildmark.work import actions
from guildmark.work.models import Batch, Seat, Task
from tests.at_once import wait_until_somebody_waits_for_me
from tests.factories import accounts, consensus, verdicts, work
from tests.factories import collection as pictures
from tests.factories.work import NOW, Workplace
from tests.integration.work.queue_hands import Hand
from tests.integration.work.test_lock_order import is_free_while_waiting

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=31)


def drain(place: Workplace, _: User) -> None:
    """A batch is stopped."""
    actions.drain_batch(actor_id=place.manager.pk, batch_id=batch_of(place).pk, now=NOW)


def void(place: Workplace, author: User) -> None:
    """Everything that somebody drew is taken out."""
    actions.void_submissions(
        actor_id=place.manager.pk, annotator_id=author.pk, project_id=place.project.pk,
        since=None, reason="Careless.", now=NOW,
    )  # fmt: skip


@transaction.atomic
def conclude(place: Workplace, _: User) -> None:
    """What a fit does: the first of several that it concludes makes it hold the batch."""
    drawn = Task.objects.filter(project=place.project, step=Task.Step.DRAW)
    actions.lock_with_verifying(list(drawn.values_list("pk", flat=True)))
    Batch.objects.select_for_update(no_key=True).get(pk=batch_of(place).pk)
    list(Task.objects.filter(project=place.project, is_open=True).select_for_update(no_key=True))


def batch_of(place: Workplace) -> Batch:
    """The only batch."""
    return Batch.objects.get(project=place.project)


@pytest.mark.parametrize("job", [drain, void, conclude])
def test_no_batch_is_held_beside_a_verify_task_made_while_its_draw_task_was_waited_for(
    job: Callable[[Workplace, User], None],
) -> None:
    place = verdicts.verified_place(items=2, verdicts=2)
    anna = work.annotator(place)
    for _ in range(2):
        work.submit(anna, work.claim(anna, place))
    first, second = Task.objects.filter(project=place.project).order_by("pk")
    holder, worker = Hand(), Hand()
    holder.begin()
    holder.do(lambda: Task.objects.select_for_update(no_key=True).get(pk=second.pk)).result()

    with transaction.atomic():
        Task.objects.select_for_update(no_key=True).get(pk=first.pk)
        going = worker.do(partial(job, place, anna))
        wait_until_somebody_waits_for_me()
        refresh_task(task_id=first.pk, now=NOW)  # its label is to be verified
    with transaction.atomic():
        verify = Task.objects.get(step=Task.Step.VERIFY)
        Task.objects.select_for_update(no_key=True).get(pk=verify.pk)
        holder.end(commits=False)
        wait_until_somebody_waits_for_me()
        is_free = bool(Batch.objects.select_for_update(skip_locked=True))
    going.result()
    holder.close()
    worker.close()

    assert verify.is_open
    assert is_free


def two_batches(place: Workplace, *, overlap: int) -> tuple[Batch, Batch]:
    """Of one picture each. The first is asked first, by so many people; the other by one."""
    one, other = place.dataset.items.order_by("pk").values_list("pk", flat=True)
    return (
        work.open_batch(place, overlap=overlap, priority=1, item_ids=[one]),
        work.open_batch(place, overlap=1, item_ids=[other]),
    )


def test_a_sweep_that_ends_two_leases_of_one_task_holds_no_later_batch_while_it_waits() -> None:
    """Its third lapse sends a task to triage, and that gives money back to its batch."""
    place = work.workplace(items=2)
    first, second = two_batches(place, overlap=4)
    anna = work.annotator(place)
    work.claim(anna, place)
    actions.expire_leases(now=LATER)
    for someone in (work.annotator(place), work.annotator(place), anna):
        work.claim(someone, place, now=LATER)
    over = LATER + timedelta(minutes=31)

    is_free = is_free_while_waiting(
        partial(actions.expire_leases, now=over),
        mine=Batch.objects.filter(pk=first.pk),
        wanted=Batch.objects.filter(pk=second.pk),
    )

    assert is_free
    tasks = Task.objects.order_by("pk").values_list("state", "lapse_count")
    assert list(tasks) == [("triage", 3), ("open", 1)]


def test_work_of_an_absent_author_holds_no_later_batch_while_it_waits() -> None:
    """It is kept and paid, which its batch has to reserve, also where it asks others still."""
    place = work.workplace(items=2)
    first, second = two_batches(place, overlap=2)
    anna = work.annotator(place)
    held = []
    for _ in range(2):
        held.append(work.claim(anna, place))
        work.submit(anna, held[-1])
    for one in held:
        actions.return_assignment(
            assignment_id=one.assignment_id, reason_code="missed_objects", note="", marks=[],
            actor_id=place.manager.pk, now=NOW,
        )  # fmt: skip
    Seat.objects.filter(annotator=anna).update(blocked_reason="Restricted.")

    is_free = is_free_while_waiting(
        partial(actions.expire_returned, now=NOW),
        mine=Batch.objects.filter(pk=first.pk),
        wanted=Batch.objects.filter(pk=second.pk),
    )

    assert is_free
    reserved = Batch.objects.order_by("pk").values_list("reserved_minor", flat=True)
    assert list(reserved) == [3 * 5, 2 * 5]


def test_a_reviewer_who_comes_after_another_holds_no_task_while_they_wait_for_their_seat() -> None:
    """To give a lease back takes the seat, then the task."""
    place = consensus.disputed()
    task = Task.objects.get(project=place.project)
    gone, reviewer = accounts.person(), work.annotator(place)
    actions.require_seat(user_id=reviewer.pk, project_id=place.project.pk, now=NOW)
    consensus_actions.begin_adjudication(actor_id=gone.pk, task_id=task.pk, now=NOW)

    is_free = is_free_while_waiting(
        partial(
            consensus_actions.begin_adjudication,
            actor_id=reviewer.pk,
            task_id=task.pk,
            now=NOW + timedelta(minutes=16),
        ),
        mine=Seat.objects.filter(annotator=reviewer),
        wanted=Task.objects.filter(pk=task.pk),
    )

    assert is_free
    assert Task.objects.get(pk=task.pk).state == Task.State.ADJUDICATING


def place_of(project: Project) -> Workplace:
    """What belongs to a project."""
    assert project.dataset is not None
    assert project.community is not None
    return Workplace(
        project.organisation, project.created_by, project, project.dataset, project.community
    )


def test_pictures_that_are_taken_back_hold_no_batch_while_they_wait_for_a_task() -> None:
    ana = accounts.person()
    brief = pictures.brief(None, ana)
    pictures.sign(brief, ana)
    for asset in (pictures.send(brief, ana), pictures.send(brief, ana)):
        collection.accept_asset(actor_id=accounts.person().pk, asset_id=asset.pk, now=NOW)
    first, second = two_batches(place_of(brief.project), overlap=1)

    is_free = is_free_while_waiting(
        partial(collection.withdraw_consent, user_id=ana.pk, brief_id=brief.pk, now=NOW),
        mine=Task.objects.filter(batch=second),
        wanted=Batch.objects.filter(pk=first.pk),
    )

    assert is_free
    assert set(Task.objects.values_list("state", flat=True)) == {Task.State.CANCELLED}
