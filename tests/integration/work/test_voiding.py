"""Work that is taken out, and asked of others."""

from datetime import timedelta
from functools import partial

import pytest

from guildmark.accounts.models import User
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.models import ConsensusResult
from guildmark.events.models import Event
from guildmark.quality import actions as quality_actions
from guildmark.quality.models import Skill
from guildmark.work import actions
from guildmark.work.models import Assignment, Batch, Submission, Task
from guildmark.work.queries.judging import forecast_voiding
from guildmark.work.queries.people import done
from tests.at_once import all_at_once
from tests.factories import quality, work
from tests.factories.work import NOW, Workplace
from tests.integration.work.test_concurrency import the_books_agree
from workers.tasks.quality import void_rest

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def _void(place: Workplace, user: User) -> int:
    return actions.void_submissions(
        actor_id=place.manager.pk,
        annotator_id=user.pk,
        project_id=place.project.pk,
        since=None,
        reason="Guessed.",
        now=LATER,
    )


def _answered(place: Workplace, user: User, *, number: int = 2) -> Submission:
    made = work.submit(user, work.claim(user, place), number=number)
    return Submission.objects.get(pk=made.submission_id)


def test_work_that_its_author_mended_loses_one_answer_and_not_each_revision() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=2)
    user, other = work.annotator(place), work.annotator(place)
    first = _answered(place, user)
    _answered(place, other)
    actions.return_assignment(
        assignment_id=first.assignment_id, reason_code="missed_objects", note="", marks=[],
        actor_id=place.manager.pk, now=NOW,
    )  # fmt: skip
    _answered(place, user, number=3)

    voided = _void(place, user)

    task = Task.objects.get()
    counting = Submission.objects.filter(counts=True).values_list("annotator_id", flat=True)
    assert (voided, list(counting)) == (1, [other.pk])
    assert (task.open_slots, task.counted, task.target) == (1, 1, 2)
    the_books_agree(place)


def test_voided_work_is_asked_of_others_in_the_same_transaction_and_stays_paid() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=1)
    user, other = work.annotator(place), work.annotator(place)
    answer = _answered(place, user)

    voided, again = _void(place, user), _void(place, user)

    task = Task.objects.get()
    batch.refresh_from_db()
    answer.refresh_from_db()
    assert (voided, again, answer.counts) == (1, 0, False)
    assert (task.state, task.open_slots, task.counted, task.target) == ("open", 1, 0, 1)
    assert batch.reserved_minor == 2 * batch.price_minor  # what was done, and what is asked again
    assert done(user_id=user.pk, now=LATER, currency="EUR").total.amount_minor == 5
    assert work.why_empty(user, place, now=LATER) == "nothing_left"
    assert work.claim(other, place, now=LATER).task_id == task.pk
    the_books_agree(place)


def test_who_has_passed_the_task_already_still_gets_it_when_it_comes_back() -> None:
    place = work.workplace(items=4)
    work.open_batch(place, overlap=1)
    user, other = work.annotator(place), work.annotator(place)
    first = _answered(place, user)
    taken = {_answered(place, other).task_id for _ in range(3)}

    _void(place, user)

    assert first.task_id not in taken
    assert work.claim(other, place, now=LATER).task_id == first.task_id


def test_a_resolved_task_opens_again_and_its_label_is_made_of_the_others() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=2)
    user, *others = (work.annotator(place) for _ in range(3))
    answer = _answered(place, user)
    _answered(place, others[0])
    refresh_task(task_id=answer.task_id, now=NOW)
    before = Task.objects.get().state
    Batch.objects.update(state="complete")

    _void(place, user)
    reopened = (Task.objects.get().state, Batch.objects.get().state)
    _answered(place, others[1])
    refresh_task(task_id=answer.task_id, now=LATER)

    assert (before, reopened) == ("resolved", ("open", "open"))
    label = ConsensusResult.objects.get(is_current=True)
    assert (label.version, label.submission_count) == (2, 2)
    assert str(answer.pk) not in str(label.provenance)
    names = set(Event.objects.values_list("name", flat=True))
    assert {"submission.voided", "submissions.voided", "task.reopened", "batch.reopened"} <= names


