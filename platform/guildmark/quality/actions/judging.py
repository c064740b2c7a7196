"""Rules held against people: after a fit, after a verdict, and by a sweep.

Not when a check is scored, and a check counts a few answers later (`queries.holding_back`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from concord.rules import STATISTICS, Reading, Seen, Window, read
from concord.sentences import Sentence, joined
from guildmark.events.actions import record
from guildmark.quality import queries
from guildmark.quality.actions.closing import close_appeals_against
from guildmark.quality.actions.restricting import end_restriction, restrict
from guildmark.quality.definitions import definition_of
from guildmark.quality.errors import RestrictionOver
from guildmark.quality.figures import Json
from guildmark.quality.models import QualityRule, Restriction, RuleFiring
from guildmark.quality.queries.histories import FRESH_ANSWERS, MOST_SEEN, Histories, checks_behind
from guildmark.quality.rule_words import counts_of, firing_sentence, mean_of, plain_figures

Action = QualityRule.Action
Kind = Restriction.Kind
#: What becomes of the person. Voiding limits nothing: it is a statement about labels.
KINDS: dict[str, Restriction.Kind] = {
    Action.NOTICE: Kind.NOTICE,
    Action.MORE_GOLD: Kind.MORE_GOLD,
    Action.RETRAIN: Kind.RETRAIN,
    Action.RESTRICT: Kind.DAILY_CAP,
    Action.PAUSE: Kind.PAUSE,
    Action.VOID: Kind.VOIDING,
}
ASKED_ANEW = "Your answers of the last {days} days are asked anew. They stay paid."
CHECKS_GONE = "The checks behind it do not hold any more."


def judge_person(*, project_id: int, annotator_id: int, now: datetime) -> int:
    """Hold every rule that is on against one person; how many fired.

    A rule fires once when its condition comes true, and again only after it was false, or after
    the effect ended and there is enough that came later. Records rule.fired each, and what
    `restrict` records. Each rule is a transaction of its own. Safe to call twice and beside
    itself: one firing is open at a time. While all gold of a project is held against other marks
    nobody is judged: what is wrong by them has yet to be suspended.
    """
    if queries.is_held_anew(project_id):
        return 0
    rules = queries.rules_on(project_id)
    histories = Histories(project_id, annotator_id, most=MOST_SEEN)
    live = queries.open_firings(project_id, annotator_id, [rule.pk for rule in rules])
    spent = queries.spent(project_id, annotator_id)
    count = 0
    for rule in rules:
        case = _Case(rule, annotator_id, histories, now)
        count += case.judge(live.get(rule.pk), spent.get(rule.pk))
    return count


def judge_project(*, project_id: int, now: datetime) -> int:
    """As `judge_person`, for everybody who has come; how many firings."""
    if not queries.rules_on(project_id):
        return 0
    return sum(
        judge_person(project_id=project_id, annotator_id=one, now=now)
        for one in queries.people_to_judge(project_id)
    )


def judge_recent(*, now: datetime) -> int:
    """As `judge_person`, for all who were at work lately, in any project; how many firings."""
    return sum(
        judge_person(project_id=project_id, annotator_id=annotator_id, now=now)
        for project_id, annotator_id in queries.recently_at_work(now=now)
    )


@dataclass(frozen=True)
class _Case:
    """One rule and one person."""

    rule: QualityRule
    annotator_id: int
    histories: Histories
    now: datetime

    def judge(self, live: RuleFiring | None, spent: datetime | None) -> bool:
        """Whether the rule fires now."""
        if live is not None and _is_over(live):
            spent = self._end(live)
            live = None
        history = self.histories.of(self.rule.statistic)
        rule = definition_of(self.rule).rule(pass_mark=self.rule.project.gold_pass_mark)
        if live is not None:
            reading = read(rule.statistic, history.observations, rule.window, crowd=history.crowd)
            self._follow(live, is_met=rule.is_met(reading))
            return False
        kept = history.since(spent)
        reading = read(rule.statistic, kept.observations, rule.window, crowd=kept.crowd)
        if not rule.is_met(reading) or not self._is_fresh(spent):
            return False
        return self._fire(reading, rule.threshold, history.pair)

    def _is_fresh(self, spent: datetime | None) -> bool:
        """A figure of a whole fit needs new answers before it is held against somebody again."""
        if spent is None or STATISTICS[self.rule.statistic].seen != Seen.FIT:
            return True
        return self.histories.fresh_answers(spent) >= FRESH_ANSWERS

    def _end(self, live: RuleFiring) -> datetime:
        """The effect is over; until when what was seen has had its consequence."""
        assert live.restriction is not None  # noqa: S101 -- only such a firing is over by itself
        until = datetime.fromisoformat(live.evidence["until"])
        RuleFiring.objects.filter(pk=live.pk, ended_at=None).update(
            ended_at=live.restriction.lifted_at, spent_until=until
        )
        return until

    @transaction.atomic
    def _follow(self, live: RuleFiring, *, is_met: bool | None) -> None:
        """An open firing ends when the condition is false; its effect when the checks are."""
        if is_met is False:
            RuleFiring.objects.filter(pk=live.pk, ended_at=None).update(ended_at=self.now)
        if self._is_withdrawn(live):
            self._lift(live)

    def _is_withdrawn(self, live: RuleFiring) -> bool:
        """Whether the very checks it rests on would not fire any more: some are in doubt now."""
        if self.rule.statistic != "gold_upper_bound" or live.restriction is None:
            return False
        left = checks_behind(self.rule.project_id, live.evidence["submission_ids"])
        if (
            len(left) == live.evidence["n"]
            and sum(one.value for one in left) == (live.evidence["total"])
        ):
            return False
        window = Window(None, self.rule.window["least"])
        reading = read(self.rule.statistic, left, window, crowd=None)
        return reading.value is None or reading.value >= live.evidence["threshold"]

    def _lift(self, live: RuleFiring) -> None:
        assert live.restriction is not None  # noqa: S101 -- looked at by `_is_withdrawn`
        try:
            end_restriction(
                actor_id=None,
                restriction_id=live.restriction.pk,
                ending=Restriction.Ending.LIFTED,
                reason=CHECKS_GONE,
                now=self.now,
            )
        except RestrictionOver:  # somebody was quicker
            return
        close_appeals_against(live.restriction, answer=CHECKS_GONE, actor_id=None, now=self.now)
        RuleFiring.objects.filter(pk=live.pk).update(ended_at=self.now)

    def _fire(self, reading: Reading, threshold: float, pair: Json | None) -> bool:
        """Write the firing, then its effect, in one transaction; false when one is open already."""
        sentence = firing_sentence(self.rule.statistic, reading, threshold, pair)
        firing = RuleFiring(
            organisation_id=self.rule.organisation_id,
            project_id=self.rule.project_id,
            rule=self.rule,
            annotator_id=self.annotator_id,
            action=self.rule.action,
            sentence=sentence,
            evidence=evidence_of(self.rule.statistic, reading, threshold, pair),
            fired_at=self.now,
        )
        try:
            with transaction.atomic():
                firing.save(force_insert=True)
                firing.restriction = self._restrict(reading, threshold, pair, sentence)
                firing.save(update_fields=["restriction"])
                _record_fired(firing, now=self.now)
        except IntegrityError as error:
            if "firing_open_once" not in str(error):
                raise
            return False
        return True

    def _restrict(
        self, reading: Reading, threshold: float, pair: Json | None, sentence: str
    ) -> Restriction:
        given = self.rule.parameters
        is_void = self.rule.action == Action.VOID
        days = None if is_void else given.get("days")
        asked_anew = Sentence(ASKED_ANEW, days=given["days"]) if is_void else ""
        return restrict(
            actor_id=None,
            project_id=self.rule.project_id,
            annotator_id=self.annotator_id,
            kind=KINDS[self.rule.action],
            reason=joined(asked_anew, sentence),
            evidence={
                **plain_figures(self.rule.statistic, reading, threshold, pair),
                **({"asked_anew_days": given["days"]} if is_void else {}),
            },
            expires_at=self.now + timedelta(days=days) if days else None,
            parameters={key: value for key, value in given.items() if key != "days"},
            now=self.now,
        )


def _is_over(live: RuleFiring) -> bool:
    return live.restriction is not None and not live.restriction.is_active


def evidence_of(statistic: str, reading: Reading, threshold: float, pair: Json | None) -> Json:
    """What staff see of a firing: the numbers, the window, and the work behind them."""
    about = STATISTICS[statistic]
    keys = [one.key for one in reading.seen]
    return {
        "statistic": statistic,
        "value": reading.value,
        "threshold": threshold,
        "n": reading.n,
        "total": reading.total,
        **mean_of(statistic, reading),
        "since": reading.seen[0].at.isoformat(),
        "until": reading.seen[-1].at.isoformat(),
        "submission_ids": keys
        if about.seen == Seen.SUBMISSION
        else (pair or {}).get("submission_ids", []),
        "assignment_ids": keys if about.seen == Seen.ASSIGNMENT else [],
        "doubtful": sum(not one.is_trusted for one in reading.seen),
        "pair": pair if statistic == "pair_similarity" else None,
        "verdicts": counts_of(statistic, reading) or None,
    }


def _record_fired(firing: RuleFiring, *, now: datetime) -> None:
    record(
        name="rule.fired",
        payload={
            "firing_id": firing.pk,
            "rule_id": firing.rule_id,
            "project_id": firing.project_id,
            "annotator_id": firing.annotator_id,
            "action": firing.action,
            "sentence": firing.sentence,
            "restriction_id": firing.restriction_id,
            "is_voiding": firing.action == Action.VOID,
        },
        actor_id=None,
        organisation_id=firing.organisation_id,
        now=now,
    )
