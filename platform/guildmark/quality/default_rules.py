"""The rules that every project begins with: mild, and each with its reason.

Only the rule of checks takes work away from anybody, and its numbers are measured: see
`docs/decisions/` and `./guildmark bench rules`. The others tell people, or check them more.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from concord.rules import Rule, Window

PAUSE, MORE_GOLD, NOTICE = "pause", "more_gold", "notice"
_WEEK = {"days": 7}
_MORE_CHECKS: dict[str, float] = {"days": 7, "gold_boost": 2.0}


@dataclass(frozen=True)
class DefaultRule:
    """A rule before it belongs to a project. `threshold` None is the project's pass mark.

    Its name is kept in English, and said in the reader's language until somebody changes it.
    """

    name: str
    statistic: str
    last: int | None
    least: int
    threshold: float | None
    action: str
    parameters: dict[str, float] = field(default_factory=dict)

    def rule(self, *, pass_mark: float) -> Rule:
        """What `concord` computes with."""
        threshold = pass_mark if self.threshold is None else self.threshold
        return Rule(self.statistic, Window(self.last, self.least), threshold)


#: A coin flipper is found in half a day, and 4 % of people right 80 % of the time ever are.
CHECKS = DefaultRule(
    _("Too many checks wrong"), "gold_upper_bound", 30, 5, None, PAUSE, dict(_WEEK)
)  # fmt: skip
#: 0.2 of the last 200: see decision 0061. A word, as others may be wrong together.
VERDICTS = DefaultRule(
    _("Says the same of right and wrong labels"), "verdict_skill", 200, 30, 0.2, NOTICE
)
DEFAULT_RULES: tuple[DefaultRule, ...] = (
    CHECKS,
    DefaultRule(
        _("Seldom as the label has it"), "consensus_agreement", 50, 20, 0.6,
        MORE_GOLD, dict(_MORE_CHECKS),
    ),
    DefaultRule(
        _("Answers whatever there is"), "spammer_score", None, 1, 0.1, MORE_GOLD,
        dict(_MORE_CHECKS),
    ),
    DefaultRule(_("Much quicker than others"), "speed_z", 30, 10, -3.0, NOTICE),
    DefaultRule(_("Skips much"), "skip_share", 50, 20, 0.5, NOTICE),
    DefaultRule(
        _("Has become worse"), "drift", None, 1, 1.0, MORE_GOLD,
        dict(_MORE_CHECKS),
    ),
    DefaultRule(
        _("Answers like another person's"), "pair_similarity", None, 1, 0.001,
        MORE_GOLD, dict(_MORE_CHECKS),
    ),
    DefaultRule(_("Much work rejected"), "acceptance_share", 30, 10, 0.7, NOTICE),
    VERDICTS,
)  # fmt: skip
