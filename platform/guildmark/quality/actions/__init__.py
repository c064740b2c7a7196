"""The writers of the quality app."""

from guildmark.quality.actions.appealing import (
    answer_overdue,
    appeal_rejection,
    appeal_restriction,
    reject_appeal,
    take_appeal,
    uphold_appeal,
    withdraw_appeal,
)
from guildmark.quality.actions.carrying_out import (
    reinstate_voiding,
    void_for_firing,
)
from guildmark.quality.actions.contesting import (
    contest_gold,
    reject_contest,
    uphold_contest,
    withdraw_contest,
)
from guildmark.quality.actions.correcting import (
    MARKS,
    correct_gold_item,
    finish_rescoring,
    hold_anew,
    rescore_gold,
    suspect_gold,
)
from guildmark.quality.actions.figures import (
    record_figures,
)
from guildmark.quality.actions.gold import (
    activate_gold_item,
    add_gold_item,
    explain_gold_item,
    propose_gold_item,
    retire_gold_item,
    suspend_gold_item,
)
from guildmark.quality.actions.gone import lock_uses, stop_using
from guildmark.quality.actions.judging import (
    judge_person,
    judge_project,
    judge_recent,
)
from guildmark.quality.actions.restricting import (
    end_retraining,
    expire_restrictions,
    lift_restriction,
    restrict,
)
from guildmark.quality.actions.rules import (
    create_rule,
    make_default_rules,
    switch_rule,
    update_rule,
)
from guildmark.quality.actions.scoring import (
    refresh_skills,
    score_gold,
)
from guildmark.quality.actions.stock import (
    check_stock,
)
from guildmark.quality.actions.trials import (
    cancel_trial,
    forget_trials,
    request_trial,
    run_trial,
)
from guildmark.quality.actions.verdicts import score_verdicts
from guildmark.quality.actions.voiding import (
    void_rest,
    void_work,
)

__all__ = [
    "MARKS",
    "activate_gold_item",
    "add_gold_item",
    "answer_overdue",
    "appeal_rejection",
    "appeal_restriction",
    "cancel_trial",
    "check_stock",
    "contest_gold",
    "correct_gold_item",
    "create_rule",
    "end_retraining",
    "expire_restrictions",
    "explain_gold_item",
    "finish_rescoring",
    "forget_trials",
    "hold_anew",
    "judge_person",
    "judge_project",
    "judge_recent",
    "lift_restriction",
    "lock_uses",
    "make_default_rules",
    "propose_gold_item",
    "record_figures",
    "refresh_skills",
    "reinstate_voiding",
    "reject_appeal",
    "reject_contest",
    "request_trial",
    "rescore_gold",
    "restrict",
    "retire_gold_item",
    "run_trial",
    "score_gold",
    "score_verdicts",
    "stop_using",
    "suspect_gold",
    "suspend_gold_item",
    "switch_rule",
    "take_appeal",
    "update_rule",
    "uphold_appeal",
    "uphold_contest",
    "void_for_firing",
    "void_rest",
    "void_work",
    "withdraw_appeal",
    "withdraw_contest",
]
