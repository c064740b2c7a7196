"""Rules of a project: the set it begins with, changes, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from guildmark.events.models import Event
from guildmark.quality import actions
from guildmark.quality.default_rules import DEFAULT_RULES
from guildmark.quality.definitions import RuleDefinition, definition_of
from guildmark.quality.errors import RuleMoved, RuleNameTaken, WrongRule
from guildmark.quality.models import QualityRule
from tests.factories import work
from tests.factories.work import NOW, Workplace
from workers.tasks import quality as tasks

pytestmark = pytest.mark.django_db
CHECKS = RuleDefinition(
    name="Half of the checks",
    statistic="gold_upper_bound",
    last=20,
    least=8,
    threshold=0.5,
    action="pause",
    parameters={"days": 3},
)


@pytest.fixture
def place() -> Workplace:
    """A project without rules."""
    return work.workplace()


def _made(place: Workplace, asked: RuleDefinition = CHECKS) -> QualityRule:
    return actions.create_rule(
        actor_id=place.manager.pk, project_id=place.project.pk, asked=asked, now=NOW
    )


def test_a_new_project_begins_with_the_default_rules_once(place: Workplace) -> None:
    for event_id in (1, 1, 2):
        tasks.make_default_rules(event_id=event_id, project_id=place.project.pk)

    rules = QualityRule.objects.filter(project=place.project).order_by("pk")
    assert [(rule.name, rule.is_on) for rule in rules] == [
        (one.name, True) for one in DEFAULT_RULES
    ]
    assert Event.objects.filter(name="quality_rule.created").count() == len(DEFAULT_RULES)


def test_only_the_default_rule_of_checks_takes_work_away() -> None:
    assert [one.name for one in DEFAULT_RULES if one.action not in ("notice", "more_gold")] == [
        "Too many checks wrong"
    ]


def test_a_new_rule_is_off_until_it_is_switched_on(place: Workplace) -> None:
    rule = _made(place)
    assert not rule.is_on

    for _ in range(2):
        rule = actions.switch_rule(actor_id=place.manager.pk, rule_id=rule.pk, is_on=True, now=NOW)

    assert rule.is_on
    assert Event.objects.filter(name="quality_rule.switched").count() == 1


def test_a_change_keeps_in_its_event_what_the_rule_was(place: Workplace) -> None:
    rule = _made(place)
    milder = replace(CHECKS, threshold=0.4)

    changed = actions.update_rule(
        actor_id=place.manager.pk, rule_id=rule.pk, revision=1, asked=milder, now=NOW
    )

    assert (definition_of(changed), changed.revision) == (milder, 2)
    payload = Event.objects.get(name="quality_rule.changed").payload
    assert (payload["before"]["threshold"], payload["after"]["threshold"]) == (0.5, 0.4)
    with pytest.raises(RuleMoved):
        actions.update_rule(
            actor_id=place.manager.pk, rule_id=rule.pk, revision=1, asked=CHECKS, now=NOW
        )


def test_two_rules_of_a_project_have_two_names(place: Workplace) -> None:
    _made(place)

    with pytest.raises(RuleNameTaken):
        _made(place)


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"name": " "}, "name", "required"),
        ({"statistic": "luck"}, "statistic", "unknown"),
        ({"last": None}, "last", "out_of_range"),
        ({"last": 500}, "last", "out_of_range"),
        ({"least": 2}, "least", "out_of_range"),
        ({"least": 25}, "least", "over_last"),
        ({"threshold": 1.5}, "threshold", "out_of_range"),
        ({"statistic": "skip_share", "least": 10, "threshold": None}, "threshold", "required"),
        ({"statistic": "drift", "least": 1, "threshold": 1.0}, "last", "not_used"),
        ({"action": "ban"}, "action", "unknown"),
        ({"parameters": {}}, "parameters.days", "out_of_range"),
        ({"parameters": {"days": 1.5}}, "parameters.days", "out_of_range"),
        ({"action": "restrict"}, "parameters.daily_cap", "out_of_range"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_the_place(
    place: Workplace, change: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(WrongRule) as refused:
        _made(place, replace(CHECKS, **change))

    assert [(one.path, one.code) for one in refused.value.errors] == [(path, code)]


def test_speed_alone_never_takes_work_away(place: Workplace) -> None:
    fast = replace(CHECKS, statistic="speed_z", least=10, threshold=-3.0)

    with pytest.raises(WrongRule) as refused:
        _made(place, fast)

    assert [(one.path, one.code) for one in refused.value.errors] == [("action", "not_alone")]
    assert _made(place, replace(fast, action="notice", parameters={})).action == "notice"
