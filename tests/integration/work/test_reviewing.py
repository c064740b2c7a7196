"""Work is accepted, or rejected within a budget."""

from datetime import timedelta

import pytest

from guildmark.accounts.models import User
from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.work import actions
from guildmark.work.errors import (
    CannotJudge,
    RejectionBudgetSpent,
    ReviewOwnWork,
    UnknownReason,
)
from guildmark.work.models import Assignment, Submission, Task
from guildmark.work.queries.people import done
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def place() -> Workplace:
    """A project with twenty open tasks for one person each."""
    made = work.workplace(items=20)
    work.open_batch(made, overlap=1)
    return made


@pytest.fixture
def user(place: Workplace) -> User:
    """Somebody who works there."""
    return work.annotator(place)


def _answer(place: Workplace, user: User, number: int = 1) -> list[int]:
    """So many answers; the ids of their assignments."""
    ids = []
    for _ in range(number):
        held = work.claim(user, place)
        work.submit(user, held)
        ids.append(held.assignment_id)
    return ids


def _reject(place: Workplace, ids: list[int], *, code: str = "careless", note: str = "") -> int:
    return actions.reject_assignments(
        actor_id=place.manager.pk, assignment_ids=ids, reason_code=code, note=note, now=NOW
    )


def test_rejected_work_is_not_paid_counts_no_more_and_others_are_asked(
    place: Workplace, user: User
) -> None:
    (one,) = _answer(place, user)

    actions.reject_assignment(
        actor_id=place.manager.pk,
        assignment_id=one,
        reason_code="missed_objects",
        note="Two coins lie under the leaf.",
        now=NOW,
    )

    rejected = Assignment.objects.get(pk=one)
    assert (rejected.state, rejected.reason, rejected.note) == (
        "rejected",
        "missed_objects",
        "Two coins lie under the leaf.",
    )
    assert not Submission.objects.get().counts
    assert done(user_id=user.pk, now=NOW, currency="EUR").total.amount_minor == 0
    task = Task.objects.get(pk=rejected.task_id)
    assert (task.state, task.open_slots, task.counted) == ("open", 1, 0)
    batch = rejected.batch
    assert batch is not None
    assert batch.reserved_minor == 20 * batch.price_minor
    assert work.claim(work.annotator(place), place).task_id == task.pk


def test_accepted_work_cannot_be_rejected_and_accepting_twice_is_once(
    place: Workplace, user: User
) -> None:
    ids = _answer(place, user, 2)

    counts = [
        actions.accept_assignments(actor_id=place.manager.pk, assignment_ids=ids, now=NOW)
        for _ in range(2)
    ]

    assert counts == [2, 0]
    assert set(Assignment.objects.values_list("state", flat=True)) == {"accepted"}
    with pytest.raises(CannotJudge):
        _reject(place, ids[:1])


def test_a_tenth_of_somebodys_work_can_be_rejected_and_no_more(
    place: Workplace, user: User
) -> None:
    ids = _answer(place, user, 20)

    assert _reject(place, ids[:2]) == 2

    with pytest.raises(RejectionBudgetSpent, match=r"At most 10 % of a person's work .* 0 more"):
        _reject(place, ids[2:3])
    Project.objects.update(rejection_budget=0.15)
    assert _reject(place, ids[2:3]) == 1


def test_one_of_a_few_can_always_be_rejected_but_not_where_nothing_may_be(
    place: Workplace, user: User
) -> None:
    ids = _answer(place, user, 3)
    Project.objects.update(rejection_budget=0.0)
    with pytest.raises(RejectionBudgetSpent):
        _reject(place, ids[:1])
    Project.objects.update(rejection_budget=0.1)

    assert _reject(place, ids[:1]) == 1


def test_many_people_together_spend_the_budget_of_the_project(place: Workplace) -> None:
    ids = [_answer(place, work.annotator(place))[0] for _ in range(4)]

    with pytest.raises(RejectionBudgetSpent, match="of the project's work"):
        _reject(place, ids[:2])

    assert set(Assignment.objects.values_list("state", flat=True)) == {"submitted"}


def test_a_rejection_names_a_reason_and_something_else_says_what(
    place: Workplace, user: User
) -> None:
    ids = _answer(place, user)

    for code in ("because", "other"):
        with pytest.raises(UnknownReason):
            _reject(place, ids, code=code)

    assert _reject(place, ids, code="other", note="It is upside down.") == 1


def test_nobody_judges_their_own_work(place: Workplace) -> None:
    work.annotator(place, user=place.manager)
    ids = _answer(place, place.manager)

    with pytest.raises(ReviewOwnWork):
        actions.accept_assignments(actor_id=place.manager.pk, assignment_ids=ids, now=NOW)
    with pytest.raises(ReviewOwnWork):
        _reject(place, ids)


def test_work_of_two_projects_is_not_judged_together(place: Workplace, user: User) -> None:
    other = work.workplace(items=1)
    work.open_batch(other, overlap=1)
    ids = _answer(place, user) + _answer(other, work.annotator(other))

    with pytest.raises(NotFound):
        _reject(place, ids)


def test_what_nobody_judges_is_accepted_after_seven_days(place: Workplace, user: User) -> None:
    _answer(place, user, 2)

    early = actions.accept_unjudged(now=NOW + 7 * DAY - timedelta(seconds=1))
    due = actions.accept_unjudged(now=NOW + 7 * DAY)
    again = actions.accept_unjudged(now=NOW + 7 * DAY)

    assert (early, due, again) == (0, 2, 0)
    assert Assignment.objects.filter(state="accepted", reviewed_by=None).count() == 2


def test_a_rejection_taken_back_is_paid_and_kept_when_its_slot_is_taken(
    place: Workplace, user: User
) -> None:
    (one,) = _answer(place, user)
    _reject(place, [one])
    other = work.annotator(place)
    work.submit(other, work.claim(other, place))

    counts = actions.reinstate_assignment(actor_id=place.manager.pk, assignment_id=one, now=NOW)

    assert not counts
    assert Assignment.objects.get(pk=one).state == "accepted"
    assert done(user_id=user.pk, now=NOW, currency="EUR").total.amount_minor == 5
    assert Task.objects.get(pk=Assignment.objects.get(pk=one).task_id).counted == 1
    with pytest.raises(CannotJudge):
        actions.reinstate_assignment(actor_id=place.manager.pk, assignment_id=one, now=NOW)
