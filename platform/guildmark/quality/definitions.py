"""A rule as it is asked for: what has to be said, and what cannot be."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from concord.rules import STATISTICS, About, Rule, Window
from guildmark.core.errors import FieldProblem
from guildmark.quality.errors import WrongRule
from guildmark.quality.models import QualityRule

Action = QualityRule.Action
#: What each action has to be told: the parameter and the range it lies in.
PARAMETERS: dict[str, dict[str, tuple[float, float]]] = {
    Action.NOTICE: {},
    Action.MORE_GOLD: {"days": (1, 90), "gold_boost": (1.1, 5.0)},
    Action.RETRAIN: {},
    Action.RESTRICT: {"days": (1, 90), "daily_cap": (1, 10_000)},
    Action.PAUSE: {"days": (1, 90)},
    Action.VOID: {"days": (1, 365)},
}
WHOLE = ("days", "daily_cap")
#: What may be done for a reason that is never enough by itself.
GENTLE = (Action.NOTICE, Action.MORE_GOLD)
#: The one statistic whose threshold may be the project's pass mark.
MARKED = "gold_upper_bound"


@dataclass(frozen=True, slots=True)
class RuleDefinition:
    """A rule before it is one. `threshold` None is the project's pass mark."""

    name: str
    statistic: str
    last: int | None
    least: int
    threshold: float | None
    action: str
    parameters: dict[str, float]

    @property
    def window(self) -> dict[str, int | None]:
        """As it is stored."""
        return {"last": self.last, "least": self.least}

    @property
    def condition(self) -> dict[str, str | float | None]:
        """As it is stored."""
        operator = STATISTICS[self.statistic].operator.value
        return {"operator": operator, "threshold": self.threshold}

    def rule(self, *, pass_mark: float) -> Rule:
        """What `concord` computes with."""
        threshold = pass_mark if self.threshold is None else self.threshold
        return Rule(self.statistic, Window(self.last, self.least), threshold)

    def to_json(self) -> dict[str, Any]:
        """For an event, and for a trial."""
        return asdict(self)


def definition_of(rule: QualityRule) -> RuleDefinition:
    """A stored rule as it was asked for."""
    return RuleDefinition(
        name=rule.name,
        statistic=rule.statistic,
        last=rule.window["last"],
        least=rule.window["least"],
        threshold=rule.condition["threshold"],
        action=rule.action,
        parameters=rule.parameters,
    )


def require_sound(asked: RuleDefinition) -> RuleDefinition:
    """The definition with its parameters alone. Raises WrongRule, with each place at fault."""
    about = STATISTICS.get(asked.statistic)
    if about is None:
        raise WrongRule(
            errors=(_problem("statistic", "unknown", _("Choose one of the catalogue.")),)
        )
    problems = [*_of_window(asked, about), *_of_condition(asked, about), *_of_action(asked, about)]
    if problems:
        raise WrongRule(errors=tuple(problems))
    wanted = PARAMETERS[asked.action]
    kept = {
        key: int(value) if key in WHOLE else float(value)
        for key, value in asked.parameters.items()
        if key in wanted
    }
    return RuleDefinition(
        asked.name.strip(), asked.statistic, asked.last, asked.least, asked.threshold,
        asked.action, kept,
    )  # fmt: skip


def _of_window(asked: RuleDefinition, about: About) -> list[FieldProblem]:
    problems = []
    if not asked.name.strip():
        problems.append(_problem("name", "required", _("Give the rule a name.")))
    if about.last is None:
        if asked.last is not None:
            message = _("This statistic looks at everything there is: leave it out.")
            problems.append(_problem("last", "not_used", message))
    elif asked.last is None or not about.last[0] <= asked.last <= about.last[1]:
        problems.append(_range("last", *about.last))
    if not about.least[0] <= asked.least <= about.least[1]:
        problems.append(_range("least", *about.least))
    elif asked.last is not None and asked.least > asked.last:
        message = _("This cannot be more than the window holds.")
        problems.append(_problem("least", "over_last", message))
    return problems


def _of_condition(asked: RuleDefinition, about: About) -> list[FieldProblem]:
    if asked.threshold is None:
        if asked.statistic == MARKED:
            return []
        return [_problem("threshold", "required", _("Say from which value on."))]
    low, high = about.lowest, about.highest
    if (
        not (low if low is not None else asked.threshold)
        <= asked.threshold
        <= (high if high is not None else asked.threshold)
    ):
        return [_range("threshold", low or 0.0, high or 0.0)]
    return []


def _of_action(asked: RuleDefinition, about: About) -> list[FieldProblem]:
    if asked.action not in Action.values:
        return [_problem("action", "unknown", _("Choose one of the actions."))]
    problems = []
    if not about.is_ground_alone and asked.action not in GENTLE:
        message = _("Speed alone is no reason for this: choose a notice or more checks.")
        problems.append(_problem("action", "not_alone", message))
    for key, (low, high) in PARAMETERS[asked.action].items():
        value = asked.parameters.get(key)
        is_whole = value is not None and (key not in WHOLE or float(value).is_integer())
        if value is None or not is_whole or not low <= value <= high:
            problems.append(_range(f"parameters.{key}", low, high))
    return problems


def _range(path: str, low: float, high: float) -> FieldProblem:
    return _problem(
        path,
        "out_of_range",
        _("Give a number from {low:g} to {high:g}.").format(low=low, high=high),
    )


def _problem(path: str, code: str, message: str) -> FieldProblem:
    return FieldProblem(path=path, code=code, message=message)
