"""Nobody is punished twice for the same, judges their own case, or is judged on what fell away."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from guildmark.accounts.models import User
from guildmark.quality import actions
from guildmark.quality.definitions import RuleDefinition
from guildmark.quality.errors import OwnDecision, WrongRestriction
from guildmark.quality.models import Appeal, GoldContest, QualityRule, Restriction, RuleFiring
from guildmark.work.actions import require_seat
from guildmark.work.models import Assignment, Seat
from tests.factories import quality, work
from tests.factories.work import NOW, Workplace
from workers.tasks import quality as tasks

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CHECKS = quality.CHECKS
VOIDING = replace(CHECKS, action="void", parameters={"days": 30})


@pytest.fixture
def place() -> Workplace:
    """A project with gold coming as often as it can."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def _fired(place: Workplace, asked: RuleDefinition = CHECKS) -> tuple[QualityRule, User]:
    rule, user = quality.rule(place, asked, is_on=True), work.annotator(place)
    quality.checks(place, user, "wwwww")
    assert _judge(place, user) == 1
    return rule, user


def _judge(place: Workplace, user: User) -> int:
    return actions.judge_person(project_id=place.project.pk, annotator_id=user.pk, now=NOW)


def _change(place: Workplace, rule: QualityRule, asked: RuleDefinition) -> None:
    rule.refresh_from_db()
    actions.update_rule(
        actor_id=place.manager.pk, rule_id=rule.pk, revision=rule.revision, asked=asked, now=NOW
    )


def test_a_rule_whose_pause_is_made_shorter_pauses_nobody_again(place: Workplace) -> None:
    rule, user = _fired(place)

    _change(place, rule, replace(CHECKS, parameters={"days": 2}))

    assert _judge(place, user) == 0
    assert RuleFiring.objects.get().ended_at is None


def test_a_rule_whose_mark_is_changed_begins_with_what_comes_after_the_pause(
    place: Workplace,
) -> None:
    rule, user = _fired(place)

    _change(place, rule, replace(CHECKS, threshold=0.75))

    assert _judge(place, user) == 0
    firing = RuleFiring.objects.get()
    assert firing.spent_until is not None
    assert firing.spent_until.isoformat() == firing.evidence["until"]


def test_a_pause_that_the_service_withdraws_upholds_the_appeal_against_it(
    place: Workplace,
) -> None:
    quality.rule(place, CHECKS, is_on=True)
    user = work.annotator(place)
    golds = quality.checks(place, user, "wwwww")
    _judge(place, user)
    appeal = actions.appeal_restriction(
        user_id=user.pk, restriction_id=Restriction.objects.get().pk, text="No.", now=NOW
    )

    actions.suspend_gold_item(actor_id=place.manager.pk, gold_item_id=golds[0].pk, now=NOW)
    tasks.judge_project(event_id=1, project_id=place.project.pk)

    appeal.refresh_from_db()
    assert (appeal.state, appeal.answer) == (
        Appeal.State.UPHELD, "The checks behind it do not hold any more.",
    )  # fmt: skip


def test_work_is_not_taken_out_for_a_reason_that_fell_away_before(place: Workplace) -> None:
    rule, _ = _fired(place, VOIDING)
    firing = RuleFiring.objects.get()
    _change(place, rule, replace(VOIDING, threshold=0.1))

    assert actions.void_for_firing(firing_id=firing.pk, now=NOW + DAY) == 0

    assert not Assignment.objects.filter(state="voided").exists()
    told = Restriction.objects.get().reason
    assert "They stay paid" in told


def test_the_quiz_ends_a_retraining_and_no_date(place: Workplace) -> None:
    user = work.annotator(place)
    require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)

    with pytest.raises(WrongRestriction) as refused:
        actions.restrict(
            actor_id=place.manager.pk, project_id=place.project.pk, annotator_id=user.pk,
            kind="retrain", reason="Checks.", expires_at=NOW + DAY, now=NOW,
        )  # fmt: skip

    assert [one.path for one in refused.value.errors] == ["/expires_at"]


def test_more_checks_begin_at_once(place: Workplace) -> None:
    user = work.annotator(place)
    require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
    of_person = Seat.objects.filter(annotator=user)
    of_person.update(gold_countdown=28)
    limit: dict[str, Any] = {
        "actor_id": place.manager.pk, "project_id": place.project.pk, "annotator_id": user.pk,
        "reason": "Checks.", "now": NOW,
    }  # fmt: skip

    actions.restrict(**limit, kind="notice")
    with_notice = of_person.get().gold_countdown
    actions.restrict(**limit, kind="more_gold", parameters={"gold_boost": 3.0})

    assert (with_notice, of_person.get().gold_countdown) == (28, None)


def test_who_manages_and_annotates_lifts_nothing_of_their_own(place: Workplace) -> None:
    manager = work.annotator(place, user=place.manager)
    require_seat(user_id=manager.pk, project_id=place.project.pk, now=NOW)
    made = actions.restrict(
        actor_id=None, project_id=place.project.pk, annotator_id=manager.pk, kind="pause",
        reason="Checks.", now=NOW,
    )  # fmt: skip

    with pytest.raises(OwnDecision):
        actions.lift_restriction(actor_id=manager.pk, restriction_id=made.pk, now=NOW)

    made.refresh_from_db()
    assert made.is_active


def test_who_manages_and_annotates_answers_no_contest_of_their_own(place: Workplace) -> None:
    gold = quality.gold_item(place, is_hidden=False)
    contest = quality.contest(quality.taught(place, gold, place.manager, work.boxes(1)))
    answer: dict[str, Any] = {
        "actor_id": place.manager.pk, "gold_contest_id": contest.pk, "answer": "Mine.", "now": NOW,
    }  # fmt: skip

    with pytest.raises(OwnDecision):
        actions.uphold_contest(**answer)
    with pytest.raises(OwnDecision):
        actions.reject_contest(**answer)

    contest.refresh_from_db()
    assert contest.state == GoldContest.State.OPEN


@pytest.mark.django_db(transaction=True)
def test_the_receipt_of_a_judgement_is_no_transaction_around_its_rules(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[bool] = []
    monkeypatch.setattr(
        actions, "judge_person", lambda **_: inside.append(connection.in_atomic_block)
    )

    for _ in range(2):
        tasks.judge_person(event_id=1, project_id=place.project.pk, annotator_id=1)

    assert inside == [False]
