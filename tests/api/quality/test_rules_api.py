"""Rules, their dry runs and what they did, over HTTP."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.dateparse import parse_datetime
from rest_framework.test import APIClient

from guildmark.core import clock
from guildmark.quality import actions
from guildmark.quality.models import GoldScore, RuleTrial
from guildmark.work.models import Seat
from tests.conftest import SignIn
from tests.factories import quality, work
from tests.factories.work import NOW, Workplace
from workers.tasks import quality as tasks

pytestmark = pytest.mark.django_db
CHECKS = {
    "name": "Half of the checks",
    "statistic": "gold_upper_bound",
    "last": 10,
    "least": 5,
    "threshold": None,
    "action": "pause",
    "parameters": {"days": 3},
}


@pytest.fixture
def place() -> Workplace:
    """A project with gold coming as often as it can."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def test_a_manager_makes_a_rule_switches_it_on_and_changes_it(
    place: Workplace, api: SignIn
) -> None:
    manager = api(place.manager)
    url = f"/api/v1/projects/{place.project.pk}/quality-rules"

    made = manager.post(url, CHECKS).json()
    on = manager.post(f"/api/v1/quality-rules/{made['id']}/switch-on").json()
    changed = manager.put(
        f"/api/v1/quality-rules/{made['id']}",
        {**CHECKS, "threshold": 0.6, "revision": on["revision"]},
    ).json()
    old = manager.put(f"/api/v1/quality-rules/{made['id']}", {**CHECKS, "revision": 1})

    assert (made["is_on"], made["effective_threshold"]) == (False, 0.7)
    assert (on["is_on"], changed["effective_threshold"], changed["revision"]) == (True, 0.6, 3)
    assert (old.status_code, old.json()["code"]) == (409, "rule_moved")
    assert [row["id"] for row in manager.get(url).json()["results"]] == [made["id"]]


def test_a_rule_that_cannot_be_is_refused_with_the_places(place: Workplace, api: SignIn) -> None:
    refused = api(place.manager).post(
        f"/api/v1/projects/{place.project.pk}/quality-rules",
        {**CHECKS, "least": 50, "parameters": {"days": 400}},
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "wrong_rule")
    assert {one["path"] for one in refused.json()["errors"]} == {"least", "parameters.days"}


def test_what_a_rule_did_is_listed_with_its_evidence(place: Workplace, api: SignIn) -> None:
    user, other = work.annotator(place), work.annotator(place)
    rule = quality.rule(place, is_on=True)
    quality.checks(place, user, "wwwww")
    actions.judge_person(project_id=place.project.pk, annotator_id=user.pk, now=NOW)
    manager = api(place.manager)
    url = f"/api/v1/projects/{place.project.pk}/rule-firings"

    (row,) = manager.get(url).json()["results"]

    assert (row["rule_id"], row["user_id"], row["pseudonym"]) == (rule.pk, user.pk, user.pseudonym)
    assert row["sentence"].startswith("0 of the last 5 checks were right")
    assert (row["evidence"]["n"], row["evidence"]["total"], row["ending"]) == (5, 0, "")
    assert len(manager.get(url, {"user_id": user.pk}).json()["results"]) == 1
    assert manager.get(url, {"user_id": other.pk}).json()["results"] == []
    assert manager.get(url, {"rule_id": "x"}).status_code == 422
    listed = manager.get(f"/api/v1/quality-rules/{rule.pk}").json()
    assert (listed["firing_count"], listed["open_count"]) == (1, 1)


def test_a_dry_run_tells_whom_a_rule_would_have_hit(place: Workplace, api: SignIn) -> None:
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    manager = api(place.manager)
    url = f"/api/v1/projects/{place.project.pk}/rule-trials"

    trial = manager.post(url, CHECKS).json()
    second = manager.post(url, CHECKS)
    tasks.run_trial(rule_trial_id=trial["id"])
    done = manager.get(f"/api/v1/rule-trials/{trial['id']}").json()

    assert (trial["state"], trial["result"]) == ("queued", None)
    assert (second.status_code, second.json()["code"]) == (409, "trial_running")
    assert (done["state"], done["result"]["fired"], done["result"]["judged"]) == ("done", 1, 1)
    assert [who["pseudonym"] for who in done["result"]["who"]] == [user.pseudonym]
    assert Seat.objects.get(annotator=user).blocked_reason == ""


