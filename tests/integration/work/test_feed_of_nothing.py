"""Why somebody can do nothing in a project now, and when that may change."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from guildmark.projects.models import Project
from guildmark.work import actions
from guildmark.work.models import Batch, Seat, Task
from guildmark.work.queries.closed import FINISHED, NO_WORK, PROJECT_CLOSED, Why
from guildmark.work.queries.feed import feed
from guildmark.work.reasons import WHY_EMPTY
from tests.factories import accounts, communities, datasets, work
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db


def test_a_blocked_project_and_one_without_work_are_closed() -> None:
    blocked, idle = work.workplace(items=1), work.workplace(items=1)
    work.open_batch(blocked)
    (anna,) = work.trained(blocked)
    actions.set_standing(
        user_id=anna.pk, project_id=blocked.project.pk, blocked_reason="No.",
        actor_id=None, now=NOW,
    )  # fmt: skip

    found = feed(user_id=anna.pk, now=NOW)

    assert idle.project.state == "active"
    assert (found.can_do, found.nearly, found.closed_count) == ([], [], 2)


def test_a_project_that_is_closed_says_why() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    (anna,) = work.trained(place)
    actions.set_standing(
        user_id=anna.pk, project_id=place.project.pk, blocked_reason="Too many misses.",
        actor_id=None, now=NOW,
    )  # fmt: skip

    found = feed(user_id=anna.pk, now=NOW)

    assert [(one.project, one.why) for one in found.closed] == [
        (place.project, Why("blocked", "Too many misses."))
    ]


def test_a_daily_limit_is_told_while_some_of_it_is_left_and_closes_the_project_after() -> None:
    place = work.workplace(items=5)
    work.open_batch(place)
    (anna,) = work.trained(place)
    work.submit(anna, work.claim(anna, place))
    Seat.objects.filter(annotator=anna).update(daily_cap=2)
    (before,) = feed(user_id=anna.pk, now=NOW).can_do
    work.submit(anna, work.claim(anna, place))

    after = feed(user_id=anna.pk, now=NOW)

    assert (before.tasks_left, before.daily_left) == (4, 1)
    assert after.can_do == []
    midnight = datetime(2026, 3, 3, tzinfo=UTC)
    assert (after.closed[0].why.code, after.closed[0].why.opens_at) == ("daily_cap", midnight)
    assert feed(user_id=anna.pk, now=NOW + timedelta(days=1)).can_do[0].daily_left == 2


def test_no_more_is_promised_than_a_fair_share() -> None:
    place = work.workplace(items=201)
    work.open_batch(place, overlap=1, share_cap=0.01)
    (anna,) = work.trained(place)
    work.submit(anna, work.claim(anna, place))

    (one,) = feed(user_id=anna.pk, now=NOW).can_do

    assert (one.tasks_left, one.share_left, one.is_at_least) == (1, 1, False)  # of two, one is done


def test_a_batch_that_opens_later_is_no_work_yet_and_says_when() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place)
    later = NOW + timedelta(hours=3)
    Batch.objects.filter(pk=batch.pk).update(opens_at=later)
    (anna,) = work.trained(place)

    before = feed(user_id=anna.pk, now=NOW)

    assert before.can_do == []
    assert [one.why.opens_at for one in before.closed] == [later]
    assert feed(user_id=anna.pk, now=later).can_do[0].tasks_left == 1


def test_a_paused_project_says_why_and_until_when_where_that_is_known() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place)
    (anna,) = work.trained(place)
    pause: dict[str, Any] = {"actor_id": place.manager.pk, "batch_id": batch.pk, "now": NOW}
    actions.pause_batch(**pause, reason="The photographs are looked through.")

    (endless,) = feed(user_id=anna.pk, now=NOW).closed
    actions.change_pause(**pause, reason="Lunch.", resumes_at=NOW + timedelta(hours=1))
    (short,) = feed(user_id=anna.pk, now=NOW).closed

    assert endless.why == Why("paused", "The photographs are looked through.")
    assert short.why == Why("paused", "Lunch.", NOW + timedelta(hours=1))


def test_work_for_others_is_not_promised_before_i_have_come_either() -> None:
    place = work.workplace(items=2)
    meant = actions.make_audience(
        actor_id=place.manager.pk, project_id=place.project.pk, name="From Portugal",
        criteria=[[communities.clause("country", "=", "PT")]], now=NOW,
    )  # fmt: skip
    work.open_batch(place, audience_id=meant.pk)
    ana, ben = work.trained(place, 2)
    communities.declare(ana, country="PT")
    communities.declare(ben, country="DE")

    assert [one.tasks_left for one in feed(user_id=ana.pk, now=NOW).can_do] == [2]
    assert feed(user_id=ben.pk, now=NOW).can_do == []
    (why,) = [one.why for one in feed(user_id=ben.pk, now=NOW).closed]
    assert why == Why("other_audience", WHY_EMPTY["other_audience"], asked=["lives in Portugal"])
    assert not Seat.objects.filter(annotator__in=[ana, ben]).exists()


def test_what_is_with_others_says_so_and_when_something_may_come_back() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    ana, ben = work.trained(place, 2)
    held = work.claim(ana, place)

    (closed,) = feed(user_id=ben.pk, now=NOW).closed

    assert (closed.why.code, closed.why.opens_at) == ("all_leased", held.lease_expires_at)
    assert work.why_empty(ben, place) == "all_leased"


def test_what_is_being_compared_says_so_and_what_is_over_does_too() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    ana, ben, eve = work.trained(place, 3)
    for user in (ana, ben):
        work.submit(user, work.claim(user, place))
    task = Task.objects.get()

    compared = [feed(user_id=one.pk, now=NOW).closed[0].why for one in (eve, ana)]
    actions.resolve_task(task_id=task.pk, now=NOW)
    rest = [feed(user_id=one.pk, now=NOW).closed[0].why.code for one in (eve, ana)]
    actions.settle_batches(now=NOW)
    (over,) = feed(user_id=eve.pk, now=NOW).closed
    datasets.items(place.dataset, 1)
    work.draft_batch(place)
    (with_a_draft,) = feed(user_id=eve.pk, now=NOW).closed

    batch.refresh_from_db()
    assert batch.state == "complete"
    assert [one.code for one in compared] == ["comparing", "nothing_left"]
    assert compared[0].opens_at == NOW + timedelta(seconds=15)
    assert rest == ["no_work", "nothing_left"]  # who worked has done it all
    assert over.why == with_a_draft.why == Why("finished", FINISHED)


def test_who_is_stopped_before_the_end_is_told_of_the_batch_and_of_the_project() -> None:
    place = work.workplace(items=3)
    batch = work.open_batch(place)
    (ana,) = work.trained(place)
    work.submit(ana, work.claim(ana, place))
    actions.drain_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)

    stopped = feed(user_id=ana.pk, now=NOW)
    Project.objects.filter(pk=place.project.pk).update(state=Project.State.CLOSED)
    closed = feed(user_id=ana.pk, now=NOW)
    later = feed(user_id=ana.pk, now=NOW + timedelta(days=31))

    assert [one.why.code for one in stopped.closed] == ["closed"]
    assert ([one.why for one in closed.closed], closed.closed_count) == (
        [Why("closed", PROJECT_CLOSED)], 1,
    )  # fmt: skip
    assert (later.closed, later.closed_count) == ([], 0)


def test_a_share_that_is_taken_says_so_and_a_project_without_batches_too() -> None:
    place, idle = work.workplace(items=201), work.workplace(items=1)
    work.open_batch(place, overlap=1, share_cap=0.005)
    (ana,) = work.trained(place)
    work.submit(ana, work.claim(ana, place))

    closed = {one.project: one.why.code for one in feed(user_id=ana.pk, now=NOW).closed}

    assert closed == {place.project: "share_cap", idle.project: "no_work"}


def test_a_project_that_was_stopped_is_not_called_done() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place)
    (eve,) = work.trained(place, 1)
    actions.drain_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)

    (closed,) = feed(user_id=eve.pk, now=NOW).closed

    assert closed.why.code == "no_work"


def test_who_is_not_in_yet_hears_nothing_of_who_works() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    (ana,) = work.trained(place, 1)
    work.claim(ana, place)
    outsider = accounts.person()

    whys = [one.why.code for one in feed(user_id=outsider.pk, now=NOW).closed]

    assert whys == ["no_work"]


def test_a_project_of_discarded_drafts_alone_is_not_called_done() -> None:
    place = work.workplace(items=2)
    draft = work.draft_batch(place)
    (eve,) = work.trained(place, 1)
    actions.archive_batch(actor_id=place.manager.pk, batch_id=draft.pk, now=NOW)

    (closed,) = feed(user_id=eve.pk, now=NOW).closed

    assert closed.why == Why("no_work", NO_WORK)
