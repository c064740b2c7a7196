"""A dry run: whom a rule would have hit, without hitting anybody."""

from dataclasses import replace
from typing import Any

import pytest

from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.quality import actions
from guildmark.quality.errors import TrialRunning, WrongRule
from guildmark.quality.models import Restriction, RuleFiring, RuleTrial
from tests.factories import quality, work
from tests.factories.work import NOW, Workplace
from workers.app import app
from workers.tasks import operations
from workers.tasks import quality as tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with gold coming as often as it can."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def _result(place: Workplace) -> dict[str, Any]:  # JSON
    trial = quality.trial(place)
    for _ in range(2):
        tasks.run_trial(rule_trial_id=trial.pk)
    trial.refresh_from_db()
    assert trial.state == Operation.State.DONE
    assert (trial.progress_done, trial.progress_total) == (3, 3)
    assert trial.result is not None
    result: dict[str, Any] = trial.result
    return result


def test_a_dry_run_names_who_would_have_been_paused_and_pauses_nobody(place: Workplace) -> None:
    missing, good, new = (work.annotator(place) for _ in range(3))
    quality.checks(place, missing, "rwwwwwrrrrrwwwww")
    quality.checks(place, good, "rrrrr")
    quality.checks(place, new, "ww")

    result = _result(place)

    (who,) = result.pop("who")
    assert result == {
        "people": 3, "judged": 2, "fired": 1, "doubtful_only": 0, "is_of_last_fits": False,
        "observations": 23, "since": NOW.isoformat(),
    }  # fmt: skip
    assert (who["user_id"], who["pseudonym"], who["times"]) == (missing.pk, missing.pseudonym, 1)
    assert who["sentence"].startswith("1 of the last 5 checks was right")
    assert who["fired_at"] == "2026-03-02T09:04:00+00:00"
    assert not RuleFiring.objects.exists()
    assert not Restriction.objects.exists()


def test_a_dry_run_says_which_cases_rest_on_gold_in_doubt_now(place: Workplace) -> None:
    user, _, _ = (work.annotator(place) for _ in range(3))
    golds = quality.checks(place, user, "wwwww")
    for other in (work.annotator(place), work.annotator(place)):
        quality.checks(place, other, "r")
    for gold in golds[:2]:
        actions.suspend_gold_item(actor_id=place.manager.pk, gold_item_id=gold.pk, now=NOW)

    result = _result(place)

    (who,) = result["who"]
    assert (result["fired"], result["doubtful_only"]) == (1, 1)
    assert (who["evidence"]["doubtful"], who["holds_without_doubtful"]) == (2, False)


def test_one_dry_run_of_a_project_at_a_time(place: Workplace) -> None:
    live = quality.trial(place)

    with pytest.raises(TrialRunning) as refused:
        quality.trial(place)

    assert refused.value.existing_id == live.pk


def test_a_dry_run_that_waits_is_cancelled_at_once(place: Workplace) -> None:
    trial = quality.trial(place)

    for _ in range(2):
        actions.cancel_trial(trial_id=trial.pk, now=NOW)
    tasks.run_trial(rule_trial_id=trial.pk)

    trial.refresh_from_db()
    assert (trial.state, trial.result) == (Operation.State.CANCELLED, None)


def test_a_rule_that_cannot_be_is_not_played(place: Workplace) -> None:
    with pytest.raises(WrongRule):
        quality.trial(place, replace(quality.CHECKS, least=1))

    assert not RuleTrial.objects.exists()


def test_a_dry_run_whose_ring_was_lost_is_rung_again(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = quality.trial(place)
    rung = []
    monkeypatch.setattr(app, "send_task", lambda name, kwargs: rung.append((name, kwargs)))

    operations.ring_quiet()

    assert trial.created_at < clock.now()
    assert rung == [("quality.run_trial", {"rule_trial_id": trial.pk})]
