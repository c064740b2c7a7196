"""A rule that came with an upgrade is offered to projects that were there, and judges nobody."""

from importlib import import_module

import pytest
from django.apps import apps

from guildmark.events.models import Event
from guildmark.quality import actions
from guildmark.quality.default_rules import VERDICTS
from guildmark.quality.definitions import RuleDefinition, definition_of
from guildmark.quality.models import QualityRule
from tests.factories import quality, work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db


def _upgrade() -> None:
    migration = import_module("guildmark.quality.migrations.0009_offer_the_rule_of_verdicts")
    migration.offer(apps, None)


@pytest.fixture
def place() -> Workplace:
    """A project with the default rules of before."""
    made = work.workplace(items=1)
    actions.make_default_rules(project_id=made.project.pk, now=NOW)
    QualityRule.objects.filter(statistic=VERDICTS.statistic).delete()
    return made


def test_a_project_of_before_is_offered_the_rule_once_and_off(place: Workplace) -> None:
    before = QualityRule.objects.count()

    for _ in range(2):
        _upgrade()

    rule = QualityRule.objects.get(statistic=VERDICTS.statistic)
    assert QualityRule.objects.count() == before + 1
    assert (rule.project_id, rule.is_on, rule.is_offered) == (place.project.pk, False, True)
    assert (rule.organisation_id, rule.revision) == (place.project.organisation_id, 1)
    told = Event.objects.filter(name="quality_rule.created").latest("pk")
    expected = {**definition_of(rule).to_json(), "is_on": False}
    assert told.payload == {"project_id": place.project.pk, "rule_id": rule.pk, **expected}


def test_what_is_offered_is_what_new_projects_begin_with(place: Workplace) -> None:
    _upgrade()
    offered = QualityRule.objects.get(statistic=VERDICTS.statistic)

    fresh = work.workplace(items=1)
    actions.make_default_rules(project_id=fresh.project.pk, now=NOW)
    default = QualityRule.objects.get(project=fresh.project, statistic=VERDICTS.statistic)

    assert definition_of(offered) == definition_of(default)
    assert (default.is_on, default.is_offered) == (True, False)


def test_nothing_is_offered_to_who_has_such_a_rule_or_gave_up_all() -> None:
    with_it, without_any = work.workplace(items=1), work.workplace(items=1)
    asked = RuleDefinition("Mine", VERDICTS.statistic, 100, 30, 0.1, "notice", {})
    own = quality.rule(with_it, asked)

    _upgrade()

    assert list(QualityRule.objects.filter(is_offered=True)) == []
    assert QualityRule.objects.get(project=with_it.project) == own
    assert not QualityRule.objects.filter(project=without_any.project).exists()


@pytest.mark.parametrize("is_on", [True, False])
def test_whoever_decides_of_an_offered_rule_ends_the_offer(place: Workplace, is_on: bool) -> None:
    _upgrade()
    rule = QualityRule.objects.get(is_offered=True)

    for _ in range(2):
        actions.switch_rule(actor_id=place.manager.pk, rule_id=rule.pk, is_on=is_on, now=NOW)

    rule.refresh_from_db()
    assert (rule.is_on, rule.is_offered, rule.revision) == (is_on, False, 2)
    assert Event.objects.filter(name="quality_rule.switched").count() == 1
