"""What a person can do now, and what an hour of it brings."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.training.actions import create_practice_item
from guildmark.work import actions
from guildmark.work.models import Task
from guildmark.work.queries.feed import feed
from guildmark.work.queries.offers import Hourly, hourly
from tests.factories import accounts, communities, training, work
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db


def test_a_project_with_work_for_me_can_be_done() -> None:
    place = work.workplace(items=3)
    work.open_batch(place, price_minor=7)
    (anna,) = work.trained(place)
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
    (anna,) = work.trained(place)

    (one,) = feed(user_id=anna.pk, now=NOW).can_do

    assert one.kind == said


def test_a_claim_of_gold_is_counted_like_any_other() -> None:
    place = work.workplace(items=12)
    work.open_batch(place, gold_share=0.5)
    for item in work.add_items(place, 4):
        actions.add_gold_task(
            actor_id=place.manager.pk, project_id=place.project.pk, item_id=item.pk, now=NOW
        )
    (anna,) = work.trained(place)
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
    (anna,) = work.trained(place)
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
    (anna,) = work.trained(place)
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
    (anna,) = work.trained(place)
    before = feed(user_id=anna.pk, now=NOW)
    work.submit(anna, work.claim(anna, place))

    after = feed(user_id=anna.pk, now=NOW)

    assert [one.tasks_left for one in before.can_do] == [4]
    assert (after.can_do, after.closed_count) == ([], 1)


def test_what_came_back_is_left_for_me() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    anna, ben = work.trained(place, 2)
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


def test_time_is_my_own_where_i_have_answered_enough() -> None:
    place = work.workplace(items=42)
    work.open_batch(place, share_cap=1.0)
    anna, ben = work.trained(place, 2)
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
    (anna,) = work.trained(place)
    work.submit(anna, work.claim(anna, place))

    found = feed(user_id=anna.pk, now=NOW + timedelta(days=1))

    assert (found.done.today.task_count, found.done.total.task_count) == (0, 1)


def test_what_somebody_has_come_to_is_not_pushed_out_by_newer_projects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.work.queries.feed.MOST_PROJECTS", 1)
    own, newer = work.workplace(items=1), work.workplace(items=1)
    for place in (own, newer):
        work.open_batch(place)
    (anna,) = work.trained(own)
    stranger = accounts.person()

    (mine,) = feed(user_id=anna.pk, now=NOW).can_do
    seen = feed(user_id=stranger.pk, now=NOW)

    assert mine.project == own.project
    assert {one.project for one in seen.nearly} <= {newer.project}


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


def test_what_is_asked_of_people_is_asked_by_a_batch_that_has_work() -> None:
    place = work.workplace(items=2)
    ana, ben = work.trained(place, 2)
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
