"""Rules over what is seen of people, what they did, and what they would have done."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.core.models import Operation
from guildmark.core.said import SentenceField
from guildmark.projects.models import Project
from guildmark.quality.models.standing import Restriction


class QualityRule(models.Model):
    """A statistic over a window, a condition, and what happens to whom it is true of.

    `window` is `{"last": int | null, "least": int}`, `condition` `{"operator": "below" |
    "at_least", "threshold": float | null}`; without a threshold it is the project's pass mark.
    `parameters` belong to the action: days, gold_boost, daily_cap. `revision` goes up with every
    change; the events say what it was before. One that `is_offered` came with an upgrade: it is off
    until somebody has looked at it.
    """

    class Action(models.TextChoices):
        """From a word to taking work back. A pause is not a ban: it ends, and can be appealed."""

        NOTICE = "notice"
        MORE_GOLD = "more_gold"
        RETRAIN = "retrain"
        RESTRICT = "restrict"
        PAUSE = "pause"
        VOID = "void"

    organisation_id = models.BigIntegerField()
    project = models.ForeignKey(Project, models.CASCADE, related_name="quality_rules")
    name = models.CharField(max_length=80)
    statistic = models.CharField(max_length=30)
    window = models.JSONField()
    condition = models.JSONField()
    action = models.CharField(max_length=9, choices=Action)
    parameters = models.JSONField(default=dict)
    is_on = models.BooleanField(default=False)
    is_offered = models.BooleanField(default=False, db_default=False)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "name"], name="rule_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class RuleFiring(models.Model):
    """A rule became true of somebody: the numbers, and what was done.

    It is open until the condition is false again, or its effect has ended (`ended_at`): until
    then the rule does not fire again. `spent_until` is set where the effect ended: what was seen
    up to then has had its consequence and is not held against the person twice.
    `evidence` is for staff: it names submissions, some of them checks.
    """

    organisation_id = models.BigIntegerField()
    project = models.ForeignKey(
        Project, models.CASCADE, db_index=False, related_name="rule_firings"
    )
    rule = models.ForeignKey(QualityRule, models.CASCADE, db_index=False, related_name="firings")
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="+"
    )
    action = models.CharField(max_length=9, choices=QualityRule.Action)
    sentence = SentenceField()
    evidence = models.JSONField()
    restriction = models.ForeignKey(Restriction, models.SET_NULL, null=True, related_name="+")
    fired_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    spent_until = models.DateTimeField(null=True)
    voided_count = models.PositiveIntegerField(
        null=True, help_text="answers taken out, once they are"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule", "annotator"], condition=Q(ended_at=None), name="firing_open_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["project", "-id"], name="firing_of_project"),
            models.Index(fields=["annotator", "project", "-id"], name="firing_of_annotator"),
            models.Index(fields=["rule", "-id"], name="firing_of_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} of {self.annotator_id}"


class RuleTrial(Operation):
    """A rule played over what has been, before it is switched on. It touches nobody.

    `definition` is the rule as it was asked for; `result` is there once it is done. `rule` is the
    stored one it was a dry run of, which may be another by now; none for one not stored yet.
    """

    KEPT_FOR: ClassVar = timedelta(days=90)

    project = models.ForeignKey(Project, models.CASCADE, related_name="rule_trials")
    rule = models.ForeignKey(QualityRule, models.SET_NULL, null=True, related_name="trials")
    definition = models.JSONField()
    result = models.JSONField(null=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=Operation.LIVE),
                name="rule_trial_live_once",
            )
        ]

    def __str__(self) -> str:
        return f"trial {self.pk}"
