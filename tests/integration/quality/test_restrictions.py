"""Limits on people, and what they come to together."""

from datetime import timedelta
from functools import partial

import pytest

from guildmark.accounts.models import User
from guildmark.core.errors import NotFound
from guildmark.events.models import Event
from guildmark.quality import actions, queries
from guildmark.quality.errors import RestrictionOver, WrongRestriction
from guildmark.quality.models import Restriction
from guildmark.training.models import Qualification
from guildmark.training.queries import facts
from guildmark.training.way import way_of
from guildmark.work.actions import require_seat
from guildmark.work.errors import NotEligible
from guildmark.work.models import Seat
from tests.factories import accounts, quality, work
from tests.factories import training as quizzes
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def place() -> Workplace:
    """A project with open tasks."""
    made = work.workplace(items=3)
    work.open_batch(made)
    return made


@pytest.fixture
def user(place: Workplace) -> User:
    """Somebody who works there."""
    someone = work.annotator(place)
    require_seat(user_id=someone.pk, project_id=place.project.pk, now=NOW)
    return someone


def _restrict(place: Workplace, user: User, kind: str, **parameters: object) -> Restriction:
    return actions.restrict(
        actor_id=None,
        project_id=place.project.pk,
        annotator_id=user.pk,
        kind=kind,
        reason="Checks were missed.",
        evidence={"checks": 10, "right": 4},
        parameters=dict(parameters),
        now=NOW,
    )


def _standing(place: Workplace, user: User) -> tuple[bool, int | None, float]:
    seat = Seat.objects.get(annotator=user, project=place.project)
    return bool(seat.blocked_reason), seat.daily_cap, seat.gold_boost


def _lift(place: Workplace, one: Restriction) -> None:
    actions.lift_restriction(actor_id=place.manager.pk, restriction_id=one.pk, now=NOW)


def test_lifting_one_restriction_leaves_the_others_in_force(place: Workplace, user: User) -> None:
    by_rule = _restrict(place, user, "pause")
    by_manager = quality.pause(place, user, now=NOW)
    few = _restrict(place, user, "daily_cap", daily_cap=10)
    _restrict(place, user, "daily_cap", daily_cap=20)
    _restrict(place, user, "more_gold", gold_boost=3.0)

    standings = [_standing(place, user)]
    for one in (by_rule, by_manager, few):
        _lift(place, one)
        standings.append(_standing(place, user))

    assert standings == [
        (True, 10, 3.0),
        (True, 10, 3.0),
        (False, 10, 3.0),
        (False, 20, 3.0),
    ]


def test_a_pause_ends_by_itself_and_says_so_until_then(place: Workplace, user: User) -> None:
    quality.pause(place, user, expires_at=NOW + WEEK, now=NOW)

    held = Seat.objects.get(annotator=user).blocked_reason
    early = actions.expire_restrictions(now=NOW + WEEK - timedelta(seconds=1))
    due = actions.expire_restrictions(now=NOW + WEEK)
    again = actions.expire_restrictions(now=NOW + WEEK)

    assert held == (
        "You are paused here for a time. You can appeal under “My quality”. Why: Too hasty."
    )
    assert (early, due, again) == (0, 1, 0)
    assert work.claim(user, place, now=NOW + WEEK)
    assert Restriction.objects.get().ending == "expired"


def test_who_is_paused_while_drawing_is_told_why_at_submit_and_may_submit_later(
    place: Workplace, user: User
) -> None:
    held = work.claim(user, place)
    pause = quality.pause(place, user, now=NOW)

    with pytest.raises(NotEligible, match=r"paused here until it is lifted.*Why: Too hasty"):
        work.submit(user, held)
    _lift(place, pause)

    assert work.submit(user, held).counts


