"""A manager takes somebody's work out; the person is told, says it is wrong, and is heard."""

from datetime import datetime, timedelta

import pytest

from guildmark.accounts.models import User
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.quality import actions
from guildmark.quality.errors import VoidingUnderWay
from guildmark.quality.models import Appeal, Restriction
from guildmark.work.models import Assignment, Submission
from tests.factories import accounts, work
from tests.factories.work import NOW, Workplace
from workers.routes import ROUTES
from workers.tasks import quality as tasks
from workers.words import words_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
DAY = timedelta(days=1)
REASON = "Boxes leave out the rims."


@pytest.fixture
def place() -> Workplace:
    """A project where one person did three pictures."""
    made = work.workplace(items=3)
    work.open_batch(made, overlap=1)
    return made


@pytest.fixture
def user(place: Workplace) -> User:
    """Who did them."""
    someone = work.annotator(place)
    for _ in range(3):
        work.submit(someone, work.claim(someone, place))
    return someone


def _void(place: Workplace, user: User, *, now: datetime = LATER) -> tuple[int, int]:
    return actions.void_work(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        annotator_id=user.pk,
        since=None,
        reason=REASON,
        now=now,
    )


def _appeal(user: User) -> Appeal:
    return actions.appeal_restriction(
        user_id=user.pk,
        restriction_id=Restriction.objects.get().pk,
        text="They are in.",
        now=LATER,
    )


def _uphold(place: Workplace, appeal: Appeal) -> None:
    judge = accounts.staff(place.organisation, "reviewer")
    actions.uphold_appeal(
        actor_id=judge.pk, appeal_id=appeal.pk, answer="You are right.", now=LATER
    )


def _hear(name: str) -> None:
    """What the worker does on the event, twice: delivery is at least once."""
    event = Event.objects.get(name=name)
    assert "quality.reinstate_voiding" in ROUTES[name]
    for _ in range(2):
        tasks.reinstate_voiding(event_id=event.pk, **event.payload)


def _states() -> list[tuple[str, bool]]:
    return list(Submission.objects.order_by("pk").values_list("assignment__state", "counts"))


def test_whose_work_a_manager_voids_is_told_once_why_and_can_go_on_working(
    place: Workplace, user: User
) -> None:
    voided, again = _void(place, user), _void(place, user)

    told = Restriction.objects.get()
    words = words_of("restriction.made", Event.objects.get(name="restriction.made").payload)
    assert (voided, again) == ((3, 0), (0, 0))
    assert (told.kind, told.source, told.reason) == ("voiding", "manager", REASON)
    assert told.evidence == {"asked_anew": 3, "asked_anew_since": None}
    assert words is not None
    assert words.title == f"Answers of yours are asked anew: {place.project.name}"
    assert REASON in words.body
    assert work.why_empty(user, place, now=LATER) == "nothing_left"


def test_work_that_a_manager_voided_counts_again_when_the_appeal_is_upheld(
    place: Workplace, user: User
) -> None:
    _void(place, user)
    out = _states()

    _uphold(place, _appeal(user))
    _hear("restriction.lifted")

    assert out == [("voided", False)] * 3
    assert _states() == [("accepted", True)] * 3
    assert Event.objects.filter(name="assignment.reinstated").count() == 3


def test_an_answer_whose_place_was_taken_meanwhile_is_accepted_and_does_not_count(
    place: Workplace, user: User
) -> None:
    _void(place, user)
    other = work.annotator(place)
    taken = work.claim(other, place, now=LATER)
    work.submit(other, taken, now=LATER)

    _uphold(place, _appeal(user))
    _hear("restriction.lifted")

    mine = Submission.objects.filter(annotator=user)
    assert set(mine.values_list("assignment__state", flat=True)) == {"accepted"}
    assert [one.counts for one in mine.filter(task_id=taken.task_id)] == [False]
    assert mine.filter(counts=True).count() == 2


def test_a_manager_who_takes_the_voiding_back_gives_the_answers_back(
    place: Workplace, user: User
) -> None:
    _void(place, user)

    actions.lift_restriction(
        actor_id=place.manager.pk,
        restriction_id=Restriction.objects.get().pk,
        reason="My mistake.",
        now=LATER,
    )
    _hear("restriction.lifted")

    words = words_of("restriction.lifted", Event.objects.get(name="restriction.lifted").payload)
    assert _states() == [("accepted", True)] * 3
    assert words is not None
    assert words.title == f"Your answers count again: {place.project.name}"


def test_what_runs_out_or_is_rejected_gives_nothing_back(place: Workplace, user: User) -> None:
    _void(place, user)
    actions.reject_appeal(
        actor_id=accounts.staff(place.organisation, "reviewer").pk,
        appeal_id=_appeal(user).pk,
        answer="The rims are out.",
        now=LATER,
    )
    ended = actions.expire_restrictions(now=LATER + timedelta(days=14))

    _hear("restriction.lifted")

    event = Event.objects.get(name="restriction.lifted")
    assert ended == 1
    assert words_of("restriction.lifted", event.payload) is None
    assert _states() == [("voided", False)] * 3


