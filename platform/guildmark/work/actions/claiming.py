"""Taking the next task. The protocol is in `sql/claim.sql`; here is what surrounds it."""

import time
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from math import ceil
from typing import Any

from django.db import connection

from guildmark.core.said import from_column
from guildmark.work.actions.seats import refresh_seat, require_seat
from guildmark.work.models import Seat, Task
from guildmark.work.queries.leases import (
    MAX_EXTENSIONS,
    AnswerFrame,
    Lease,
    LeasedItem,
    keep_frame,
    lease,
)
from guildmark.work.reasons import WHY_EMPTY

BUSY_TRIES = 6
BUSY_SECONDS = 0.05
MAX_CALLS = 2_000  # 256 tasks a call: half a million tasks the person has had


@dataclass(frozen=True, slots=True)
class Empty:
    """There is nothing to do, and why; `is_restricted` where somebody, or a rule, decided so."""

    reason: str
    detail: str
    retry_after_seconds: int | None
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    """A row of `work_claim`."""

    outcome: str
    detail: str | None
    retry_at: datetime | None
    is_new: bool | None
    lease_columns: tuple[Any, ...]  # as the function returns them


REFRESHED = ("not_eligible", "other_audience")


def claim_next(
    *, user_id: int, project_id: int, is_prefetch: bool = False, now: datetime
) -> Lease | Empty:
    """Lease the next task of a project to a person, or say why there is none.

    With `is_prefetch` the one after the task in hand: the next claim without it promotes that
    lease, with its time anew. A live lease of the person there is answered again, so calling twice
    is safe. Raises NotFound when the project is none of the person's business. Each try is a
    transaction of its own: inside a caller's transaction a task locked by somebody else stays
    locked for every try.
    """
    ask = partial(_claim, user_id=user_id, project_id=project_id, is_prefetch=is_prefetch, now=now)
    answer = ask()
    if answer.outcome == "no_seat":
        require_seat(user_id=user_id, project_id=project_id, now=now)
        answer = ask()
    elif answer.outcome in REFRESHED:
        # what made the person eligible may be so new that its event is still on the way
        seat, has_changed = refresh_seat(user_id=user_id, project_id=project_id, now=now)
        if seat is not None and (seat.blocked_reason or seat.ineligible_reason):
            return _kept_out(seat, now=now)
        if has_changed or answer.outcome == "not_eligible":
            answer = ask()
    if answer.lease_columns:
        return _lease(answer, user_id=user_id, project_id=project_id)
    if answer.outcome == "not_eligible":
        seat = Seat.objects.get(annotator_id=user_id, project_id=project_id)
        return replace(_kept_out(seat, now=now), detail=_said(answer))
    return _empty(answer, now=now)


def _kept_out(seat: Seat, *, now: datetime) -> Empty:
    """Who is paused is told until when, where there is an end."""
    is_blocked = bool(seat.blocked_reason)
    return Empty(
        "not_eligible",
        seat.blocked_reason or seat.ineligible_reason,
        _seconds_until(seat.blocked_until if is_blocked else None, now),
        is_restricted=is_blocked,
    )


def _claim(*, user_id: int, project_id: int, is_prefetch: bool, now: datetime) -> _Answer:
    """Call until the answer is final: on while there is more to walk, and a little for locks."""
    busy_count = 0
    for _ in range(MAX_CALLS):
        answer = _call(user_id=user_id, project_id=project_id, is_prefetch=is_prefetch, now=now)
        if answer.outcome == "busy":
            busy_count += 1
            if busy_count == BUSY_TRIES:
                break
            time.sleep(BUSY_SECONDS)
        elif answer.outcome != "searching":
            return answer
    return _Answer("all_leased", None, None, None, ())


def _call(*, user_id: int, project_id: int, is_prefetch: bool, now: datetime) -> _Answer:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM work_claim(%s, %s, %s, %s)", [user_id, project_id, now, is_prefetch]
        )
        row = cursor.fetchone()
    outcome, detail, retry_at, is_new, *columns = row
    is_leased = columns[0] is not None
    return _Answer(outcome, detail, retry_at, is_new, tuple(columns) if is_leased else ())


def _lease(answer: _Answer, *, user_id: int, project_id: int) -> Lease:
    (
        assignment_id, task_id, lease_expires_at, extensions, amount_minor, currency,
        schema_version_id, guideline_version_id, step, project_name, teaches, *item,
    ) = answer.lease_columns  # fmt: skip
    shown = LeasedItem(*item)
    keep_frame(
        AnswerFrame(step, schema_version_id, shown.width_px, shown.height_px, teaches),
        user_id=user_id,
        assignment_id=assignment_id,
    )
    if not answer.is_new or step == Task.Step.VERIFY:  # it may have a draft, or shows a label
        return lease(user_id=user_id, assignment_id=assignment_id)
    return Lease(
        assignment_id=assignment_id,
        task_id=task_id,
        project_id=project_id,
        project_name=project_name,
        item=shown,
        step=step,
        state="leased",
        lease_expires_at=lease_expires_at,
        extensions_left=MAX_EXTENSIONS - extensions,
        amount_minor=amount_minor,
        currency=currency,
        schema_version_id=schema_version_id,
        guideline_version_id=guideline_version_id,
        draft=None,
    )


def _empty(answer: _Answer, *, now: datetime) -> Empty:
    retry = _seconds_until(answer.retry_at, now)
    if retry is None and answer.outcome == "all_leased":
        retry = 1
    return Empty(reason=answer.outcome, detail=_said(answer), retry_after_seconds=retry)


def _said(answer: _Answer) -> str:
    return from_column(answer.detail) if answer.detail else WHY_EMPTY[answer.outcome]


def _seconds_until(moment: datetime | None, now: datetime) -> int | None:
    return None if moment is None else max(1, ceil((moment - now).total_seconds()))
