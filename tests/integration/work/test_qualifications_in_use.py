"""A qualification is good for 90 days from the last accepted work."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.accounts.models import User
from guildmark.communities.models import Membership
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.training import queries as training
from guildmark.training.actions import expire_qualifications, suspend_qualification
from guildmark.training.models import Qualification, TrainingPlan
from guildmark.training.queries.people import WARNED_AHEAD
from guildmark.work import actions
from guildmark.work.actions.seats import BEFORE_THE_END
from guildmark.work.models import Assignment, Seat
from guildmark.work.queries.feed import feed
from tests.factories import work
from tests.factories.work import NOW, Workplace
from workers.schedule import SCHEDULE

pytestmark = pytest.mark.django_db
END = NOW + timedelta(days=90)


@pytest.fixture
def place() -> Workplace:
    made = work.workplace(items=5)
    work.open_batch(made)
    return made


@pytest.fixture
def ada(place: Workplace) -> User:
    """Qualified until END, and seated."""
    (someone,) = work.trained(place)
    Qualification.objects.filter(user=someone).update(expires_at=END)
    work.claim(someone, place)
    return someone


def work_at(place: Workplace, user: User, moment: datetime) -> None:
    """One answer at that time."""
    held = work.claim(user, place, now=moment)
    work.submit(user, held, now=moment)


def ends(user: User) -> tuple[datetime, datetime | None]:
    """When the qualification ends, and when the seat does."""
    return (
        Qualification.objects.get(user=user).expires_at,
        Seat.objects.get(annotator=user).eligible_until,
    )


def test_work_gives_the_qualification_its_time_anew(place: Workplace, ada: User) -> None:
    last = NOW + timedelta(days=60)
    work_at(place, ada, last)

    extended = [actions.extend_qualifications_in_use(now=END - BEFORE_THE_END) for _ in range(2)]
    ended = expire_qualifications(now=END)

    assert (extended, ended) == ([1, 0], 0)
    assert ends(ada) == (last + timedelta(days=90), last + timedelta(days=90))
    assert Event.objects.filter(name="qualification.extended").count() == 1


def test_nobody_looks_before_the_end_is_near(place: Workplace, ada: User) -> None:
    work_at(place, ada, NOW + timedelta(days=60))
    soon = END - BEFORE_THE_END - timedelta(minutes=1)

    assert actions.extend_qualifications_in_use(now=soon) == 0
    assert ends(ada)[0] == END


def test_it_is_extended_also_when_the_sweep_comes_late(place: Workplace, ada: User) -> None:
    last = END - timedelta(minutes=5)
    work_at(place, ada, last)

    extended = actions.extend_qualifications_in_use(now=END + timedelta(days=3))

    assert extended == 1
    assert ends(ada) == (last + timedelta(days=90),) * 2


def test_without_accepted_work_it_ends(place: Workplace, ada: User) -> None:
    work_at(place, ada, NOW + timedelta(days=60))
    Assignment.objects.filter(annotator=ada, state="submitted").update(state="rejected")

    extended = actions.extend_qualifications_in_use(now=END)
    ended = expire_qualifications(now=END)

    assert (extended, ended) == (0, 1)


def test_what_has_ended_is_not_brought_back_by_old_work(place: Workplace, ada: User) -> None:
    work_at(place, ada, NOW + timedelta(days=60))
    expire_qualifications(now=END)

    assert actions.extend_qualifications_in_use(now=END) == 0
    assert Qualification.objects.get(user=ada).state == "expired"


def test_the_sweep_comes_before_the_end_at_least_once() -> None:
    assert SCHEDULE["qualifications in use"]["schedule"] < BEFORE_THE_END.total_seconds()


def test_the_sweep_that_ends_them_looks_for_work_of_the_last_minutes(
    place: Workplace, ada: User
) -> None:
    idle = work.annotator(place)
    Qualification.objects.filter(user=idle).update(expires_at=END)
    work_at(place, ada, END - timedelta(minutes=5))

    looked_at = [actions.end_qualifications(now=END) for _ in range(2)]

    assert looked_at == [2, 0]
    states = Qualification.objects.order_by("pk").values_list("user_id", "state")
    assert set(states) == {(ada.pk, "granted"), (idle.pk, "expired")}


def test_whose_work_gives_no_more_time_is_not_locked(place: Workplace, ada: User) -> None:
    TrainingPlan.objects.update_or_create(project=place.project, defaults={"valid_days": 90})
    work_at(place, ada, NOW)

    with CaptureQueriesContext(connection) as asked:
        extended = actions.extend_qualifications_in_use(now=END - BEFORE_THE_END)

    assert extended == 0
    assert not [one["sql"] for one in asked if "UPDATE" in one["sql"]]


def test_it_ends_none_that_it_has_not_looked_at(place: Workplace, ada: User) -> None:
    work_at(place, ada, END - timedelta(minutes=5))
    first = work.annotator(place)
    Qualification.objects.filter(user=first).update(expires_at=END)

    chunks = [actions.end_qualifications(now=END, limit=1) for _ in range(3)]

    assert chunks == [1, 1, 0]
    assert Qualification.objects.get(user=ada).state == "granted"
    assert Qualification.objects.get(user=first).state == "expired"


def warned() -> int:
    """How many warnings were recorded."""
    return Event.objects.filter(name="qualification.ending").count()


def shown(place: Workplace, user: User, *, now: datetime) -> tuple[bool, datetime | None]:
    """What the page of the training says, and that of the work."""
    way = training.way(user_id=user.pk, project_id=place.project.pk, now=now)
    (offer,) = feed(user_id=user.pk, now=now).can_do
    assert way.qualification is not None
    return way.qualification.is_ending, offer.ends_at


def test_who_has_not_worked_is_warned_once_of_each_end(place: Workplace, ada: User) -> None:
    soon = END - WARNED_AHEAD
    before = actions.warn_of_ends(now=soon - timedelta(minutes=1))
    at_first = shown(place, ada, now=soon)

    made = [actions.warn_of_ends(now=soon + timedelta(hours=hour)) for hour in (0, 1, 24)]
    after = shown(place, ada, now=soon)
    later = END + timedelta(days=300)
    Qualification.objects.filter(user=ada).update(expires_at=later)
    anew = [actions.warn_of_ends(now=later - timedelta(days=1)) for _ in range(2)]

    assert (before, made, anew, warned()) == (0, [1, 0, 0], [1, 0], 2)
    assert (at_first, after) == ((False, None), (True, END))


def test_who_works_is_given_time_in_place_of_a_warning_and_after_one(
    place: Workplace, ada: User
) -> None:
    actions.warn_of_ends(now=END - timedelta(days=5))
    last = END - timedelta(days=4)
    work_at(place, ada, last)
    bo = work.annotator(place)
    Qualification.objects.filter(user=bo).update(expires_at=END)
    work_at(place, bo, last)

    made = actions.warn_of_ends(now=last)

    assert (made, warned()) == (0, 1)
    assert {ends(one)[0] for one in (ada, bo)} == {last + timedelta(days=90)}
    assert shown(place, ada, now=last) == (False, None)


@pytest.mark.parametrize("why", ["left", "closed", "suspended", "over"])
def test_nobody_is_warned_who_can_do_nothing_about_it(
    place: Workplace, ada: User, why: str
) -> None:
    now = END - timedelta(days=1)
    if why == "left":
        Membership.objects.filter(user=ada).update(state="left")
    elif why == "closed":
        Project.objects.filter(pk=place.project.pk).update(state="closed")
    elif why == "suspended":
        suspend_qualification(
            actor_id=None, user_id=ada.pk, project_id=place.project.pk, reason="", now=now
        )
    else:
        now = END

    assert (actions.warn_of_ends(now=now), warned()) == (0, 0)


def test_of_a_short_qualification_the_last_quarter_is_soon(place: Workplace, ada: User) -> None:
    TrainingPlan.objects.update_or_create(project=place.project, defaults={"valid_days": 4})

    made = [actions.warn_of_ends(now=END - timedelta(hours=hours)) for hours in (25, 24)]

    assert made == [0, 1]
