"""Qualifications: granted, run out, made stale by a new guideline, suspended and given back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from concord.sentences import Sentence
from guildmark.communities import queries as communities
from guildmark.core.errors import NotFound
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.projects.queries import published_guideline
from guildmark.training.actions.records import record_of
from guildmark.training.errors import NotAMember, NotReady
from guildmark.training.models import Attempt, Qualification
from guildmark.training.queries import plan

CHUNK = 500
State = Qualification.State


def grant_qualification(*, attempt: Attempt, now: datetime) -> Qualification | None:
    """What a passed attempt earns, for the guideline's major version. Called inside an action.

    Records qualification.granted. A qualification that has ended is granted anew; where the newest
    one was taken back for good while the person sat there, nothing is. Passed for a major version
    that is in force no more, it is stale.
    """
    project, major = attempt.project, attempt.guideline_version.major
    newest = (
        Qualification.objects.select_for_update(of=("self",))
        .filter(user_id=attempt.user_id, project=project, guideline_major__lte=major)
        .order_by("-guideline_major")
        .first()
    )
    if newest is not None and newest.state == State.REVOKED:
        return None
    qualification, _ = Qualification.objects.update_or_create(
        user_id=attempt.user_id,
        project=project,
        guideline_major=major,
        defaults={
            "state": _state_for(project.pk, major),
            "attempt": attempt,
            "granted_by": None,
            "reason": "",
            "granted_at": now,
            "expires_at": now + timedelta(days=plan(project.pk).valid_days),
        },
    )
    _record("qualification.granted", qualification, actor_id=attempt.user_id, now=now)
    return qualification


def _state_for(project_id: int, major: int) -> Qualification.State:
    in_force = published_guideline(project_id)
    is_old = in_force is not None and in_force.major > major
    return State.STALE if is_old else State.GRANTED


@transaction.atomic
def extend_qualification(*, qualification_id: int, worked_at: datetime, now: datetime) -> bool:
    """Let a granted qualification end `valid_days` after the last accepted work; was it changed?

    It never ends earlier than before. Records qualification.extended. Safe to repeat.
    """
    held = (
        Qualification.objects.select_for_update(of=("self",))
        .select_related("project")
        .get(pk=qualification_id)
    )
    expires_at = worked_at + timedelta(days=plan(held.project_id).valid_days)
    if held.state != State.GRANTED or expires_at <= held.expires_at:
        return False
    held.expires_at = expires_at
    held.save(update_fields=["expires_at"])
    _record("qualification.extended", held, actor_id=None, now=now)
    return True


@transaction.atomic
def warn_of_end(*, qualification_id: int, now: datetime) -> bool:
    """Let the person know that a granted qualification ends; False where they were warned of it.

    Records qualification.ending, of which they are told. Once for each end: what is given time anew
    can be warned of again. Safe to repeat and beside itself.
    """
    held = (
        Qualification.objects.select_for_update(of=("self",))
        .select_related("project")
        .get(pk=qualification_id)
    )
    if held.state != State.GRANTED or held.expires_at <= now or held.is_ending:
        return False
    held.warned_of = held.expires_at
    held.save(update_fields=["warned_of"])
    record_of(
        held.project,
        "qualification.ending",
        actor_id=None,
        now=now,
        qualification_id=held.pk,
        user_id=held.user_id,
        ends_at=held.expires_at.isoformat(),
    )
    return True


@transaction.atomic
def expire_qualifications(
    *, now: datetime, only: Collection[int] | None = None, limit: int = CHUNK
) -> int:
    """Close granted qualifications whose time is up; how many. Records qualification.changed each.

    They count no more from that moment on in any case: this writes it down. With `only`, of these
    ids. Safe to repeat and beside itself.
    """
    due = (
        Qualification.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=State.GRANTED, expires_at__lte=now)
        .select_related("project")
        .order_by("pk")
    )
    if only is not None:
        due = due.filter(pk__in=only)
    return _end(list(due[:limit]), _Move(State.EXPIRED, ""), now=now)


@transaction.atomic
def make_qualifications_stale(*, project_id: int, now: datetime, limit: int = CHUNK) -> int:
    """End what was granted for an older major guideline version; how many, at most `limit`.

    Call again until it is 0. Records qualification.changed each. Safe to repeat.
    """
    project = Project.objects.get(pk=project_id)
    in_force = GuidelineVersion.objects.filter(
        project=project, state=GuidelineVersion.State.PUBLISHED
    ).first()
    if in_force is None:
        return 0
    due = (
        Qualification.objects.select_for_update(of=("self",))
        .filter(project=project, state=State.GRANTED, guideline_major__lt=in_force.major)
        .select_related("project")
        .order_by("pk")[:limit]
    )
    reason = Sentence("The guideline changed to version {number}.", number=in_force.number)
    return _end(list(due), _Move(State.STALE, reason), now=now)


@transaction.atomic
def suspend_qualification(
    *,
    actor_id: int | None,
    user_id: int,
    project_id: int,
    reason: str,
    is_by_hand: bool = True,
    now: datetime,
) -> bool:
    """Take a granted qualification away until the quiz is passed again; was there one?

    granted -> suspended, with the reason the person is shown. Passing the quiz grants it anew.
    `is_by_hand` is false where a restriction tells the person of it. Records
    qualification.changed. Calling twice is safe.
    """
    held = _locked(user_id, project_id, (State.GRANTED,))
    move = _Move(State.SUSPENDED, reason, actor_id=actor_id, is_by_hand=is_by_hand)
    return _end(held, move, now=now) > 0


@transaction.atomic
def restore_qualification(
    *,
    actor_id: int | None,
    user_id: int,
    project_id: int,
    is_by_hand: bool = True,
    now: datetime,
) -> bool:
    """Give a suspended qualification back with the end it had; was there one?

    suspended -> granted, or stale where a new major version came meanwhile. `is_by_hand` as for
    `suspend_qualification`. Records qualification.changed. Calling twice is safe.
    """
    held = _locked(user_id, project_id, (State.SUSPENDED,))
    for one in held:
        state = _state_for(project_id, one.guideline_major)
        _end([one], _Move(state, "", actor_id=actor_id, is_by_hand=is_by_hand), now=now)
    return bool(held)


@transaction.atomic
def revoke_qualification(
    *, actor_id: int, user_id: int, project_id: int, reason: str, now: datetime
) -> bool:
    """Take a qualification away for good: no quiz gives it back, a manager may. Was there one?

    granted | suspended | stale | expired -> revoked, with the reason the person is shown. Records
    qualification.changed. Calling twice is safe.
    """
    sources = (State.GRANTED, State.SUSPENDED, State.STALE, State.EXPIRED)
    held = _locked(user_id, project_id, sources)
    return _end(held, _Move(State.REVOKED, reason, actor_id=actor_id, is_by_hand=True), now=now) > 0


@transaction.atomic
def grant_by_hand(
    *, actor_id: int, user_id: int, project_id: int, reason: str, now: datetime
) -> Qualification:
    """Qualify a member without the quiz, for the guideline in force, with a reason.

    Whatever it was before becomes granted, `valid_days` long. Records qualification.granted.
    Raises NotFound, NotReady (no guideline is published) and NotAMember. Safe twice.
    """
    project = Project.objects.filter(pk=project_id).first()
    if project is None:
        raise NotFound
    in_force = published_guideline(project_id)
    if in_force is None:
        raise NotReady("Publish the guideline first: a qualification is for a version of it.")
    community_id = project.community_id
    if community_id is None or not communities.is_active_member(
        user_id=user_id, community_id=community_id
    ):
        raise NotAMember
    held, _ = Qualification.objects.update_or_create(
        user_id=user_id,
        project=project,
        guideline_major=in_force.major,
        defaults={
            "state": State.GRANTED,
            "attempt": None,
            "granted_by_id": actor_id,
            "reason": reason,
            "granted_at": now,
            "expires_at": now + timedelta(days=plan(project_id).valid_days),
        },
    )
    _record("qualification.granted", held, actor_id=actor_id, is_by_hand=True, now=now)
    return held


def _locked(
    user_id: int, project_id: int, sources: Sequence[Qualification.State]
) -> list[Qualification]:
    return list(
        Qualification.objects.select_for_update(of=("self",))
        .select_related("project")
        .filter(user_id=user_id, project_id=project_id, state__in=sources)
        .order_by("pk")
    )


@dataclass(frozen=True)
class _Move:
    """What becomes of qualifications, why, and by whom."""

    state: Qualification.State
    reason: str
    actor_id: int | None = None
    is_by_hand: bool = False


def _end(qualifications: list[Qualification], move: _Move, *, now: datetime) -> int:
    for qualification in qualifications:
        qualification.state, qualification.reason = move.state, move.reason
        qualification.save(update_fields=["state", "reason"])
        _record(
            "qualification.changed",
            qualification,
            actor_id=move.actor_id,
            is_by_hand=move.is_by_hand,
            now=now,
        )
    return len(qualifications)


def _record(
    name: str,
    qualification: Qualification,
    *,
    actor_id: int | None,
    is_by_hand: bool = False,
    now: datetime,
) -> None:
    record_of(
        qualification.project,
        name,
        actor_id=actor_id,
        now=now,
        qualification_id=qualification.pk,
        user_id=qualification.user_id,
        state=qualification.state,
        guideline_major=qualification.guideline_major,
        reason=qualification.reason,
        is_by_hand=is_by_hand,
    )
