"""How rules, firings and dry runs look in JSON."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from concord.rules import STATISTICS, Operator
from guildmark.core.fields import NumberField, SaidField
from guildmark.core.models import Operation
from guildmark.core.said import said_in, told
from guildmark.quality.definitions import MARKED, PARAMETERS, WHOLE, RuleDefinition
from guildmark.quality.models import QualityRule, RuleFiring

Action = QualityRule.Action
OPERATORS = tuple(one.value for one in Operator)


class RangeOut(serializers.Serializer):
    """From, to; both are allowed."""

    low = NumberField()
    high = NumberField()


class StatisticOut(serializers.Serializer):
    """A statistic: its unit and range, what it needs, and when there is none."""

    key = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.CharField()
    lowest = NumberField(allow_null=True)
    highest = NumberField(allow_null=True)
    observation = serializers.CharField()
    needs = serializers.CharField()
    undefined = serializers.CharField()
    last = RangeOut(allow_null=True)
    least = RangeOut()
    operator = serializers.ChoiceField(choices=OPERATORS)
    is_ground_alone = serializers.BooleanField()
    can_be_pass_mark = serializers.BooleanField()


class ActionParameterOut(RangeOut):
    """What an action has to be told."""

    key = serializers.CharField()
    is_whole = serializers.BooleanField()


class ActionOut(serializers.Serializer):
    """An action, and what it has to be told."""

    action = serializers.ChoiceField(choices=Action.choices)
    parameters = ActionParameterOut(many=True)


class StatisticsOut(serializers.Serializer):
    """Everything a rule can be made of."""

    statistics = StatisticOut(many=True)
    actions = ActionOut(many=True)


_SHOWN = (
    *("key", "name", "unit", "lowest", "highest", "observation", "needs", "undefined"),
    *("operator", "is_ground_alone"),
)


def statistics() -> dict[str, Any]:  # what `StatisticsOut` renders
    """The catalogue as it is rendered."""
    return {
        "statistics": [
            {
                **{name: getattr(one, name) for name in _SHOWN},
                "last": _range(one.last),
                "least": _range(one.least),
                "can_be_pass_mark": one.key == MARKED,
            }
            for one in STATISTICS.values()
        ],
        "actions": [
            {
                "action": action,
                "parameters": [
                    {"key": key, "low": low, "high": high, "is_whole": key in WHOLE}
                    for key, (low, high) in wanted.items()
                ],
            }
            for action, wanted in PARAMETERS.items()
        ],
    }


def _range(pair: tuple[int, int] | None) -> dict[str, int] | None:
    return None if pair is None else {"low": pair[0], "high": pair[1]}


class ParametersIn(serializers.Serializer):
    """What the action has to be told; what it does not ask for is left out."""

    days = NumberField(required=False)
    gold_boost = NumberField(required=False)
    daily_cap = NumberField(required=False)


class QualityRuleIn(serializers.Serializer):
    """A rule as it is asked for; without a threshold it is the project's pass mark."""

    name = serializers.CharField(max_length=80)
    statistic = serializers.CharField(max_length=30)
    last = serializers.IntegerField(allow_null=True, default=None)
    least = serializers.IntegerField()
    threshold = NumberField(allow_null=True, default=None)
    action = serializers.CharField(max_length=9)
    parameters = ParametersIn(default=dict)


class QualityRuleChangeIn(QualityRuleIn):
    """A rule that was at `revision` when it was opened."""

    revision = serializers.IntegerField()


class TrialIn(QualityRuleIn):
    """A rule to be played over what has been; `rule_id` says which stored one it is, or changes."""

    rule_id = serializers.IntegerField(allow_null=True, default=None)


def definition_from(data: dict[str, Any]) -> RuleDefinition:  # validated data
    """What `QualityRuleIn` has read."""
    return RuleDefinition(
        name=data["name"],
        statistic=data["statistic"],
        last=data["last"],
        least=data["least"],
        threshold=data["threshold"],
        action=data["action"],
        parameters=dict(data["parameters"]),
    )


class ParametersOut(serializers.Serializer):
    """What the action was told."""

    days = serializers.IntegerField(required=False)
    gold_boost = NumberField(required=False)
    daily_cap = serializers.IntegerField(required=False)


class RuleDefinitionOut(serializers.Serializer):
    """A rule as it was asked for."""

    name = serializers.CharField()
    statistic = serializers.ChoiceField(choices=list(STATISTICS))
    last = serializers.IntegerField(allow_null=True)
    least = serializers.IntegerField()
    threshold = NumberField(allow_null=True)
    action = serializers.ChoiceField(choices=Action.choices)
    parameters = ParametersOut()


