"""Rules held against people: they fire once, say why, and do what they say."""

from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.events.models import Event
from guildmark.quality import actions, queries
from guildmark.quality.definitions import RuleDefinition
from guildmark.quality.models import QualityRule, Restriction, RuleFiring
from guildmark.quality.queries.holding_back import LEAST_LATER, MOST_LATER, answers_to_wait
from guildmark.work import actions as work_actions
from guildmark.work.models import Assignment, Seat, Submission
from tests.factories import consensus, quality, work
from tests.factories.consensus import box, document
from tests.factories.work import NOW, Workplace
from workers.routes import ROUTES
from workers.tasks import quality as tasks

pytestmark = pytest.mark.django_db
CHECKS = quality.CHECKS


@pytest.fixture
def place() -> Workplace:
    """A project with gold coming as often as it can."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def _rule(place: Workplace, asked: RuleDefinition = CHECKS) -> QualityRule:
    return quality.rule(place, asked, is_on=True)


def _judge(place: Workplace, user: User, *, now: datetime = NOW) -> int:
    return actions.judge_person(project_id=place.project.pk, annotator_id=user.pk, now=now)


def test_who_misses_too_many_checks_is_paused_with_the_numbers(place: Workplace) -> None:
    rule, user = _rule(place), work.annotator(place)
    quality.checks(place, user, "wwwww")

    assert _judge(place, user) == 1

    firing = RuleFiring.objects.select_related("restriction").get()
    assert (firing.rule, firing.annotator, firing.action) == (rule, user, "pause")
    assert firing.sentence == (
        "0 of the last 5 checks were right: 0.35 at best, and 0.70 is asked for."
    )
    assert (firing.evidence["n"], firing.evidence["total"]) == (5, 0)
    assert len(firing.evidence["submission_ids"]) == 5
    paused = firing.restriction
    assert paused is not None
    assert (paused.kind, paused.source, paused.expires_at) == (
        "pause", "rule", NOW + timedelta(days=3),
    )  # fmt: skip
    assert paused.evidence == {
        "code": "gold_upper_bound",
        "statistic": "Upper bound of the accuracy on checks",
        "observations": 5,
        "total": 0.0,
        "value": firing.evidence["value"],
        "threshold": 0.7,
    }
    seat = Seat.objects.get(annotator=user, project=place.project)
    assert firing.sentence.rstrip(".") in seat.blocked_reason
    assert Event.objects.filter(name="rule.fired").count() == 1


def test_a_rule_fires_once_however_often_it_is_held_against_somebody(place: Workplace) -> None:
    _rule(place)
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")

    assert [_judge(place, user) for _ in range(3)] == [1, 0, 0]

    assert RuleFiring.objects.count() == Restriction.objects.count() == 1


def test_a_rule_that_is_off_judges_nobody(place: Workplace) -> None:
    rule, user = _rule(place), work.annotator(place)
    actions.switch_rule(actor_id=place.manager.pk, rule_id=rule.pk, is_on=False, now=NOW)
    quality.checks(place, user, "wwwww")

    assert _judge(place, user) == 0


def test_what_follows_a_check_comes_some_answers_later_so_that_it_does_not_tell_which_it_was(
    place: Workplace,
) -> None:
    _rule(place)
    user = work.annotator(place)
    quality.fresh_checks(place, user, "wwwww")
    checks = Submission.objects.filter(annotator=user).order_by("-pk").values_list("pk", flat=True)
    wait = max(answers_to_wait(pk) - later for later, pk in enumerate(checks))

    fired = []
    for _ in range(wait):
        fired.append(_judge(place, user))
        quality.further_answers(place, user, 1)
    fired.append(_judge(place, user))

    assert fired == [0] * wait + [1]
    assert LEAST_LATER <= wait <= MOST_LATER
    assert ROUTES.get("gold.scored") is None


def test_how_long_a_check_is_held_back_differs_from_check_to_check() -> None:
    waits = [answers_to_wait(pk) for pk in range(1, 200)]

    assert set(waits) == set(range(LEAST_LATER, MOST_LATER + 1))
    assert waits == [answers_to_wait(pk) for pk in range(1, 200)]


def test_nobody_is_judged_on_too_few_checks_or_good_ones(place: Workplace) -> None:
    _rule(place)
    few, good = work.annotator(place), work.annotator(place)
    quality.checks(place, few, "wwww")
    quality.checks(place, good, "rwrrr")

    assert (_judge(place, few), _judge(place, good)) == (0, 0)


def test_a_notice_ends_when_the_condition_is_false_and_may_come_again(place: Workplace) -> None:
    _rule(place, replace(CHECKS, last=5, action="notice", parameters={}))
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    assert _judge(place, user) == 1

    quality.checks(place, user, "rrrrr", start=NOW + timedelta(hours=1))
    assert _judge(place, user) == 0
    assert RuleFiring.objects.get().ended_at is not None
    quality.checks(place, user, "wwwww", start=NOW + timedelta(hours=2))

    assert _judge(place, user) == 1


def test_what_had_its_consequence_is_not_held_against_somebody_twice(place: Workplace) -> None:
    _rule(place)
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    _judge(place, user)
    later = NOW + timedelta(days=4)
    actions.expire_restrictions(now=later)

    assert _judge(place, user, now=later) == 0

    quality.checks(place, user, "wwww", start=later)
    assert _judge(place, user, now=later + timedelta(hours=1)) == 0
    quality.checks(place, user, "w", start=later + timedelta(minutes=30))
    assert _judge(place, user, now=later + timedelta(hours=1)) == 1


def test_a_pause_that_rested_on_gold_in_doubt_is_lifted(place: Workplace) -> None:
    _rule(place)
    user = work.annotator(place)
    golds = quality.checks(place, user, "wwwww")
    _judge(place, user)
    assert Seat.objects.get(annotator=user).blocked_reason

    actions.suspend_gold_item(actor_id=place.manager.pk, gold_item_id=golds[0].pk, now=NOW)
    tasks.judge_project(event_id=1, project_id=place.project.pk)

    restriction = Restriction.objects.get()
    assert (restriction.ending, restriction.lift_reason) == (
        "lifted", "The checks behind it do not hold any more.",
    )  # fmt: skip
    assert not Seat.objects.get(annotator=user).blocked_reason
    assert _judge(place, user) == 0


def test_a_changed_rule_is_another_rule(place: Workplace) -> None:
    rule = _rule(place, replace(CHECKS, action="notice", parameters={}))
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    _judge(place, user)

    actions.update_rule(
        actor_id=place.manager.pk, rule_id=rule.pk, revision=2, asked=CHECKS, now=NOW
    )

    assert _judge(place, user) == 1
    assert [one.action for one in queries.firings(place.project.pk)] == ["pause", "notice"]


@pytest.mark.parametrize(
    ("action", "parameters", "kind", "wanted"),
    [
        ("notice", {}, "notice", {}),
        ("more_gold", {"days": 7, "gold_boost": 3.0}, "more_gold", {"gold_boost": 3.0}),
        ("restrict", {"days": 7, "daily_cap": 20}, "daily_cap", {"daily_cap": 20}),
        ("retrain", {}, "retrain", {}),
    ],
)
def test_each_action_does_what_it_says(
    place: Workplace, action: str, parameters: dict[str, float], kind: str, wanted: object
) -> None:
    _rule(place, replace(CHECKS, action=action, parameters=parameters))
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")

    _judge(place, user)

    made = Restriction.objects.get()
    assert (made.kind, made.parameters) == (kind, wanted)


def test_voiding_takes_the_work_out_once_and_tells_the_person(place: Workplace) -> None:
    _rule(place, replace(CHECKS, action="void", parameters={"days": 30}))
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    _judge(place, user, now=NOW + timedelta(hours=1))
    firing = RuleFiring.objects.get()

    for _ in range(2):
        tasks.void_for_firing(event_id=7, firing_id=firing.pk)

    firing.refresh_from_db()
    assert (firing.voided_count, firing.ended_at is None) == (5, False)
    voided = Assignment.objects.filter(annotator=user, state=Assignment.State.VOIDED)
    assert voided.count() == 5
    assert Restriction.objects.get().reason.startswith(
        "Your answers of the last 30 days are asked anew."
    )


def test_work_that_a_rule_took_out_counts_again_when_the_appeal_is_upheld(
    place: Workplace,
) -> None:
    _rule(place, replace(CHECKS, action="void", parameters={"days": 30}))
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    later = NOW + timedelta(hours=1)
    _judge(place, user, now=later)
    tasks.void_for_firing(event_id=7, firing_id=RuleFiring.objects.get().pk)
    mine = Assignment.objects.filter(annotator=user, task__is_gold=True)
    out = set(mine.values_list("state", "submissions__counts"))
    notice = Restriction.objects.get()
    appeal = actions.appeal_restriction(
        user_id=user.pk, restriction_id=notice.pk, text="Look again.", now=later
    )

    actions.uphold_appeal(
        actor_id=place.manager.pk, appeal_id=appeal.pk, answer="You are right.", now=later
    )
    lifted = Event.objects.get(name="restriction.lifted")
    for _ in range(2):
        tasks.reinstate_voiding(event_id=lifted.pk, **lifted.payload)

    assert out == {("voided", False)}
    assert set(mine.values_list("state", "submissions__counts")) == {("accepted", True)}
    assert Event.objects.filter(name="assignment.reinstated").count() == 5
    assert "quality.reinstate_voiding" in ROUTES["restriction.lifted"]


def test_a_rule_stops_voiding_what_was_taken_back_meanwhile(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rule(place, replace(CHECKS, action="void", parameters={"days": 30}))
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    later = NOW + timedelta(hours=1)
    _judge(place, user, now=later)
    monkeypatch.setattr("guildmark.work.actions.voiding.CHUNK", 2)
    void_chunk = work_actions.void_chunk

    def voided_and_taken_back(**values: Any) -> int:  # Any: what `void_chunk` takes
        """After the first chunk a manager lifts it, and a worker gives the answers back."""
        count = void_chunk(**values)
        if Restriction.objects.get().is_active:
            told = Restriction.objects.get().pk
            actions.lift_restriction(actor_id=place.manager.pk, restriction_id=told, now=later)
            actions.reinstate_voiding(restriction_id=told, actor_id=None, now=later)
        return count

    monkeypatch.setattr(work_actions, "void_chunk", voided_and_taken_back)
    monkeypatch.setattr("guildmark.work.actions.voiding.void_chunk", voided_and_taken_back)

    tasks.void_for_firing(event_id=7, firing_id=RuleFiring.objects.get().pk)

    mine = Assignment.objects.filter(annotator=user, task__is_gold=True)
    assert not mine.filter(state=Assignment.State.VOIDED).exists()
    assert RuleFiring.objects.get().voided_count == 2


def test_a_manager_waits_for_the_rule_that_takes_the_same_answers_out(place: Workplace) -> None:
    _rule(place, replace(CHECKS, action="void", parameters={"days": 30}))
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    later = NOW + timedelta(hours=1)
    _judge(place, user, now=later)
    pressed: dict[str, Any] = {  # Any: what `void_work` takes
        "actor_id": place.manager.pk, "project_id": place.project.pk, "annotator_id": user.pk,
        "since": None, "reason": "Guessed.", "now": later,
    }  # fmt: skip

    waits = actions.void_work(**pressed)
    tasks.void_for_firing(event_id=7, firing_id=RuleFiring.objects.get().pk)

    assert (waits, actions.void_work(**pressed)) == ((0, 5), (0, 0))
    assert Restriction.objects.count() == 1


def test_somebody_who_skips_much_is_told(place: Workplace) -> None:
    skips = RuleDefinition("Skips", "skip_share", 20, 10, 0.5, "notice", {})
    _rule(place, skips)
    user = work.annotator(place)
    work.add_items(place, 10)
    work.open_batch(place)
    for _ in range(10):
        held = work.claim(user, place)
        work_actions.skip(
            user_id=user.pk, assignment_id=held.assignment_id, reason="unclear", note="", now=NOW
        )

    assert actions.judge_recent(now=NOW) == 1

    assert [one.sentence for one in queries.firings(place.project.pk)] == [
        "10 of the last 10 tasks were skipped: 0.79 at the least, where 0.50 is noticed."
    ]


def test_all_who_were_at_work_lately_are_looked_at_however_many(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("guildmark.quality.queries.rules"), "PAGE_OF_SEATS", 2)
    _rule(place, RuleDefinition("Skips", "skip_share", 20, 10, 0.5, "notice", {}))
    work.add_items(place, 3)
    work.open_batch(place, overlap=9)
    people = [work.annotator(place) for _ in range(5)]
    for user in people:
        work.claim(user, place)

    found = list(queries.recently_at_work(now=NOW))

    assert found == [(place.project.pk, user.pk) for user in people]


def test_two_who_draw_the_same_are_found_after_a_fit() -> None:
    place = work.workplace(items=40)
    consensus.labelled(place=place, says=_copied, people=4)
    _rule(place, RuleDefinition("Alike", "pair_similarity", None, 1, 0.001, "notice", {}))
    consensus.fitted(place)

    tasks.judge_project(event_id=1, project_id=place.project.pk)

    found = list(queries.firings(place.project.pk))
    people = list(Seat.objects.filter(project=place.project).order_by("pk"))
    copying = [seat.annotator_id for seat in people[:2]]
    assert sorted(one.annotator_id for one in found) == sorted(copying)
    partners = {one.annotator_id: one.evidence["pair"]["partner_id"] for one in found}
    assert partners == dict(zip(copying, reversed(copying), strict=True))
    assert found[0].sentence.startswith("Answers to 40 of 40 pictures are the same as another")


def _copied(person: int, item_id: int) -> dict[str, object]:
    """The first two give the same box, the others each their own."""
    off = 0.0 if person < 2 else 3.0 * person
    return document(box(20 + off + item_id % 7, 30 - off / 2, size=60 + off))