def test_a_stopped_batch_is_not_asked_again_and_its_label_has_fewer_answers() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, overlap=3)
    user, other = work.annotator(place), work.annotator(place)
    shared = _answered(place, user).task_id
    while _answered(place, other).task_id != shared:
        pass
    actions.drain_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)
    forecast = forecast_voiding(
        annotator_id=user.pk, project_id=place.project.pk, since=None, now=LATER
    )

    _void(place, user)

    task = Task.objects.get(pk=shared)
    assert (forecast.tasks_asked_again, forecast.tasks_with_fewer) == (0, 1)
    assert (task.open_slots, task.counted, task.target) == (0, 1, 1)
    assert Event.objects.filter(name="task.completed", payload__task_id=shared).count() == 2
    the_books_agree(place)


def test_answers_to_gold_that_were_voided_say_nothing_of_skill() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, gold_share=0.5)
    gold = quality.gold_item(place)
    user = work.annotator(work.workplace())  # somebody
    answer = quality.gold_answer(place, gold, user)
    quality_actions.score_gold(submission_id=answer.pk, now=NOW)
    before = Skill.objects.get(project=place.project).check_count

    voided, remaining = quality_actions.void_work(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        annotator_id=user.pk,
        since=None,
        reason="Guessed.",
        now=LATER,
    )

    assert (voided, remaining) == (1, 0)
    assert (before, Skill.objects.get(project=place.project).check_count) == (1, 0)


def test_only_what_was_handed_in_since_then_is_voided_as_the_forecast_says() -> None:
    place = work.workplace(items=3)
    work.open_batch(place, overlap=1)
    user = work.annotator(place)
    _answered(place, user)
    work.submit(user, work.claim(user, place, now=LATER), now=LATER)
    since = NOW + timedelta(minutes=1)
    person: dict[str, int] = {"annotator_id": user.pk, "project_id": place.project.pk}

    forecast = forecast_voiding(**person, since=since, now=LATER)
    voided = actions.void_submissions(
        **person, actor_id=None, since=since, reason="Guessed.", now=LATER
    )

    assert (voided, forecast.answers, forecast.tasks_asked_again, forecast.cost_minor) == (
        1,
        1,
        1,
        5,
    )
    assert set(Assignment.objects.values_list("state", flat=True)) == {"submitted", "voided"}


def test_more_than_a_request_can_do_is_finished_by_a_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.work.actions.voiding.CHUNK", 2)
    place = work.workplace(items=5)
    work.open_batch(place, overlap=1)
    user = work.annotator(place)
    for _ in range(5):
        _answered(place, user)

    voided, remaining = quality_actions.void_work(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        annotator_id=user.pk,
        since=None,
        reason="Guessed.",
        now=LATER,
    )

    assert (voided, remaining) == (2, 3)
    event = Event.objects.get(name="voiding.requested")
    for _ in range(2):
        void_rest(event_id=event.pk, **event.payload)
    assert Assignment.objects.filter(state="voided").count() == 5
    the_books_agree(place)


@pytest.mark.django_db(transaction=True)
def test_voiding_beside_claims_and_answers_keeps_the_books() -> None:
    place = work.workplace(items=30)
    work.open_batch(place, overlap=2)
    people = [work.annotator(place) for _ in range(6)]
    for user in people[:2]:
        for _ in range(15):
            _answered(place, user)

    def work_on(user: User) -> None:
        for _ in range(10):
            held = actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=NOW)
            if isinstance(held, actions.Lease):
                work.submit(user, held)

    def void(user: User) -> None:
        _void(place, user)

    all_at_once(
        [
            *(partial(work_on, user) for user in people),
            *(partial(void, user) for user in people[:2]),
            *(partial(void, user) for user in people[:2]),
        ]
    )

    the_books_agree(place)
    voided = Assignment.objects.filter(state="voided")
    assert voided.count() >= 30
    assert not Submission.objects.filter(assignment__in=voided, counts=True).exists()
    (batch,) = Batch.objects.all()
    targets = sum(Task.objects.values_list("target", flat=True))
    assert batch.reserved_minor == batch.price_minor * (targets + voided.count())


def test_what_a_reviewer_has_settled_is_not_asked_again() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    user = work.annotator(place)
    answer = _answered(place, user)
    Task.objects.update(state="disputed")
    actions.begin_adjudication(actor_id=place.manager.pk, task_id=answer.task_id, now=NOW)
    actions.settle_adjudication(actor_id=place.manager.pk, task_id=answer.task_id, now=NOW)
    forecast = forecast_voiding(
        annotator_id=user.pk, project_id=place.project.pk, since=None, now=LATER
    )

    _void(place, user)

    task = Task.objects.get()
    assert (forecast.tasks_asked_again, forecast.tasks_with_fewer) == (0, 1)
    assert (task.state, task.open_slots, task.counted, task.target) == ("resolved", 0, 0, 0)
    the_books_agree(place)
