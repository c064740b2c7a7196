"""What a project still takes, from its rows."""

from datetime import timedelta

import pytest

from guildmark.consensus.queries.forecast import batch_forecast, project_forecast
from guildmark.work import actions
from guildmark.work.models import Seat, Submission, Task
from tests.factories import consensus, quality, verdicts, work
from tests.factories.verdicts import ACCEPT
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db


def test_a_project_takes_what_its_batches_take_at_their_price() -> None:
    place = work.workplace(items=2)
    fixed = work.open_batch(place, overlap=3, price_minor=5)
    work.add_items(place, 4)
    adaptive = work.open_batch(place, is_adaptive=True, price_minor=10)

    found = project_forecast(place.project.pk, now=NOW)

    assert (found.labels["value"], found.labels["lower"], found.labels["upper"]) == (18, 14, 26)
    assert (found.cost["value"], found.cost["lower"], found.cost["upper"]) == (150, 110, 230)
    assert found.overlap["value"] == 3.0
    assert (found.open_task_count, found.spent.amount_minor) == (6, 0)
    assert found.hours["undefined_reason"] == "Nobody had answered before this hour."
    assert batch_forecast(fixed, now=NOW).labels["value"] == 6
    assert batch_forecast(adaptive, now=NOW).labels["value"] == 12


def test_checks_are_paid_too_more_of_them_to_newcomers_and_none_twice() -> None:
    place = work.workplace(items=10)
    work.open_batch(place, overlap=3, price_minor=5, gold_share=0.1)
    without = project_forecast(place.project.pk, now=NOW).cost
    quality.gold_item(place)
    one = project_forecast(place.project.pk, now=NOW)
    for _ in range(4):
        quality.gold_item(place)
    five = project_forecast(place.project.pk, now=NOW).cost

    assert (without["lower"], without["value"], without["upper"]) == (150, 150, 150)
    assert (one.labels["value"], one.cost["lower"], one.cost["value"]) == (30, 150, 155)
    assert one.cost["upper"] == pytest.approx(150 * (1 + 0.35 / 0.65))
    assert five["value"] == pytest.approx(150 * (1 + 0.1 / 0.9))


def test_verdicts_are_work_too_and_go_back_as_often_as_they_did() -> None:
    place = verdicts.verified_place(verdicts=2, items=4)
    fresh = project_forecast(place.project.pk, now=NOW)
    verdicts.drawn(place)
    one_drawn = project_forecast(place.project.pk, now=NOW)
    verdicts.settled(place, ACCEPT, ACCEPT)

    found = project_forecast(place.project.pk, now=NOW)

    assert (fresh.labels["value"], fresh.verdicts["value"]) == (4, 8)
    assert fresh.cost["value"] == 12 * 5
    assert (fresh.verdicts["lower"], fresh.verdicts["upper"]) == (8, 8 + 2 * 8)
    assert (one_drawn.labels["value"], one_drawn.verdicts["value"]) == (3, 8)
    assert (found.labels["value"], found.verdicts["value"]) == (3, 6)
    assert 6 < found.verdicts["upper"] < 6 + 2 * 6


def test_time_goes_by_the_pace_of_the_last_hours_and_spent_by_what_is_paid() -> None:
    place = consensus.labelled(items=24, people=1)
    work.add_items(place, 24)
    work.open_batch(place, overlap=1)
    for number, pk in enumerate(Submission.objects.order_by("pk").values_list("pk", flat=True)):
        when = NOW + timedelta(hours=number // 4, minutes=5)
        Submission.objects.filter(pk=pk).update(submitted_at=when)

    found = project_forecast(place.project.pk, now=NOW + timedelta(hours=6))

    assert found.hours["value"] == pytest.approx(24 / 4)
    assert found.spent.amount_minor == 24 * 5


def test_what_is_over_takes_nothing() -> None:
    place = consensus.labelled(items=1)
    actions.resolve_task(task_id=Task.objects.get().pk, now=NOW)
    actions.settle_batches(now=NOW)

    assert project_forecast(place.project.pk, now=NOW).labels["value"] == 0


def test_voided_work_stays_paid_and_is_spent() -> None:
    place = consensus.labelled(items=2, people=3)
    person = Submission.objects.order_by("pk").values_list("annotator_id", flat=True)[0]
    before = project_forecast(place.project.pk, now=NOW).spent

    actions.void_submissions(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        annotator_id=person,
        since=None,
        reason="fraud",
        now=NOW,
    )

    assert project_forecast(place.project.pk, now=NOW).spent == before
    assert before.amount_minor == 6 * 5


def test_a_check_is_met_in_one_batch_and_by_nobody_who_has_had_all() -> None:
    place = work.workplace(items=20)
    for _ in range(2):
        work.open_batch(place, overlap=3, price_minor=5, gold_share=0.1)
        work.add_items(place, 20)
    quality.gold_item(place)
    both = project_forecast(place.project.pk, now=NOW)
    work.claim(work.annotator(place), place)
    Seat.objects.update(has_had_all_gold=True)

    none = project_forecast(place.project.pk, now=NOW)

    assert both.cost["value"] == both.cost["lower"] + 5
    assert none.cost["value"] == none.cost["lower"]
    assert none.cost["upper"] > none.cost["value"]