class QualityRuleOut(serializers.Serializer):
    """A rule, and how often it fired. `effective_threshold` is the pass mark where none is set."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    title = SaidField(source="name", help_text="the name, that of a first rule in your language")
    statistic = serializers.ChoiceField(choices=list(STATISTICS))
    last = serializers.IntegerField(allow_null=True, source="window.last")
    least = serializers.IntegerField(source="window.least")
    operator = serializers.ChoiceField(choices=OPERATORS, source="condition.operator")
    threshold = NumberField(allow_null=True, source="condition.threshold")
    effective_threshold = serializers.SerializerMethodField()
    action = serializers.ChoiceField(choices=Action.choices)
    parameters = ParametersOut()
    is_on = serializers.BooleanField()
    is_offered = serializers.BooleanField(
        help_text="came with an upgrade, and nobody has decided of it"
    )
    revision = serializers.IntegerField()
    changed_at = serializers.DateTimeField()
    firing_count = serializers.IntegerField()
    open_count = serializers.IntegerField()
    last_fired_at = serializers.DateTimeField(allow_null=True)

    def get_effective_threshold(self, rule: QualityRule) -> float:
        """The number the statistic is held against now."""
        threshold: float | None = rule.condition["threshold"]
        return rule.project.gold_pass_mark if threshold is None else threshold


class PairOut(serializers.Serializer):
    """The other person of a pair, and on how many pictures both are alike."""

    what = serializers.CharField()
    partner_id = serializers.IntegerField()
    shared = serializers.IntegerField()
    alike = serializers.IntegerField()
    expected = NumberField()
    p_value = NumberField()
    value = NumberField()


class VerdictCountsOut(serializers.Serializer):
    """Of labels that others found right, and wrong, how many somebody accepted."""

    right = serializers.IntegerField()
    right_accepted = serializers.IntegerField()
    wrong = serializers.IntegerField()
    wrong_accepted = serializers.IntegerField()


class EvidenceOut(serializers.Serializer):
    """The numbers behind a firing, and the work they come from."""

    statistic = serializers.CharField()
    value = NumberField()
    threshold = NumberField()
    n = serializers.IntegerField()
    total = NumberField()
    mean = NumberField(
        allow_null=True,
        default=None,
        help_text="share of each check that was right; null where each was right or wrong as a "
        "whole",
    )
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    submission_ids = serializers.ListField(child=serializers.IntegerField())
    assignment_ids = serializers.ListField(child=serializers.IntegerField())
    doubtful = serializers.IntegerField()
    pair = PairOut(allow_null=True)
    verdicts = VerdictCountsOut(allow_null=True, default=None)


class FiringOut(serializers.Serializer):
    """What a rule did to somebody, and why."""

    id = serializers.IntegerField()
    rule_id = serializers.IntegerField()
    rule_name = SaidField(source="rule.name")
    user_id = serializers.IntegerField(source="annotator_id")
    pseudonym = serializers.CharField(source="annotator.pseudonym")
    action = serializers.ChoiceField(choices=Action.choices)
    sentence = SaidField()
    evidence = EvidenceOut()
    fired_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    restriction_id = serializers.IntegerField(allow_null=True)
    restriction_ends_at = serializers.SerializerMethodField()
    ending = serializers.SerializerMethodField()
    voided_count = serializers.IntegerField(allow_null=True)

    def get_restriction_ends_at(self, firing: RuleFiring) -> datetime | None:
        """Until when it lasts; None where it lasts until it is lifted, or is none."""
        return firing.restriction.expires_at if firing.restriction else None

    def get_ending(self, firing: RuleFiring) -> str:
        """How the effect ended: a word of a restriction's endings; empty while it lasts."""
        return firing.restriction.ending if firing.restriction else ""


class TrialPersonOut(serializers.Serializer):
    """What the rule would have done to one person, the first time."""

    user_id = serializers.IntegerField()
    pseudonym = serializers.CharField()
    fired_at = serializers.DateTimeField()
    times = serializers.IntegerField()
    sentence = serializers.SerializerMethodField()
    holds_without_doubtful = serializers.BooleanField()
    evidence = EvidenceOut()

    def get_sentence(self, row: dict[str, Any]) -> str:
        """Why it would have, in the reader's language; Any: as the trial kept it, JSON."""
        return told(said_in(row, "sentence"))


class TrialResultOut(serializers.Serializer):
    """How many people there are, how many had enough, and to whom it would have happened.

    `observations` and `since`: how much of what was seen of them was played, and the oldest of it;
    dry runs of before did not count it.
    """

    people = serializers.IntegerField()
    judged = serializers.IntegerField()
    observations = serializers.IntegerField(allow_null=True, default=None)
    since = serializers.DateTimeField(allow_null=True, default=None)
    fired = serializers.IntegerField()
    doubtful_only = serializers.IntegerField()
    is_of_last_fits = serializers.BooleanField()
    who = TrialPersonOut(many=True)


class TrialOut(serializers.Serializer):
    """A dry run, with its progress."""

    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    definition = RuleDefinitionOut()
    state = serializers.ChoiceField(choices=Operation.State.choices)
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    error_detail = SaidField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    result = TrialResultOut(allow_null=True)


class TrialRowOut(serializers.Serializer):
    """A dry run in a list: when, by whom, over how much, and how many it would have hit.

    The figures are there once it is done; `rule_id` is none for a rule that was not stored.
    """

    id = serializers.IntegerField()
    rule_id = serializers.IntegerField(allow_null=True)
    definition = RuleDefinitionOut()
    state = serializers.ChoiceField(choices=Operation.State.choices)
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    requested_by = serializers.CharField(source="requested_by.display_name", default="")
    people = serializers.IntegerField(allow_null=True)
    judged = serializers.IntegerField(allow_null=True)
    observations = serializers.IntegerField(allow_null=True)
    since = serializers.DateTimeField(allow_null=True)
    fired = serializers.IntegerField(allow_null=True)
