"""Asking to be let in, and the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from guildmark.accounts.models import User
from guildmark.communities.actions.memberships import let_in, may_discover, require_met
from guildmark.communities.actions.seats import require_seat
from guildmark.communities.errors import (
    AlreadyMember,
    ApplicationOver,
    ApplicationTooSoon,
    ApplicationWaiting,
    CommunityClosed,
    NotAskedForApplications,
    WasRemoved,
)
from guildmark.communities.models import Application, Community, Membership
from guildmark.core.errors import FieldProblem, NotFound, Refusal, WrongInput
from guildmark.events.actions import record

State = Application.State
#: Who is not answered for so long is told that nobody did, and may apply again.
WAITS_FOR = timedelta(days=30)
CHUNK = 100
#: Between a refusal and the next application; who withdraws may ask anew, not without end.
RESTS_FOR = timedelta(days=1)
MOST_A_DAY = 3


@transaction.atomic
def apply(*, user_id: int, community_id: int, answers: Sequence[str], now: datetime) -> Application:
    """Ask to be let in, with an answer to each question. Records application.submitted.

    Raises NotFound (also when the person may not know of the community), CommunityClosed,
    NotAskedForApplications, AlreadyMember, WasRemoved, CriteriaNotMet, QuotaFull,
    ApplicationWaiting, ApplicationTooSoon and WrongInput.
    """
    community = Community.objects.filter(pk=community_id).first()
    if community is None or not may_discover(user_id=user_id, community_id=community_id):
        raise NotFound
    if community.is_closed:
        raise CommunityClosed
    if community.joining != Community.Joining.APPLY:
        raise NotAskedForApplications
    _require_outside(community, user_id)
    require_met(user_id=user_id, community_id=community_id)
    require_seat(community, user_id)  # without a lock: whoever lets them in asks again
    _require_rest(community, user_id, now)
    application = Application(
        community=community,
        user_id=user_id,
        answers=_answered(community.questions, answers),
        created_at=now,
    )
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError as error:
        if "application_waiting_once" not in str(error):
            raise
        raise ApplicationWaiting from error
    _record("application.submitted", application, actor_id=user_id, now=now)
    return application


def _require_outside(community: Community, user_id: int) -> None:
    held = Membership.objects.filter(community=community, user_id=user_id).first()
    if held is None or held.state == Membership.State.LEFT:
        return
    raise WasRemoved if held.state == Membership.State.REMOVED else AlreadyMember


def _require_rest(community: Community, user_id: int, now: datetime) -> None:
    mine = Application.objects.filter(community=community, user_id=user_id)
    since = now - RESTS_FOR
    if mine.filter(state=State.DECLINED, decided_at__gt=since).exists():
        raise ApplicationTooSoon
    if mine.exclude(state=State.SUBMITTED).filter(created_at__gt=since).count() >= MOST_A_DAY:
        raise ApplicationTooSoon


def _answered(questions: Sequence[str], answers: Sequence[str]) -> list[dict[str, str]]:
    """Each question with its answer, as they stand when it was asked."""
    given = [*answers, *[""] * len(questions)][: len(questions)]
    problems = tuple(
        FieldProblem(f"answers[{place}]", "required", "Answer this question.")
        for place, answer in enumerate(given)
        if not answer.strip()
    )
    if problems:
        raise WrongInput(errors=problems)
    return [
        {"question": question, "answer": answer.strip()}
        for question, answer in zip(questions, given, strict=True)
    ]


@transaction.atomic
def accept_application(
    *, actor_id: int, application_id: int, reason: str, now: datetime
) -> Application:
    """Let the person in. Records application.accepted and membership.joined.

    Raises NotFound, ApplicationOver, CommunityClosed, QuotaFull, and CriteriaNotMet when they meet
    them no longer.
    """
    application = _waiting(application_id)
    let_in(community=application.community, user_id=application.user_id, actor_id=actor_id, now=now)
    return _decide(application, State.ACCEPTED, reason, actor_id=actor_id, now=now)


@transaction.atomic
def decline_application(
    *, actor_id: int, application_id: int, reason: str, now: datetime
) -> Application:
    """Say no, with the reason the person is told. Records application.declined.

    Raises NotFound and ApplicationOver. They may apply again a day later.
    """
    application = _waiting(application_id)
    return _decide(application, State.DECLINED, reason, actor_id=actor_id, now=now)


@dataclass(frozen=True)
class Decided:
    """What became of one of several; `problem` is empty where it was decided as was asked."""

    application_id: int
    problem: str


@transaction.atomic
def decide_applications(
    *,
    actor_id: int,
    community_id: int,
    application_ids: Sequence[int],
    is_accepted: bool,
    reason: str,
    now: datetime,
) -> list[Decided]:
    """Answer several applications to one community alike, in the order given.

    Each stands for itself, as `accept_application` or `decline_application`: one that is refused
    says why and keeps no other from its answer. Called twice, the second says of each that it has
    been answered. All that they take is locked before the first of them, in the order of `let_in`.
    """
    decide = accept_application if is_accepted else decline_application
    known = _lock_asked(community_id, application_ids)
    decided = []
    for pk in dict.fromkeys(application_ids):
        problem = NotFound.title
        if pk in known:
            problem = _refused(decide, actor_id=actor_id, application_id=pk, reason=reason, now=now)
        decided.append(Decided(pk, problem))
    return decided


def _lock_asked(community_id: int, application_ids: Sequence[int]) -> set[int]:
    """Hold the applications there are, their people, the community and those who were in before.

    One after the other they would be held in an order that somebody who comes in alone, or who is
    judged anew, crosses. Returns the ids of the applications.
    """
    own = Application.objects.select_for_update(of=("self",)).order_by("pk")
    asked = own.filter(community_id=community_id, pk__in=application_ids)
    people = dict(asked.values_list("pk", "user_id"))
    users = User.objects.select_for_update(no_key=True).filter(pk__in=people.values())
    list(users.order_by("pk").values_list("pk"))
    list(Community.objects.select_for_update(no_key=True).filter(pk=community_id).values_list("pk"))
    held = Membership.objects.select_for_update(of=("self",)).filter(community_id=community_id)
    list(held.filter(user_id__in=people.values()).order_by("pk").values_list("pk"))
    return set(people)


# Any: of both actions.
def _refused(decide: Callable[..., object], **asked: Any) -> str:
    """Why it was refused, or nothing."""
    try:
        decide(**asked)  # within a savepoint: what is refused leaves nothing behind
    except Refusal as refusal:
        return refusal.detail
    return ""


@transaction.atomic
def withdraw_application(*, user_id: int, application_id: int, now: datetime) -> Application:
    """Take it back. Records application.withdrawn. Raises NotFound and ApplicationOver."""
    application = _waiting(application_id)
    if application.user_id != user_id:
        raise NotFound
    return _decide(application, State.WITHDRAWN, "", actor_id=user_id, now=now)


@transaction.atomic
def expire_applications(*, now: datetime) -> int:
    """End what nobody answered in WAITS_FOR, a chunk of it; how many. Safe beside itself.

    Records application.expired for each.
    """
    over = list(
        Application.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(state=State.SUBMITTED, created_at__lte=now - WAITS_FOR)
        .select_related("community")
        .order_by("created_at")[:CHUNK]
    )
    for application in over:
        _decide(application, State.EXPIRED, "", actor_id=None, now=now)
    return len(over)


def _waiting(application_id: int) -> Application:
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("community", "user")
        .filter(pk=application_id)
        .first()
    )
    if application is None:
        raise NotFound
    if application.state != State.SUBMITTED:
        raise ApplicationOver
    return application


def _decide(
    application: Application,
    state: Application.State,
    reason: str,
    *,
    actor_id: int | None,
    now: datetime,
) -> Application:
    application.state, application.reason = state, reason
    application.decided_at, application.decided_by_id = now, actor_id
    application.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    _record(f"application.{state.value}", application, actor_id=actor_id, now=now)
    return application


def _record(name: str, application: Application, *, actor_id: int | None, now: datetime) -> None:
    record(
        name=name,
        payload={
            "application_id": application.pk,
            "community_id": application.community_id,
            "user_id": application.user_id,
            "reason": application.reason,
        },
        actor_id=actor_id,
        organisation_id=application.community.organisation_id,
        now=now,
    )
