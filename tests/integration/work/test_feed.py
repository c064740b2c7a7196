"""What a person can do now, and what an hour of it brings."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.accounts.models import User
from guildmark.projects.models import Project
from guildmark.training.actions import create_practice_item
from guildmark.training.models import ComprehensionPass, GuidelineReading
from guildmark.work import actions
from guildmark.work.models import Batch, Seat, Task
from guildmark.work.queries.closed import FINISHED, PROJECT_CLOSED, Why
from guildmark.work.queries.feed import feed
from guildmark.work.queries.offers import Hourly, hourly
from guildmark.work.reasons import WHY_EMPTY
from tests.factories import accounts, communities, datasets, training, work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db


def trained(place: Workplace, number: int = 1) -> list[User]:
    """People who went the whole way into the project."""
    people = [work.annotator(place) for _ in range(number)]
    guideline = place.project.guideline_versions.get()
    for user in people:
        GuidelineReading.objects.create(user=user, guideline_version=guideline, read_at=NOW)
        ComprehensionPass.objects.create(
            user=user, project=place.project, guideline_major=1, passed_at=NOW
        )
    return people


def test_a_project_with_work_for_me_can_be_done() -> None:
    place = work.workplace(items=3)
    work.open_batch(place, price_minor=7)
    (anna,) = trained(place)
    work.submit(anna, work.claim(anna, place))
    held = work.claim(anna, place)

    found = feed(user_id=anna.pk, now=NOW)

    (one,) = found.can_do
    assert (one.project, one.tasks_left, one.amount_minor, one.kind) == (
        place.project, 1, 7, "box",
    )  # fmt: skip
    assert one.lease is not None
    assert one.lease.assignment_id == held.assignment_id
    assert (one.typical_seconds, one.hourly) == (None, None)
    assert (found.done.today.task_count, found.done.total.amount_minor) == (1, 7)
    assert (found.nearly, found.closed_count) == ([], 0)


@pytest.mark.parametrize(
    ("kinds", "is_asked", "said"),
    [
        (["mask", "mask"], False, "mask"),
        (["box", "polygon"], False, "several"),
        (["box"], True, "mixed"),
        ([], True, "classification"),
    ],
)
def test_a_project_says_what_is_drawn_in_it(kinds: list[str], is_asked: bool, said: str) -> None:
    place = work.workplace(items=1)
    version = place.project.schema_versions.get()
    question = {"key": "sharp", "text": "Sharp?", "type": "boolean", "required": False}
    version.definition = {
        "version": 1,
        "labels": [
            {"key": f"label_{number}", "name": kind, "color": "#000000", "kind": kind}
            for number, kind in enumerate(kinds)
        ],
        "questions": [question] if is_asked else [],
    }
    version.save(update_fields=["definition"])
    work.open_batch(place)
    (anna,) = trained(place)

    (one,) = feed(user_id=anna.pk, now=NOW).can_do

    assert one.kind == said


def test_a_claim_of_gold_is_counted_like_any_other() -> None:
    place = work.workplace(items=12)
    work.open_batch(place, gold_share=0.5)
    for item in work.add_items(place, 4):
        actions.add_gold_task(
            actor_id=place.manager.pk, project_id=place.project.pk, item_id=item.pk, now=NOW
        )
    (anna,) = trained(place)
    left, are_gold = [], []
    for _ in range(8):
        (one,) = feed(user_id=anna.pk, now=NOW).can_do
        left.append(one.tasks_left)
        held = work.claim(anna, place)
        are_gold.append(Task.objects.get(pk=held.task_id).is_gold)
        work.submit(anna, held)

    assert {True, False} == set(are_gold)
    assert left == [16, 15, 14, 13, 12, 11, 10, 9]


def test_the_feed_counts_what_is_prefetched_and_leads_to_what_is_in_hand() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    (anna,) = trained(place)
    held, ahead = work.claim(anna, place), work.prefetch(anna, place)
    (one,) = feed(user_id=anna.pk, now=NOW).can_do
    work.submit(anna, held)

    (later,) = feed(user_id=anna.pk, now=NOW).can_do

    assert one.lease is not None
    assert (one.lease.assignment_id, one.tasks_left) == (held.assignment_id, 1)
    assert (later.lease, later.tasks_left) == (None, 1)
    assert ahead.assignment_id != held.assignment_id


def test_gold_that_is_prefetched_is_counted_like_any_other() -> None:
    place = work.workplace(items=12)
    work.open_batch(place, gold_share=0.5)
    for item in work.add_items(place, 4):
        actions.add_gold_task(
            actor_id=place.manager.pk, project_id=place.project.pk, item_id=item.pk, now=NOW
        )
    (anna,) = trained(place)
    left, are_gold = [], []
    for _ in range(8):
        held = work.claim(anna, place)
        ahead = work.prefetch(anna, place)
        (one,) = feed(user_id=anna.pk, now=NOW).can_do
        left.append(one.tasks_left)
        are_gold.append(Task.objects.get(pk=ahead.task_id).is_gold)
        work.submit(anna, held)

    assert {True, False} == set(are_gold)
    assert left == [15, 14, 13, 12, 11, 10, 9, 8]


def test_gold_alone_is_no_work() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, gold_share=0.1)
    for item in work.add_items(place, 3):
        actions.add_gold_task(
            actor_id=place.manager.pk, project_id=place.project.pk, item_id=item.pk, now=NOW
        )
    (anna,) = trained(place)
    before = feed(user_id=anna.pk, now=NOW)
    work.submit(anna, work.claim(anna, place))

    after = feed(user_id=anna.pk, now=NOW)

    assert [one.tasks_left for one in before.can_do] == [4]
    assert (after.can_do, after.closed_count) == ([], 1)


def test_what_came_back_is_left_for_me() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    anna, ben = trained(place, 2)
    held = work.claim(ben, place)
    before = feed(user_id=anna.pk, now=NOW)
    actions.release(user_id=ben.pk, assignment_id=held.assignment_id, now=NOW)

    after = feed(user_id=anna.pk, now=NOW)

    assert (before.can_do, before.closed_count) == ([], 1)
    assert [one.tasks_left for one in after.can_do] == [1]
    assert feed(user_id=ben.pk, now=NOW).can_do == []


def test_a_project_that_lacks_one_step_is_nearly_mine() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    newcomer = accounts.person()

    found = feed(user_id=newcomer.pk, now=NOW)

    assert [(one.project, one.step) for one in found.nearly] == [(place.project, "join")]
    assert found.can_do == []


def test_every_missing_step_is_said_in_its_order_and_goes_when_it_is_taken() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    project, newcomer = place.project, accounts.person()
    assert project.community is not None
    asked = [[communities.clause("country", "=", "PT")]]
    communities.set_criteria(project.community, {"take": asked})
    training.comprehension_question(project)
    (practised,) = work.add_items(place, 1)
    create_practice_item(
        actor_id=place.manager.pk,
        project_id=project.pk,
        item_id=practised.pk,
        reference=work.boxes(1),
        explanation="",
        now=NOW,
    )

    def missing() -> list[str]:
        (one,) = feed(user_id=newcomer.pk, now=NOW).nearly
        assert one.missing[0].detail == one.need
        return [step.key for step in one.missing]

    at_first = missing()
    communities.declare(newcomer, country="PT")
    communities.member(project.community, user=newcomer)
    (one,) = feed(user_id=newcomer.pk, now=NOW).nearly

    steps = ["criteria", "join", "guideline", "comprehension", "practice", "quiz"]
    assert at_first == steps
    assert [(step.key, step.detail) for step in one.missing] == [
        ("guideline", "Read the guideline, version 1.0."),
        ("comprehension", "Answer the questions on the guideline, all of them right."),
        ("practice", "Practise: 0 of 1 done."),
        ("quiz", "Pass the quiz."),
    ]


def test_a_member_sees_the_training_before_there_is_work() -> None:
    place, newcomer = work.workplace(items=1), accounts.person()
    assert place.project.community is not None

    before = feed(user_id=newcomer.pk, now=NOW)
    communities.member(place.project.community, user=newcomer)
    found = feed(user_id=newcomer.pk, now=NOW)

    assert before.nearly == []
    assert [(one.project, one.step) for one in found.nearly] == [(place.project, "guideline")]


def test_a_blocked_project_and_one_without_work_are_closed() -> None:
    blocked, idle = work.workplace(items=1), work.workplace(items=1)
    work.open_batch(blocked)
    (anna,) = trained(blocked)
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
    (anna,) = trained(place)
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
    (anna,) = trained(place)
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
    (anna,) = trained(place)
    work.submit(anna, work.claim(anna, place))

    (one,) = feed(user_id=anna.pk, now=NOW).can_do

    assert (one.tasks_left, one.share_left, one.is_at_least) == (1, 1, False)  # of two, one is done


def test_a_batch_that_opens_later_is_no_work_yet_and_says_when() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place)
    later = NOW + timedelta(hours=3)
    Batch.objects.filter(pk=batch.pk).update(opens_at=later)
    (anna,) = trained(place)

    before = feed(user_id=anna.pk, now=NOW)

    assert before.can_do == []
    assert [one.why.opens_at for one in before.closed] == [later]
    assert feed(user_id=anna.pk, now=later).can_do[0].tasks_left == 1


def test_a_paused_project_says_why_and_until_when_where_that_is_known() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place)
    (anna,) = trained(place)
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
    ana, ben = trained(place, 2)
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
    ana, ben = trained(place, 2)
    held = work.claim(ana, place)

    (closed,) = feed(user_id=ben.pk, now=NOW).closed

    assert (closed.why.code, closed.why.opens_at) == ("all_leased", held.lease_expires_at)
    assert work.why_empty(ben, place) == "all_leased"


def test_what_is_being_compared_says_so_and_what_is_over_does_too() -> None:
    place = work.workplace(items=1)
    batch = work.open_batch(place, is_adaptive=True)
    ana, ben, eve = trained(place, 3)
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
    (ana,) = trained(place)
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
    (ana,) = trained(place)
    work.submit(ana, work.claim(ana, place))

    closed = {one.project: one.why.code for one in feed(user_id=ana.pk, now=NOW).closed}

    assert closed == {place.project: "share_cap", idle.project: "no_work"}


def test_time_is_my_own_where_i_have_answered_enough() -> None:
    place = work.workplace(items=42)
    work.open_batch(place, share_cap=1.0)
    anna, ben = trained(place, 2)
    for _ in range(21):
        work.submit(anna, work.claim(anna, place))

    (mine,) = feed(user_id=anna.pk, now=NOW).can_do
    (theirs,) = feed(user_id=ben.pk, now=NOW).can_do

    assert (mine.typical_seconds, mine.answer_count, mine.is_own_pace) == (10, 21, True)
    assert (theirs.typical_seconds, theirs.answer_count, theirs.is_own_pace) == (10, 21, False)


def test_pay_is_told_from_twenty_answers_on_for_the_middle_half() -> None:
    assert hourly(10, [30.0] * 19) is None
    assert hourly(10, [30.0] * 20) == Hourly(1200, 1200)
    assert hourly(10, [20.0, 30.0, 40.0] * 10) == Hourly(900, 1800)


def test_yesterdays_tasks_are_not_of_today() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    (anna,) = trained(place)
    work.submit(anna, work.claim(anna, place))

    found = feed(user_id=anna.pk, now=NOW + timedelta(days=1))

    assert (found.done.today.task_count, found.done.total.task_count) == (0, 1)


def test_a_feed_costs_the_same_for_one_project_and_for_three() -> None:
    anna = accounts.person()
    counts = []
    for number in (1, 2):
        for _ in range(number):
            place = work.workplace(items=1)
            work.open_batch(place)
            work.annotator(place, user=anna)
        with CaptureQueriesContext(connection) as asked:
            feed(user_id=anna.pk, now=NOW)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_project_that_was_stopped_is_not_called_done() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place)
    (eve,) = trained(place, 1)
    actions.drain_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)

    (closed,) = feed(user_id=eve.pk, now=NOW).closed

    assert closed.why.code == "no_work"


def test_what_is_asked_of_people_is_asked_by_a_batch_that_has_work() -> None:
    place = work.workplace(items=2)
    ana, ben = trained(place, 2)
    communities.declare(ana, country="PT")
    communities.declare(ben, country="DE")
    for priority, (country, items) in enumerate((("FR", 2), ("PT", 0))):
        meant = actions.make_audience(
            actor_id=place.manager.pk, project_id=place.project.pk, name=country,
            criteria=[[communities.clause("country", "=", country)]], now=NOW,
        )  # fmt: skip
        if not items:
            work.add_items(place, 1)
        batch = work.open_batch(place, audience_id=meant.pk, overlap=1, priority=priority)
    work.submit(ana, work.claim(ana, place))  # all there is of the first by priority

    (closed,) = feed(user_id=ben.pk, now=NOW).closed

    assert batch.tasks.filter(is_open=True).count() == 0
    assert (closed.why.code, closed.why.asked) == ("other_audience", ["lives in France"])


def test_who_is_not_in_yet_hears_nothing_of_who_works() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    (ana,) = trained(place, 1)
    work.claim(ana, place)
    outsider = accounts.person()

    whys = [one.why.code for one in feed(user_id=outsider.pk, now=NOW).closed]

    assert whys == ["no_work"]
