"""Somebody says that a visible known answer is wrong, and is answered. Lock order: gold first."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guildmark.core.errors import NotFound
from guildmark.core.states import state_word
from guildmark.quality import queries
from guildmark.quality.actions.correcting import correct_gold_item
from guildmark.quality.actions.gold import (
    activate_gold_item,
    retire_gold_item,
    suspend_gold_item,
)
from guildmark.quality.actions.history import announce, locked
from guildmark.quality.errors import ContestConflict, ContestExists, GoldStateConflict, OwnDecision
from guildmark.quality.models import GoldContest, GoldItem

State = GoldContest.State
CONTESTED = gettext_noop("People contest it.")
#: Why, while it was always two of them.
CONTESTED_BEFORE = gettext_noop("Two people contest it.")


@transaction.atomic
def contest_gold(*, user_id: int, assignment_id: int, reason: str, now: datetime) -> GoldContest:
    """Contest the known answer of visible gold one has answered; enough people suspend the item.

    Records gold_item.contested. Raises NotFound (also for hidden gold, and for what is no gold),
    GoldStateConflict (not used any more) and ContestExists, also when called twice.
    """
    met = queries.visible_gold(user_id=user_id, assignment_id=assignment_id)
    if met is None:
        raise NotFound
    gold = locked(met.gold.pk)
    if gold.state not in {GoldItem.State.ACTIVE, GoldItem.State.SUSPENDED}:
        raise GoldStateConflict("This known answer is not used any more.")
    contest = GoldContest(
        gold_item=gold,
        project_id=gold.project_id,
        submission=met.submission,
        annotator_id=user_id,
        reference_version=gold.reference_version,
        reason=reason,
        contested_at=now,
    )
    _insert(contest)
    announce(gold, "contested", actor_id=user_id, now=now, gold_contest_id=contest.pk)
    if gold.state == GoldItem.State.ACTIVE and _open_of(gold) >= gold.project.gold_contests:
        suspend_gold_item(actor_id=None, gold_item_id=gold.pk, reason=CONTESTED, now=now)
    return contest


def _insert(contest: GoldContest) -> None:
    try:
        with transaction.atomic():
            contest.save(force_insert=True)
    except IntegrityError as error:
        if "gold_contest_once" not in str(error):
            raise
        raise ContestExists from error


def _open_of(gold: GoldItem) -> int:
    """Open contests: each is of somebody else, by the unique constraint."""
    return gold.contests.filter(state=State.OPEN, reference_version=gold.reference_version).count()


@transaction.atomic
def withdraw_contest(*, user_id: int, gold_contest_id: int, now: datetime) -> GoldContest:
    """open -> withdrawn, by who made it. Records gold_item.contest_withdrawn.

    An item that contests suspended is in use again when none is left. Raises NotFound, and
    ContestConflict, also when called twice.
    """
    gold, contest = _held(gold_contest_id, annotator_id=user_id)
    _end(contest, State.WITHDRAWN, "", user_id, now)
    announce(gold, "contest_withdrawn", actor_id=user_id, now=now, gold_contest_id=contest.pk)
    _trust_again(gold, actor_id=user_id, now=now)
    return contest


@transaction.atomic
def reject_contest(
    *, actor_id: int, gold_contest_id: int, answer: str, now: datetime
) -> GoldContest:
    """open -> rejected: the known answer stands, and the sentence says why.

    Records gold_item.contest_rejected. As `withdraw_contest` otherwise, and raises OwnDecision.
    """
    gold, contest = _held(gold_contest_id)
    _require_other_judge(contest, actor_id)
    _end(contest, State.REJECTED, answer, actor_id, now)
    announce(gold, "contest_rejected", actor_id=actor_id, now=now, gold_contest_id=contest.pk)
    _trust_again(gold, actor_id=actor_id, now=now)
    return contest


@transaction.atomic
def uphold_contest(
    *,
    actor_id: int,
    gold_contest_id: int,
    answer: str,
    reference: dict[str, Any] | None = None,  # the JSON of an annotation document
    now: datetime,
) -> GoldContest:
    """open -> upheld, with every other open contest of the item: the known answer was wrong.

    With a `reference` it is corrected, and everybody's answer is held against that; without one
    the item is retired and its scores do not count. Records gold_item.contest_upheld. Raises
    NotFound, OwnDecision, WrongReference, GoldStateConflict and ContestConflict, also when called
    twice.
    """
    gold, contest = _held(gold_contest_id)
    _require_other_judge(contest, actor_id)
    for one in gold.contests.select_for_update().filter(state=State.OPEN).order_by("pk"):
        _end(one, State.UPHELD, answer, actor_id, now)
        announce(gold, "contest_upheld", actor_id=actor_id, now=now, gold_contest_id=one.pk)
    if reference is not None:
        correct_gold_item(
            actor_id=actor_id, gold_item_id=gold.pk, reference=reference, reason=answer, now=now
        )
    else:
        if gold.state == GoldItem.State.ACTIVE:
            suspend_gold_item(actor_id=actor_id, gold_item_id=gold.pk, reason=answer, now=now)
        if gold.state != GoldItem.State.RETIRED:
            retire_gold_item(actor_id=actor_id, gold_item_id=gold.pk, reason=answer, now=now)
    contest.refresh_from_db()
    return contest


def _require_other_judge(contest: GoldContest, actor_id: int) -> None:
    if contest.annotator_id == actor_id:
        raise OwnDecision("Somebody else must answer this: it is your own contest.")


def _held(gold_contest_id: int, *, annotator_id: int | None = None) -> tuple[GoldItem, GoldContest]:
    """An open contest and its item, both locked. Raises NotFound and ContestConflict."""
    rows = GoldContest.objects.filter(pk=gold_contest_id)
    if annotator_id is not None:
        rows = rows.filter(annotator_id=annotator_id)
    gold_item_id = rows.values_list("gold_item_id", flat=True).first()
    if gold_item_id is None:
        raise NotFound
    gold = locked(gold_item_id)
    contest = rows.select_for_update().get()
    if contest.state != State.OPEN:
        raise ContestConflict(_("It is {state}.").format(state=state_word(contest.state)))
    return gold, contest


def _end(
    contest: GoldContest, state: GoldContest.State, answer: str, actor_id: int, now: datetime
) -> None:
    contest.state = state
    contest.answer = answer
    contest.answered_at = now
    contest.answered_by_id = actor_id
    contest.save(update_fields=["state", "answer", "answered_at", "answered_by"])


def _trust_again(gold: GoldItem, *, actor_id: int, now: datetime) -> None:
    """An item that only contests have suspended comes back when none is left."""
    is_theirs = gold.state_reason in {CONTESTED, CONTESTED_BEFORE}
    if gold.state == GoldItem.State.SUSPENDED and is_theirs and _open_of(gold) == 0:
        activate_gold_item(actor_id=actor_id, gold_item_id=gold.pk, now=now)