def _play(manager: APIClient, url: str, asked: dict[str, object]) -> int:
    """A dry run to its end; its id."""
    trial_id: int = manager.post(url, asked).json()["id"]
    tasks.run_trial(rule_trial_id=trial_id)
    return trial_id


def test_dry_runs_are_listed_by_rule_with_who_when_and_over_how_much(
    place: Workplace, api: SignIn
) -> None:
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    manager = api(place.manager)
    url = f"/api/v1/projects/{place.project.pk}/rule-trials"
    rule, other = quality.rule(place), quality.rule(place, replace(quality.CHECKS, name="B"))

    ids = [_play(manager, url, {**CHECKS, "rule_id": one}) for one in (rule.pk, other.pk, None)]
    rows = manager.get(url).json()["results"]

    assert [(row["id"], row["rule_id"]) for row in rows] == list(
        zip(reversed(ids), [None, other.pk, rule.pk], strict=True)
    )
    (of_rule,) = manager.get(url, {"rule_id": rule.pk}).json()["results"]
    assert of_rule == rows[-1]
    assert [manager.get(url, {"rule_id": one}).status_code for one in ("x", "9" * 5000)] == [
        422
    ] * 2
    assert of_rule["requested_by"] == place.manager.display_name
    assert (of_rule["state"], of_rule["definition"]) == ("done", CHECKS)
    assert (of_rule["people"], of_rule["judged"], of_rule["fired"]) == (1, 1, 1)
    first = GoldScore.objects.earliest("submission__submitted_at").submission.submitted_at
    assert (of_rule["observations"], parse_datetime(of_rule["since"])) == (5, first)


def test_a_dry_run_of_before_history_was_counted_is_listed_and_opens(
    place: Workplace, api: SignIn
) -> None:
    trial = quality.trial(place)
    tasks.run_trial(rule_trial_id=trial.pk)
    kept = RuleTrial.objects.get().result or {}
    figures = {key: kept[key] for key in kept.keys() - {"observations", "since"}}
    RuleTrial.objects.update(result=figures)
    manager = api(place.manager)

    (row,) = manager.get(f"/api/v1/projects/{place.project.pk}/rule-trials").json()["results"]
    opened = manager.get(f"/api/v1/rule-trials/{trial.pk}").json()["result"]

    assert (row["observations"], row["since"], row["fired"]) == (None, None, 0)
    assert (opened["observations"], opened["since"]) == (None, None)


def test_a_dry_run_names_no_rule_of_another_project(place: Workplace, api: SignIn) -> None:
    foreign = quality.rule(work.workplace(items=1))
    url = f"/api/v1/projects/{place.project.pk}/rule-trials"

    refused = api(place.manager).post(url, {**CHECKS, "rule_id": foreign.pk})

    assert (refused.status_code, RuleTrial.objects.count()) == (404, 0)


def test_dry_runs_are_kept_for_90_days(place: Workplace) -> None:
    old = quality.trial(place)
    tasks.run_trial(rule_trial_id=old.pk)
    young = quality.trial(place)
    tasks.run_trial(rule_trial_id=young.pk)
    waiting = quality.trial(place)  # as old as the others, and not over
    ended_at = clock.now() - RuleTrial.KEPT_FOR
    RuleTrial.objects.filter(pk=old.pk).update(finished_at=ended_at - timedelta(minutes=1))
    RuleTrial.objects.filter(pk=young.pk).update(finished_at=ended_at + timedelta(minutes=1))

    for _ in range(2):
        tasks.forget_trials()

    assert set(RuleTrial.objects.values_list("pk", flat=True)) == {young.pk, waiting.pk}


def test_everything_a_rule_can_be_made_of_is_told(place: Workplace, api: SignIn) -> None:
    told = api(place.manager).get("/api/v1/quality-statistics").json()

    assert len(told["statistics"]) == 9
    by_key = {one["key"]: one for one in told["statistics"]}
    assert by_key["gold_upper_bound"]["can_be_pass_mark"]
    assert not by_key["speed_z"]["is_ground_alone"]
    assert {one["action"] for one in told["actions"]} == {
        "notice", "more_gold", "retrain", "restrict", "pause", "void",
    }  # fmt: skip