def test_a_worker_stops_voiding_what_was_taken_back_meanwhile(
    place: Workplace, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guildmark.work.actions.voiding.CHUNK", 2)
    assert _void(place, user) == (2, 1)
    _uphold(place, _appeal(user))
    rest = Event.objects.get(name="voiding.requested")

    tasks.void_rest(event_id=rest.pk, **rest.payload)
    _hear("restriction.lifted")

    assert Assignment.objects.filter(state="voided").count() == 0
    assert _states() == [("accepted", True)] * 2 + [("submitted", True)]


def test_an_appeal_that_nobody_answers_gives_back_what_a_voiding_took_weeks_ago(
    place: Workplace, user: User
) -> None:
    _void(place, user)
    appeal = actions.appeal_restriction(
        user_id=user.pk,
        restriction_id=Restriction.objects.get().pk,
        text="They are in.",
        now=LATER + timedelta(days=6),
    )

    ended = actions.expire_restrictions(now=LATER + timedelta(days=14))
    upheld = actions.answer_overdue(now=LATER + timedelta(days=15))
    _hear("restriction.lifted")

    appeal.refresh_from_db()
    assert (ended, upheld, appeal.state) == (0, 1, Appeal.State.UPHELD)
    assert Restriction.objects.get().ending == Restriction.Ending.APPEALED
    assert _states() == [("accepted", True)] * 3


def test_a_voiding_runs_out_when_the_appeal_that_kept_it_is_rejected(
    place: Workplace, user: User
) -> None:
    _void(place, user)
    appeal, late = _appeal(user), LATER + timedelta(days=14)
    kept = actions.expire_restrictions(now=late)
    judge = accounts.staff(place.organisation, "reviewer")
    actions.reject_appeal(actor_id=judge.pk, appeal_id=appeal.pk, answer="No.", now=late)

    ended = actions.expire_restrictions(now=late)

    assert (kept, ended) == (0, 1)
    assert Restriction.objects.get().ending == Restriction.Ending.EXPIRED


def test_pressing_again_while_a_worker_goes_on_tells_nobody_twice(
    place: Workplace, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guildmark.work.actions.voiding.CHUNK", 2)

    pressed = [_void(place, user, now=LATER + timedelta(minutes=n)) for n in range(2)]

    assert pressed == [(2, 1), (0, 1)]
    assert Restriction.objects.count() == 1
    assert Assignment.objects.filter(state="voided").count() == 2
    rest = Event.objects.get(name="voiding.requested")
    tasks.void_rest(event_id=rest.pk, **rest.payload)
    moments = Assignment.objects.values_list("state", "reviewed_at")
    assert set(moments) == {("voided", LATER)}


def test_more_than_what_a_worker_goes_on_with_is_voided_when_it_is_done(
    place: Workplace, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guildmark.work.actions.voiding.CHUNK", 2)
    _void(place, user)
    work.add_items(place, 1)
    work.open_batch(place, overlap=1)
    work.submit(user, work.claim(user, place, now=LATER + DAY), now=LATER + DAY)

    with pytest.raises(VoidingUnderWay):
        _void(place, user, now=LATER + DAY)

    rest = Event.objects.get(name="voiding.requested")
    tasks.void_rest(event_id=rest.pk, **rest.payload)
    assert _void(place, user, now=LATER + DAY) == (1, 0)


def test_a_voiding_that_was_done_stands_in_the_way_of_no_other(
    place: Workplace, user: User
) -> None:
    """What was with the person for correction meanwhile, and came back as it was."""
    returned = Assignment.objects.filter(pk=Assignment.objects.earliest("pk").pk)
    returned.update(state="returned")
    first = _void(place, user)
    returned.update(state="submitted")

    assert (first, _void(place, user, now=LATER + DAY)) == ((2, 0), (1, 0))


@pytest.mark.parametrize(("days_then", "ending"), [(30, ""), (7, "expired")])
def test_a_voiding_can_be_appealed_all_the_days_a_project_gives_also_where_it_gives_them_later(
    place: Workplace, user: User, days_then: int, ending: str
) -> None:
    project = Project.objects.filter(pk=place.project.pk)
    project.update(appeal_days=days_then)
    _void(place, user)
    actions.expire_restrictions(now=LATER + 14 * DAY)
    ended = Restriction.objects.get().ending
    project.update(appeal_days=30)

    appeal = actions.appeal_restriction(
        user_id=user.pk,
        restriction_id=Restriction.objects.get().pk,
        text="They are in.",
        now=LATER + 30 * DAY,
    )
    _uphold(place, appeal)
    Event.objects.filter(name="restriction.lifted", payload__ending="expired").delete()
    _hear("restriction.lifted")

    assert (ended, Restriction.objects.get().ending) == (ending, "appealed")
    assert _states() == [("accepted", True)] * 3
