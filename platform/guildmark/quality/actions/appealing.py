"""Appeals: a person says that a restriction, or a rejection of their work, is wrong."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.quality.actions.closing import LIVE, close_appeal, record_appeal, require_live
from guildmark.quality.actions.restricting import end_restriction, locked_seat
from guildmark.quality.errors import (
    AppealExists,
    AppealTooLate,
    NothingToAppeal,
    OwnDecision,
)
from guildmark.quality.models import Appeal, Restriction
from guildmark.quality.queries.appeals import has_other_judge, overdue
from guildmark.work import actions as work
from guildmark.work.models import Assignment

State = Appeal.State
#: What the person reads when nobody has answered.
NOBODY_ANSWERED = "Nobody answered in time, so your appeal is upheld."


@transaction.atomic
def appeal_restriction(*, user_id: int, restriction_id: int, text: str, now: datetime) -> Appeal:
    """Appeal against a restriction of one's own, within the project's days from its start, also
    when it has run out; against one that nothing ends by itself, as long as it lasts.

    Records appeal.submitted. Raises NotFound, NothingToAppeal (it was lifted, or the quiz passed),
    AppealTooLate and AppealExists, which is also what calling twice gives.
    """
    known = Restriction.objects.filter(pk=restriction_id, annotator_id=user_id).first()
    if known is None:
        raise NotFound
    locked_seat(known.project_id, user_id)
    found = Restriction.objects.get(pk=restriction_id)
    if not found.is_active and found.ending != Restriction.Ending.EXPIRED:
        raise NothingToAppeal
    if found.expires_at is not None:
        _require_in_time(found.starts_at, found.project, now)
    appeal = Appeal(
        organisation_id=found.organisation_id,
        project_id=found.project_id,
        annotator_id=user_id,
        restriction=found,
    )
    return _submitted(appeal, text, now)


@transaction.atomic
def appeal_rejection(*, user_id: int, assignment_id: int, text: str, now: datetime) -> Appeal:
    """Appeal against the rejection of one's own work, in the same days. As `appeal_restriction`."""
    found = (
        Assignment.objects.select_for_update(no_key=True)
        .filter(pk=assignment_id, annotator_id=user_id)
        .first()
    )
    if found is None:
        raise NotFound
    if found.state != Assignment.State.REJECTED or found.reviewed_at is None:
        raise NothingToAppeal
    _require_in_time(found.reviewed_at, found.project, now)
    appeal = Appeal(
        organisation_id=found.organisation_id,
        project_id=found.project_id,
        annotator_id=user_id,
        assignment=found,
    )
    return _submitted(appeal, text, now)


def _require_in_time(since: datetime, project: Project, now: datetime) -> None:
    days = project.appeal_days
    if now > since + timedelta(days=days):
        raise AppealTooLate(_("An appeal comes within {n} days.").format(n=days))


def _submitted(appeal: Appeal, text: str, now: datetime) -> Appeal:
    appeal.text = text
    appeal.created_at = now
    appeal.due_at = now + timedelta(days=appeal.project.appeal_answer_days)
    try:
        with transaction.atomic():
            appeal.save(force_insert=True)
    except IntegrityError as error:
        if "_once" not in str(error):
            raise
        raise AppealExists from error
    record_appeal("submitted", appeal, actor_id=appeal.annotator_id, now=now)
    return appeal


@transaction.atomic
def withdraw_appeal(*, user_id: int, appeal_id: int, now: datetime) -> Appeal:
    """Take one's own appeal back. open | in_review -> withdrawn.

    Records appeal.withdrawn. Raises NotFound and AppealOver, also when called twice. Within the
    days to appeal another may be made.
    """
    appeal = _locked(appeal_id)
    if appeal.annotator_id != user_id:
        raise NotFound
    return close_appeal(appeal, State.WITHDRAWN, answer="", actor_id=user_id, now=now)


