"""Limits on people: made, lifted, run out; and what the seat says, derived from all of them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from guildmark.core.errors import FieldProblem, NotFound
from guildmark.events.actions import record
from guildmark.projects.models import Project
from guildmark.quality.actions.closing import close_appeals_against
from guildmark.quality.errors import OwnDecision, RestrictionOver, WrongRestriction
from guildmark.quality.models import Restriction
from guildmark.quality.queries.grounds import grounds_of
from guildmark.quality.queries.standing import ending_restrictions, standing_of
from guildmark.training import actions as training
from guildmark.training import queries as training_queries
from guildmark.work import actions as work
from guildmark.work.models import Seat

Kind = Restriction.Kind
Source = Restriction.Source
Ending = Restriction.Ending
#: How long a notice stays on somebody's page where nothing else is said.
NOTICE_DAYS = 14


@transaction.atomic
def restrict(
    *,
    actor_id: int | None,
    project_id: int,
    annotator_id: int,
    kind: str,
    reason: str,
    evidence: dict[str, Any] | None = None,  # JSON: figures the person is shown
    expires_at: datetime | None = None,
    parameters: dict[str, Any] | None = None,  # JSON: daily_cap or gold_boost
    now: datetime,
) -> Restriction:
    """Put a limit on somebody in a project. Without `actor_id` it is a rule that does.

    pause: no work until it ends. daily_cap: at most `{"daily_cap": n}` tasks a day. more_gold:
    checks come `{"gold_boost": x}` times as often (2, if not said). retrain: the qualification is
    suspended until the quiz is passed again, and no date ends it. notice: nothing but the sentence.
    voiding: as a notice, of work that the caller takes out at `now`. Who decides by hand, and says
    no `evidence`, has what is known of the person written beside the decision (`grounds_of`).

    The seat is written in the same transaction, from all active restrictions together. Records
    restriction.made, and standing.set by `work`. Raises NotFound (somebody who never came) and
    WrongRestriction. Calling twice makes two: a caller with a reason to repeat has its own key.
    """
    checked = _parameters(kind, parameters or {})
    _require_end(kind, expires_at, now=now)
    seat = locked_seat(project_id, annotator_id)
    if evidence is None:
        evidence = grounds_of(project_id=project_id, annotator_id=annotator_id, now=now)
    made = Restriction.objects.create(
        organisation_id=seat.project.organisation_id,
        project_id=project_id,
        annotator_id=annotator_id,
        kind=kind,
        reason=reason,
        evidence=evidence,
        parameters=checked,
        source=Source.RULE if actor_id is None else Source.MANAGER,
        created_by_id=actor_id,
        starts_at=now,
        expires_at=expires_at or _own_end(kind, seat.project, now=now),
    )
    if kind == Kind.RETRAIN:
        training.suspend_qualification(
            actor_id=actor_id,
            user_id=annotator_id,
            project_id=project_id,
            reason=reason,
            is_by_hand=False,
            now=now,
        )
        work.refresh_seat(user_id=annotator_id, project_id=project_id, now=now)
    _write_standing(made, actor_id=actor_id, now=now)
    _record("made", made, actor_id=actor_id, now=now)
    return made


def _require_end(kind: str, asked: datetime | None, *, now: datetime) -> None:
    """Raises WrongRestriction for an end that has been, or that this kind does not have."""
    if asked is not None and asked <= now:
        raise WrongRestriction(
            errors=(FieldProblem("/expires_at", "past", "This must be in the future."),)
        )
    if kind == Kind.RETRAIN and asked is not None:
        message = "It ends when the quiz is passed."
        raise WrongRestriction(errors=(FieldProblem("/expires_at", "not_this_kind", message),))


def _own_end(kind: str, project: Project, *, now: datetime) -> datetime | None:
    """When it ends where nothing is said; None: never. A voiding not while it can be appealed."""
    if kind == Kind.VOIDING:
        return now + timedelta(days=max(NOTICE_DAYS, project.appeal_days))
    return now + timedelta(days=NOTICE_DAYS) if kind == Kind.NOTICE else None


def _parameters(kind: str, given: dict[str, Any]) -> dict[str, Any]:  # JSON
    """What a kind needs to be said, and nothing else. Raises WrongRestriction."""
    if kind not in Kind.values:
        raise WrongRestriction(errors=(FieldProblem("/kind", "unknown", "Choose one of them."),))
    if kind == Kind.DAILY_CAP:
        cap = given.get("daily_cap")
        if not isinstance(cap, int) or isinstance(cap, bool) or not 1 <= cap <= 10_000:
            message = "Say how many tasks a day, from 1 to 10,000."
            raise WrongRestriction(errors=(FieldProblem("/daily_cap", "out_of_range", message),))
        return {"daily_cap": cap}
    if kind == Kind.MORE_GOLD:
        boost = given.get("gold_boost", 2.0)
        if not isinstance(boost, int | float) or isinstance(boost, bool) or not 1 < boost <= 5:
            message = "Say how many times as often, from more than 1 to 5."
            raise WrongRestriction(errors=(FieldProblem("/gold_boost", "out_of_range", message),))
        return {"gold_boost": float(boost)}
    return {}


@transaction.atomic
def lift_restriction(
    *, actor_id: int, restriction_id: int, reason: str = "", now: datetime
) -> Restriction:
    """End a restriction before its time; the others of the person stay.

    An appeal that waits for an answer is upheld by it. Records restriction.lifted, appeal.upheld
    and standing.set. Raises NotFound, OwnDecision (it is one's own) and RestrictionOver, which is
    also what calling twice gives.
    """
    if Restriction.objects.filter(pk=restriction_id, annotator_id=actor_id).exists():
        raise OwnDecision("Somebody else must lift it: it is your own restriction.")
    lifted = end_restriction(
        actor_id=actor_id,
        restriction_id=restriction_id,
        ending=Ending.LIFTED,
        reason=reason,
        now=now,
    )
    close_appeals_against(lifted, answer=reason, actor_id=actor_id, now=now)
    return lifted


@transaction.atomic
def end_restriction(
    *,
    actor_id: int | None,
    restriction_id: int,
    ending: Restriction.Ending,
    reason: str,
    now: datetime,
) -> Restriction:
    """End a restriction in one of the ways; by an appeal also what has run out before.

    As `lift_restriction`.
    """
    known = Restriction.objects.filter(pk=restriction_id).first()
    if known is None:
        raise NotFound
    locked_seat(known.project_id, known.annotator_id)
    ended = Restriction.objects.get(pk=restriction_id)
    had_run_out = ended.ending == Ending.EXPIRED
    if not ended.is_active and not (had_run_out and ending == Ending.APPEALED):
        raise RestrictionOver
    ended.lifted_at, ended.lifted_by_id = now, actor_id
    ended.ending, ended.lift_reason = ending, reason
    ended.save(update_fields=["lifted_at", "lifted_by", "ending", "lift_reason"])
    if ended.kind == Kind.RETRAIN and ending != Ending.REQUALIFIED:
        _restore(ended, actor_id=actor_id, now=now)
    _write_standing(ended, actor_id=actor_id, now=now)
    _record("lifted", ended, actor_id=actor_id, now=now)
    return ended


def _restore(ended: Restriction, *, actor_id: int | None, now: datetime) -> None:
    """The qualification back as it was, unless another restriction asks for the quiz too."""
    of_person = Restriction.objects.filter(
        project_id=ended.project_id, annotator_id=ended.annotator_id, lifted_at=None
    )
    if of_person.filter(kind=Kind.RETRAIN).exists():
        return
    training.restore_qualification(
        actor_id=actor_id,
        user_id=ended.annotator_id,
        project_id=ended.project_id,
        is_by_hand=False,
        now=now,
    )
    work.refresh_seat(user_id=ended.annotator_id, project_id=ended.project_id, now=now)


def expire_restrictions(*, now: datetime) -> int:
    """End the restrictions whose time is up; how many. Part of a sweep.

    Records restriction.lifted each. Each is a transaction of its own. Safe to repeat and beside
    itself.
    """
    count = 0
    for restriction_id in ending_restrictions(now=now):
        try:
            end_restriction(
                actor_id=None,
                restriction_id=restriction_id,
                ending=Ending.EXPIRED,
                reason="",
                now=now,
            )
        except RestrictionOver:  # somebody lifted it meanwhile
            continue
        count += 1
    return count


def end_retraining(*, project_id: int, annotator_id: int, now: datetime) -> int:
    """The quiz was passed again: what asked for it is over; how many. Called by a worker.

    Restrictions made after the qualification was granted stay. Records restriction.lifted each.
    Safe to repeat.
    """
    held = training_queries.qualification(user_id=annotator_id, project_id=project_id)
    if held is None:
        return 0
    due = Restriction.objects.filter(
        project_id=project_id,
        annotator_id=annotator_id,
        kind=Kind.RETRAIN,
        lifted_at=None,
        starts_at__lte=held.granted_at,
    )
    count = 0
    for restriction_id in due.order_by("pk").values_list("pk", flat=True):
        end_restriction(
            actor_id=None,
            restriction_id=restriction_id,
            ending=Ending.REQUALIFIED,
            reason="",
            now=now,
        )
        count += 1
    return count


def locked_seat(project_id: int, annotator_id: int) -> Seat:
    """The mutex of a person's standing, and of their appeals, in a project. Raises NotFound."""
    seat = (
        Seat.objects.select_for_update(no_key=True, of=("self",))
        .select_related("project")
        .filter(project_id=project_id, annotator_id=annotator_id)
        .first()
    )
    if seat is None:
        raise NotFound
    return seat


def _write_standing(changed: Restriction, *, actor_id: int | None, now: datetime) -> None:
    """The one place that says what all active restrictions come to."""
    derived = standing_of(project_id=changed.project_id, annotator_id=changed.annotator_id)
    work.set_standing(
        actor_id=actor_id,
        project_id=changed.project_id,
        user_id=changed.annotator_id,
        blocked_reason=derived.blocked_reason,
        blocked_until=derived.blocked_until,
        daily_cap=derived.daily_cap,
        gold_boost=derived.gold_boost,
        now=now,
    )


def _record(verb: str, changed: Restriction, *, actor_id: int | None, now: datetime) -> None:
    record(
        name=f"restriction.{verb}",
        payload={
            "restriction_id": changed.pk,
            "project_id": changed.project_id,
            "annotator_id": changed.annotator_id,
            "kind": changed.kind,
            "reason": changed.reason,
            "source": changed.source,
            "ends": changed.expires_at is not None,
            "ending": changed.ending,
        },
        actor_id=actor_id,
        organisation_id=changed.organisation_id,
        now=now,
    )
