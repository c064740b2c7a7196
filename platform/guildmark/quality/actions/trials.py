"""A rule played over what has been, before it is switched on. Touches nobody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from concord.rules import STATISTICS, Crossing, Replay, Rule, replay
from guildmark.core import operations
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.said import with_parts
from guildmark.events.actions import record
from guildmark.projects.models import Project
from guildmark.quality import queries
from guildmark.quality.actions.judging import evidence_of
from guildmark.quality.definitions import RuleDefinition, require_sound
from guildmark.quality.errors import TrialRunning
from guildmark.quality.figures import Json
from guildmark.quality.models import RuleTrial
from guildmark.quality.queries.histories import MOST_PLAYED, Histories
from guildmark.quality.rule_words import firing_sentence

Clock = Callable[[], datetime]
#: People between two signs of life, and people that a result names.
STEP = 20
MOST_NAMED = 200


@transaction.atomic
def request_trial(
    *,
    actor_id: int,
    project_id: int,
    asked: RuleDefinition,
    rule_id: int | None = None,
    now: datetime,
) -> RuleTrial:
    """Ask for a dry run of a rule: of a stored one as it is or might be, or of a new one.

    Records rule_trial.requested. Raises NotFound for a rule of another project, WrongRule, and
    TrialRunning with the id of the live one: so calling twice is safe.
    """
    project = Project.objects.get(pk=project_id)
    sound = require_sound(asked)
    if rule_id is not None and not project.quality_rules.filter(pk=rule_id).exists():
        raise NotFound
    try:
        with transaction.atomic():
            trial = RuleTrial.objects.create(
                project=project,
                rule_id=rule_id,
                definition=sound.to_json(),
                requested_by_id=actor_id,
                created_at=now,
            )
    except IntegrityError as error:
        if "rule_trial_live_once" not in str(error):
            raise
        live = RuleTrial.objects.get(project=project, state__in=Operation.LIVE)
        raise TrialRunning(live.pk) from error
    record(
        name="rule_trial.requested",
        payload={"rule_trial_id": trial.pk, "project_id": project_id},
        actor_id=actor_id,
        organisation_id=project.organisation_id,
        now=now,
    )
    return trial


def forget_trials(*, now: datetime) -> int:
    """Delete dry runs that ended longer ago than they are kept; how many. Safe to repeat."""
    old = RuleTrial.objects.filter(finished_at__lt=now - RuleTrial.KEPT_FOR)
    deleted, _ = old.delete()
    return deleted


@transaction.atomic
def cancel_trial(*, trial_id: int, now: datetime) -> RuleTrial:
    """Ask a live dry run to stop; one that waits is cancelled at once. Raises NotFound.

    Safe to repeat. Records nothing, as the dry run itself changes nothing.
    """
    trial = RuleTrial.objects.select_for_update().filter(pk=trial_id).first()
    if trial is None:
        raise NotFound
    operations.request_cancel(trial, now=now)
    return trial


def run_trial(*, trial_id: int, clock: Clock) -> None:
    """Play the rule, person by person, with progress. Called by a worker.

    queued -> running -> done or cancelled. Safe to call twice, late and beside itself: one
    session works on it, and there is nothing to undo.
    """
    with operations.working_on(RuleTrial, trial_id) as is_ours:
        if not is_ours:
            return
        trial = operations.take(
            RuleTrial, pk=trial_id, now=clock(), most_attempts=operations.MOST_ATTEMPTS
        )
        if trial is None:
            return
        try:
            result = _play(trial, clock)
            operations.finish(trial, now=clock(), result=result)
        except operations.OperationCancelled:
            operations.cancel(trial, now=clock())
        except operations.OperationLost:
            return


def _play(trial: RuleTrial, clock: Clock) -> Json:
    project = Project.objects.get(pk=trial.project_id)
    rule = RuleDefinition(**trial.definition).rule(pass_mark=project.gold_pass_mark)
    people = queries.people_to_judge(project.pk)
    names = queries.pseudonyms(people)
    found: list[Json] = []
    judged = 0
    seen = Seen()
    for done, annotator_id in enumerate(people, start=1):
        played = _of_person(rule, project.pk, annotator_id, seen)
        judged += played is not None
        if played:
            found.append({**played, "pseudonym": names[annotator_id]})
        if done % STEP == 0 or done == len(people):
            operations.report(trial, done=done, total=len(people), now=clock())
    found.sort(key=lambda one: (one["fired_at"], one["user_id"]))
    return {
        "people": len(people),
        "judged": judged,
        "observations": seen.count,
        "since": seen.since.isoformat() if seen.since else None,
        "fired": len(found),
        "doubtful_only": sum(not one["holds_without_doubtful"] for one in found),
        "is_of_last_fits": STATISTICS[rule.statistic].last is None,
        "who": found[:MOST_NAMED],
    }


@dataclass
class Seen:
    """How much history was played: observations of all people, and the moment of the oldest."""

    count: int = 0
    since: datetime | None = None

    def add(self, moments: Sequence[datetime]) -> None:
        """Those of one more person."""
        self.count += len(moments)
        self.since = min((*moments, *([self.since] if self.since else [])), default=None)


def _of_person(rule: Rule, project_id: int, annotator_id: int, seen: Seen) -> Json | None:
    """What would have become of one person: {} for nothing, None where there is not enough."""
    histories = Histories(project_id, annotator_id, most=MOST_PLAYED, with_doubtful=True)
    history = histories.of(rule.statistic)
    seen.add([one.at for one in history.observations])
    played = replay(rule, history.observations, crowd=history.crowd)
    if not played.had_enough:
        return None
    if not played.crossings:
        return {}
    trusted = [one for one in history.observations if one.is_trusted]
    without = replay(rule, trusted, crowd=history.crowd)
    return _said(annotator_id, rule, played, without, history.pair)


def _said(
    annotator_id: int, rule: Rule, played: Replay, without: Replay, pair: Json | None
) -> Json:
    first: Crossing = played.crossings[0]
    evidence = evidence_of(rule.statistic, first.reading, rule.threshold, pair)
    row = {
        "user_id": annotator_id,
        "fired_at": first.at.isoformat(),
        "times": len(played.crossings),
        "sentence": firing_sentence(rule.statistic, first.reading, rule.threshold, pair),
        "holds_without_doubtful": bool(without.crossings),
        "evidence": evidence,
    }
    return with_parts(row)
