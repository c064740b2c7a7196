"""Rules of a project: made, changed, switched. The events keep what they were."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from guildmark.core.errors import NotFound
from guildmark.events.actions import record
from guildmark.projects.models import Project
from guildmark.quality.default_rules import DEFAULT_RULES
from guildmark.quality.definitions import RuleDefinition, definition_of, require_sound
from guildmark.quality.errors import RuleMoved, RuleNameTaken
from guildmark.quality.models import QualityRule, RuleFiring


@transaction.atomic
def make_default_rules(*, project_id: int, now: datetime) -> int:
    """Give a new project the default rules, switched on; how many. Called by a worker.

    A project that has a rule is left alone, so calling twice makes one set. Records
    quality_rule.created each, without an actor.
    """
    project = Project.objects.select_for_update(no_key=True).filter(pk=project_id).first()
    if project is None or QualityRule.objects.filter(project=project).exists():
        return 0
    for one in DEFAULT_RULES:
        asked = require_sound(
            RuleDefinition(
                name=one.name,
                statistic=one.statistic,
                last=one.last,
                least=one.least,
                threshold=one.threshold,
                action=one.action,
                parameters=dict(one.parameters),
            )
        )
        _make(project, asked, is_on=True, actor_id=None, now=now)
    return len(DEFAULT_RULES)


@transaction.atomic
def create_rule(
    *, actor_id: int, project_id: int, asked: RuleDefinition, now: datetime
) -> QualityRule:
    """Make a rule, switched off. Records quality_rule.created. Raises WrongRule, RuleNameTaken."""
    project = Project.objects.get(pk=project_id)
    return _make(project, require_sound(asked), is_on=False, actor_id=actor_id, now=now)


def _make(
    project: Project, asked: RuleDefinition, *, is_on: bool, actor_id: int | None, now: datetime
) -> QualityRule:
    made = QualityRule(
        organisation_id=project.organisation_id,
        project=project,
        is_on=is_on,
        created_by_id=actor_id,
        created_at=now,
        changed_at=now,
    )
    _write(made, asked)
    record_rule(made, "created", {**asked.to_json(), "is_on": is_on}, actor_id=actor_id, now=now)
    return made


@transaction.atomic
def update_rule(
    *, actor_id: int, rule_id: int, revision: int, asked: RuleDefinition, now: datetime
) -> QualityRule:
    """Change a rule that still is at `revision`.

    Where its statistic, window, threshold or action are others its open firings end: it is another
    rule now. What had a consequence is not held against anybody twice for it. The offer ends.
    Records quality_rule.changed with what it was before, unless nothing changes. Raises NotFound,
    RuleMoved (also when called twice), WrongRule and RuleNameTaken.
    """
    rule = locked_rule(rule_id)
    if rule.revision != revision:
        raise RuleMoved
    before, after = definition_of(rule), require_sound(asked)
    if before == after:
        return rule
    rule.revision += 1
    rule.is_offered = False
    rule.changed_at = now
    _write(rule, after)
    if _with_words_of(before, after) != after:
        _end_firings(rule, now=now)
    payload = {"before": before.to_json(), "after": after.to_json()}
    record_rule(rule, "changed", payload, actor_id=actor_id, now=now)
    return rule


def _with_words_of(before: RuleDefinition, after: RuleDefinition) -> RuleDefinition:
    """The rule of before under the name of after, doing as much as it: whom it is true of stays."""
    return replace(before, name=after.name, parameters=after.parameters)


@transaction.atomic
def switch_rule(*, actor_id: int, rule_id: int, is_on: bool, now: datetime) -> QualityRule:
    """Switch a rule on or off. What it has done stays, and ends by itself.

    Off for one that is off and offered: it is looked at, and stays off. Records
    quality_rule.switched; calling twice changes nothing more. Raises NotFound.
    """
    rule = locked_rule(rule_id)
    if rule.is_on == is_on and not rule.is_offered:
        return rule
    rule.is_on, rule.is_offered, rule.changed_at = is_on, False, now
    rule.revision += 1
    rule.save(update_fields=["is_on", "is_offered", "changed_at", "revision"])
    record_rule(rule, "switched", {"is_on": is_on}, actor_id=actor_id, now=now)
    return rule


def locked_rule(rule_id: int) -> QualityRule:
    """The rule, locked until the transaction ends. Raises NotFound."""
    found = QualityRule.objects.select_for_update(no_key=True).filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    return found


def _write(rule: QualityRule, asked: RuleDefinition) -> None:
    """Raises RuleNameTaken."""
    rule.name, rule.statistic, rule.action = asked.name, asked.statistic, asked.action
    rule.window, rule.condition = asked.window, asked.condition
    rule.parameters = asked.parameters
    try:
        with transaction.atomic():
            rule.save()
    except IntegrityError as error:
        if "rule_name_once" not in str(error):
            raise
        raise RuleNameTaken from error


def _end_firings(rule: QualityRule, *, now: datetime) -> None:
    """A notice may come again; what did more is spent up to what it has seen."""
    live = RuleFiring.objects.filter(rule=rule, ended_at=None)
    firings = list(live.select_for_update(no_key=True).order_by("pk"))
    for firing in firings:
        firing.ended_at = now
        if firing.action != QualityRule.Action.NOTICE:
            firing.spent_until = datetime.fromisoformat(firing.evidence["until"])
    RuleFiring.objects.bulk_update(firings, ["ended_at", "spent_until"], batch_size=500)


def record_rule(
    rule: QualityRule,
    what: str,
    payload: Mapping[str, object],
    *,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Record what became of a rule, in the caller's transaction."""
    record(
        name=f"quality_rule.{what}",
        payload={"project_id": rule.project_id, "rule_id": rule.pk, **payload},
        actor_id=actor_id,
        organisation_id=rule.organisation_id,
        now=now,
    )