@transaction.atomic
def take_appeal(*, actor_id: int, appeal_id: int, now: datetime) -> Appeal:
    """Say that one looks at it. open -> in_review.

    Records appeal.taken. Raises NotFound, AppealOver and OwnDecision. Calling twice is safe; the
    last who took it is named.
    """
    appeal = _locked(appeal_id)
    require_live(appeal)
    _require_other_judge(appeal, actor_id)
    appeal.state, appeal.reviewer_id = State.IN_REVIEW, actor_id
    appeal.save(update_fields=["state", "reviewer"])
    record_appeal("taken", appeal, actor_id=actor_id, now=now)
    return appeal


@transaction.atomic
def uphold_appeal(*, actor_id: int, appeal_id: int, answer: str, now: datetime) -> Appeal:
    """The person is right: the restriction ends, or the work is accepted and paid.

    open | in_review -> upheld. Records appeal.upheld, and assignment.reinstated, or
    restriction.lifted where there is something to take back: not for a restriction that has run
    out, but for voiding whose notice has, since the work is voided still. Raises NotFound,
    OwnDecision and AppealOver, also when called twice.
    """
    appeal = _locked(appeal_id)
    require_live(appeal)
    _require_other_judge(appeal, actor_id)
    return _uphold(appeal, actor_id=actor_id, answer=answer, now=now)


@transaction.atomic
def reject_appeal(*, actor_id: int, appeal_id: int, answer: str, now: datetime) -> Appeal:
    """The decision stands, and the person is told why. open | in_review -> rejected.

    Records appeal.rejected; errors as `uphold_appeal`.
    """
    appeal = _locked(appeal_id)
    require_live(appeal)
    _require_other_judge(appeal, actor_id)
    return close_appeal(appeal, State.REJECTED, answer=answer, actor_id=actor_id, now=now)


def answer_overdue(*, now: datetime) -> int:
    """Uphold the appeals that nobody has answered in time; how many. Part of a sweep.

    Who keeps somebody from work, or from pay, owes an answer. Records as `uphold_appeal`, without
    an actor. Each is a transaction of its own. Safe to repeat and beside itself.
    """
    count = 0
    for appeal_id in overdue(now=now):
        with transaction.atomic():
            appeal = _locked(appeal_id)
            if appeal.state in LIVE:
                _uphold(appeal, actor_id=None, answer=NOBODY_ANSWERED, now=now)
                count += 1
    return count


def _uphold(appeal: Appeal, *, actor_id: int | None, answer: str, now: datetime) -> Appeal:
    against = appeal.restriction
    if against is not None and _has_effect(against):
        end_restriction(
            actor_id=actor_id,
            restriction_id=against.pk,
            ending=Restriction.Ending.APPEALED,
            reason=answer[:300],
            now=now,
        )
    if appeal.assignment is not None:
        work.reinstate_assignment(actor_id=actor_id, assignment_id=appeal.assignment.pk, now=now)
    return close_appeal(appeal, State.UPHELD, answer=answer, actor_id=actor_id, now=now)


def _has_effect(restriction: Restriction) -> bool:
    """Whether something is left to take back: work stays voided when its notice has run out."""
    return restriction.is_active or restriction.kind == Restriction.Kind.VOIDING


def _locked(appeal_id: int) -> Appeal:
    """The appeal, behind the mutex of the person's standing."""
    known = Appeal.objects.filter(pk=appeal_id).first()
    if known is None:
        raise NotFound
    locked_seat(known.project_id, known.annotator_id)
    return Appeal.objects.select_related("restriction", "assignment").get(pk=appeal_id)


def _require_other_judge(appeal: Appeal, actor_id: int) -> None:
    """Somebody else than who decided, where there is one who may."""
    decided_by = (
        appeal.restriction.created_by_id
        if appeal.restriction is not None
        else appeal.assignment.reviewed_by_id
        if appeal.assignment is not None
        else None
    )
    if appeal.annotator_id == actor_id:
        raise OwnDecision("Somebody else must answer this: it is your own appeal.")
    if decided_by == actor_id and has_other_judge(
        organisation_id=appeal.organisation_id, than=actor_id, appellant_id=appeal.annotator_id
    ):
        raise OwnDecision