def test_who_must_retrain_works_again_once_the_quiz_is_passed(place: Workplace) -> None:
    project = quizzes.project_with_quiz()
    user = accounts.person()
    of_person: dict[str, int] = {"user_id": user.pk, "project_id": project.pk}
    quizzes.ready_for_quiz(project, user, now=NOW)
    quizzes.sit(project, user, now=NOW)
    require_seat(**of_person, now=NOW)
    actions.restrict(
        actor_id=None,
        project_id=project.pk,
        annotator_id=user.pk,
        kind="retrain",
        reason="Checks were missed.",
        now=NOW + timedelta(minutes=1),
    )
    later = NOW + timedelta(hours=1)
    told = Seat.objects.get(annotator=user).ineligible_reason
    step = way_of(facts(**of_person, now=later), now=later).next_step

    quizzes.sit(project, user, now=later)
    ended = actions.end_retraining(project_id=project.pk, annotator_id=user.pk, now=later)
    require_seat(**of_person, now=later)

    assert told == "Pass the quiz of this project again first. Checks were missed."
    assert (step.key, step.detail) == ("quiz", "Pass the quiz again. Checks were missed.")
    assert (ended, Restriction.objects.get().ending) == (1, "requalified")
    assert Seat.objects.get(annotator=user).ineligible_reason == ""


def test_a_lifted_retraining_gives_the_qualification_back_once_none_is_left(
    place: Workplace, user: User
) -> None:
    first, second = _restrict(place, user, "retrain"), _restrict(place, user, "retrain")

    _lift(place, first)
    between = Qualification.objects.get().state
    _lift(place, second)

    assert (between, Qualification.objects.get().state) == ("suspended", "granted")
    assert work.claim(user, place)


def test_a_restriction_is_in_the_history_with_who_decided(place: Workplace, user: User) -> None:
    made = quality.pause(place, user, now=NOW)
    _lift(place, made)

    names = ["restriction.made", "restriction.lifted"]
    events = Event.objects.filter(name__in=names).order_by("pk")
    assert [(one.name, one.actor_id, one.payload["kind"]) for one in events] == [
        (name, place.manager.pk, "pause") for name in names
    ]
    with pytest.raises(RestrictionOver):
        _lift(place, made)


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("banish", {}),
        ("daily_cap", {}),
        ("daily_cap", {"daily_cap": 0}),
        ("more_gold", {"gold_boost": 0.5}),
    ],
)
def test_a_restriction_says_what_it_limits(
    place: Workplace, user: User, kind: str, parameters: dict[str, object]
) -> None:
    with pytest.raises(WrongRestriction):
        _restrict(place, user, kind, **parameters)


def test_nobody_is_restricted_who_never_came(place: Workplace) -> None:
    with pytest.raises(NotFound):
        quality.pause(place, accounts.person(), now=NOW)


def test_people_are_found_by_what_limits_them_and_ordered_by_their_figures(
    place: Workplace, user: User
) -> None:
    other = work.annotator(place)
    work.submit(other, work.claim(other, place))
    quality.pause(place, user, now=NOW)

    def found(**asked: object) -> list[int]:
        finding = queries.Finding(**asked)  # type: ignore[arg-type]  # a test's options
        seats = queries.found_seats(place.project.pk, finding)
        return [seat.annotator_id for seat in seats]

    assert found() == [user.pk, other.pk]
    assert found(sort="answers", is_descending=True) == [other.pk, user.pk]
    assert found(state="restricted") == found(state="blocked") == [user.pk]
    assert found(state="active") == [other.pk]
    assert found(text=other.pseudonym.lower()) == [other.pk]
    for sort in queries.SORTS:
        assert sorted(found(sort=sort)) == [user.pk, other.pk]
    for state in ("worse", "below_mark", "not_eligible"):
        assert found(state=state) == []


def test_what_is_known_of_somebody_is_kept_beside_what_a_manager_decides() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, gold_share=0.5)
    user = work.annotator(place)
    quality.checks(place, user, "rrrrw", start=NOW)
    quality.rejected(place, user)
    decide = partial(
        actions.restrict,
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        annotator_id=user.pk,
        kind="notice",
        reason="Please look closer.",
    )

    today = decide(now=NOW + timedelta(hours=1))
    tomorrow = decide(now=NOW + timedelta(days=1))

    # which answers of today were checks is nobody's to learn before midnight
    assert today.evidence == {"accepted": 0, "rejected": 1}
    skill = tomorrow.evidence.pop("skill")
    assert tomorrow.evidence == {"checks": 5, "accepted": 0, "rejected": 1}
    assert 0.5 < skill < 0.95
