"""Coming in, leaving, and no longer meeting what is asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from guildmark.accounts.models import User
from guildmark.communities.actions.seats import (
    NO_SEAT,
    lock_quotas,
    require_seat,
    without_seat,
)
from guildmark.communities.errors import (
    CommunityClosed,
    CriteriaNotMet,
    JoiningClosed,
    QuotaFull,
    WasRemoved,
)
from guildmark.communities.models import Community, Membership
from guildmark.communities.queries import (
    criteria_of,
    eligible_ids,
    explain,
    is_in,
    meets,
    with_a_free_seat,
)
from guildmark.core.errors import FieldProblem, NotFound, StateConflict
from guildmark.events.actions import record

State = Membership.State
CHUNK = 1000
NO_LONGER_MET = "You do not meet what the community asks any more"
OTHERS_NOT_MET = "They do not meet what the community asks any more."


@transaction.atomic
def join(*, user_id: int, community_id: int, now: datetime) -> Membership:
    """Come in, or come back. Records membership.joined.

    Raises NotFound (also when the person may not know of the community), CriteriaNotMet,
    CommunityClosed, JoiningClosed, QuotaFull and WasRemoved. Joining twice changes and records
    nothing. Who is in and lost their place is judged anew, however others come in:
    membership.changed.
    """
    community = Community.objects.filter(pk=community_id).first()
    if community is None or not may_discover(user_id=user_id, community_id=community_id):
        raise NotFound
    community = _lock_way_in(user_id=user_id, community_id=community_id)
    _require_open(community, user_id)
    require_met(user_id=user_id, community_id=community_id)
    is_inside = is_in(user_id=user_id, community_id=community_id)
    if community.joining != Community.Joining.OPEN and not is_inside:
        raise JoiningClosed(_HOW_ELSE[community.joining])
    return _come_in(community, user_id=user_id, actor_id=user_id, now=now)


_HOW_ELSE: Mapping[str, str] = {
    Community.Joining.APPLY: "This community takes members by application",
    Community.Joining.INVITE: "This community takes members by invitation",
}


def _require_open(community: Community, user_id: int) -> None:
    """Raise CommunityClosed for who is not in."""
    if community.is_closed and not is_in(user_id=user_id, community_id=community.pk):
        raise CommunityClosed


def may_discover(*, user_id: int, community_id: int) -> bool:
    """Whether the person may know of it."""
    return meets(user_id=user_id, community_ids=[community_id])[community_id].discover


def require_met(*, user_id: int, community_id: int, is_told: bool = True) -> None:
    """Raise CriteriaNotMet, with what is missing, where the person may not take work.

    `is_told` is false where somebody else reads it, who does not see what is missing.
    """
    if meets(user_id=user_id, community_ids=[community_id])[community_id].take:
        return
    if not is_told:
        raise CriteriaNotMet(OTHERS_NOT_MET)
    raise _not_met(user_id=user_id, community_id=community_id)


def let_in(*, community: Community, user_id: int, actor_id: int, now: datetime) -> Membership:
    """Make or revive the membership. Part of an action; records membership.joined.

    Who left while paused comes back paused. Who is in without a place takes the one that is free
    now and is active again, which is recorded as the change of their state. Raises CommunityClosed,
    CriteriaNotMet, WasRemoved and QuotaFull. Who is in otherwise stays as they are, and nothing is
    recorded.
    """
    community = _lock_way_in(user_id=user_id, community_id=community.pk)
    _require_open(community, user_id)
    require_met(user_id=user_id, community_id=community.pk, is_told=actor_id == user_id)
    return _come_in(community, user_id=user_id, actor_id=actor_id, now=now)


def _come_in(community: Community, *, user_id: int, actor_id: int, now: datetime) -> Membership:
    """As `let_in`, for somebody who meets the criteria, with the way in locked.

    Who is in without a place takes one, or QuotaFull is raised.
    """
    own = Membership.objects.select_for_update(of=("self",)).select_related("community")
    held = own.filter(community=community, user_id=user_id).first()
    if held is not None and held.state == State.REMOVED:
        raise WasRemoved
    if held is not None and held.state == State.INELIGIBLE:
        if without_seat(community, [held]):
            raise QuotaFull
        _hold_against(held, "", actor_id=actor_id, reason="", now=now)
    if held is not None and held.state != State.LEFT:
        return held
    stratum = require_seat(community, user_id)
    if held is None:
        held = Membership.objects.create(
            community=community, user_id=user_id, stratum=stratum, joined_at=now, changed_at=now
        )
    else:
        held.stratum = stratum
        held.save(update_fields=["stratum"])
        _move(held, State.PAUSED if held.is_held else State.ACTIVE, reason=held.reason, now=now)
    _record("membership.joined", held, community, actor_id=actor_id, now=now)
    return held


def _lock_way_in(*, user_id: int, community_id: int) -> Community:
    """Hold a person's answers and a community's criteria still until somebody is in, or not."""
    User.objects.select_for_update(no_key=True).get(pk=user_id)
    return Community.objects.select_for_update(no_key=True).get(pk=community_id)


def _not_met(*, user_id: int, community_id: int) -> CriteriaNotMet:
    asked = explain(user_id=user_id, community_id=community_id)
    return CriteriaNotMet(
        errors=tuple(
            FieldProblem(f"traits.{clause.trait_keys[0]}", "not_met", clause.sentence)
            for clause in asked
            if not clause.is_met
        )
    )


def locked_membership(community_id: int, user_id: int) -> Membership:
    """Somebody's row in a community, locked. Raises NotFound."""
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("community")
        .filter(community_id=community_id, user_id=user_id)
        .first()
    )
    if membership is None:
        raise NotFound
    return membership


@transaction.atomic
def leave(*, user_id: int, community_id: int, now: datetime) -> Membership:
    """Go out. Records membership.left. Raises NotFound. Leaving twice changes nothing.

    A pause is kept, with its reason: who comes back is paused.
    """
    membership = locked_membership(community_id, user_id)
    if membership.state in {State.LEFT, State.REMOVED}:
        return membership
    membership.is_held = membership.state == State.PAUSED
    membership.save(update_fields=["is_held"])
    reason = membership.reason if membership.is_held else ""
    _move(membership, State.LEFT, reason=reason, now=now)
    _record("membership.left", membership, membership.community, actor_id=user_id, now=now)
    return membership


@transaction.atomic
def manage_member(
    *,
    actor_id: int,
    community_id: int,
    user_id: int,
    state: str | None = None,
    reason: str = "",
    note: str | None = None,
    tags: list[str] | None = None,
    now: datetime,
) -> Membership:
    """Pause, bring back or remove a member, with a reason they are shown; keep notes on them.

    `note` and `tags` are for the staff alone. Records membership.changed where the state does.
    Who is brought back is held against the criteria at once. Raises NotFound, CommunityClosed where
    somebody who was removed is brought back into one, and StateConflict for somebody who left by
    themselves or is to be paused once removed. Twice changes nothing.
    """
    if state == State.ACTIVE:
        lock_quotas([community_id])
    membership = locked_membership(community_id, user_id)
    if note is not None:
        membership.note = note
    if tags is not None:
        membership.tags = sorted(set(tags))
    membership.save(update_fields=["note", "tags"])
    if state is None or state == membership.state:
        return membership
    if membership.state == State.LEFT:
        raise StateConflict("They left by themselves: only they can come back.")
    if membership.state == State.REMOVED and state == State.PAUSED:
        raise StateConflict("They were removed: bring them back first.")
    if membership.state == State.REMOVED and membership.community.is_closed:
        raise CommunityClosed
    if state == State.ACTIVE:
        why_not = _why_not_active([membership])[membership.pk]
        _hold_against(membership, why_not, actor_id=actor_id, reason=reason, now=now)
        return membership
    _move(membership, State(state), reason=reason, now=now)
    _record("membership.changed", membership, membership.community, actor_id=actor_id, now=now)
    return membership


@transaction.atomic
def reevaluate(
    *, community_id: int, now: datetime, after_membership_id: int = 0, limit: int = CHUNK
) -> int | None:
    """Hold the members of one chunk against the criteria in force; where the next chunk begins.

    None after the last one. Active members who no longer meet them become ineligible, ineligible
    ones who do become active again. Records membership.changed for each. Safe to run twice,
    late, and beside itself.
    """
    judged = Membership.objects.filter(state__in=[State.ACTIVE, State.INELIGIBLE])
    return _settle_chunk(judged, community_id, after_membership_id, limit, now=now)


@transaction.atomic
def fill_seats(
    *, community_id: int, now: datetime, after_membership_id: int = 0, limit: int = CHUNK
) -> int | None:
    """As `reevaluate`, for those alone who wait inside for a place of the quota, since one is free.

    Who came in first is the first to go on. Those alone are looked at whose answer has a free seat:
    where there is none, or no quota, this ends at once. Whoever gives one up later is an event of
    their own, so counting before the lock misses nobody.
    """
    community = Community.objects.get(pk=community_id)
    waiting = with_a_free_seat(community).filter(reason=NO_SEAT)
    if not waiting.exists():
        return None
    return _settle_chunk(waiting, community_id, after_membership_id, limit, now=now)


def _settle_chunk(
    members: QuerySet[Membership],
    community_id: int,
    after_membership_id: int,
    limit: int,
    *,
    now: datetime,
) -> int | None:
    lock_quotas([community_id])
    chunk = list(
        members.select_for_update(of=("self",))
        .filter(community_id=community_id, pk__gt=after_membership_id)
        .select_related("community")
        .order_by("pk")[:limit]
    )
    _settle(chunk, now=now)
    return chunk[-1].pk if len(chunk) == limit else None


def reevaluate_person(*, user_id: int, now: datetime) -> None:
    """As `reevaluate`, for all communities of one person. Called inside an action."""
    lock_quotas(Membership.objects.filter(user_id=user_id).values_list("community_id", flat=True))
    _settle(
        Membership.objects.select_for_update(of=("self",))
        .filter(user_id=user_id, state__in=[State.ACTIVE, State.INELIGIBLE])
        .select_related("community")
        .order_by("pk"),
        now=now,
    )


def _settle(memberships: Iterable[Membership], *, now: datetime) -> None:
    """Move locked memberships to where the criteria and the quota put them."""
    listed = list(memberships)
    reasons = _why_not_active(listed)
    for membership in listed:
        _hold_against(membership, reasons[membership.pk], actor_id=None, reason="", now=now)


def _why_not_active(memberships: Sequence[Membership]) -> dict[int, str]:
    """By id of a locked membership, why it cannot be active; nothing where it can."""
    found = {membership.pk: "" for membership in memberships}
    for community_id, criteria in criteria_of({one.community_id for one in memberships}).items():
        of_community = [one for one in memberships if one.community_id == community_id]
        eligible = eligible_ids(user_ids=[one.user_id for one in of_community], criteria=criteria)
        could = [one for one in of_community if one.user_id in eligible]
        found |= {one.pk: NO_LONGER_MET for one in of_community if one.user_id not in eligible}
        found |= dict.fromkeys(without_seat(of_community[0].community, could), NO_SEAT)
    return found


def _hold_against(
    membership: Membership, why_not: str, *, actor_id: int | None, reason: str, now: datetime
) -> None:
    """Move a locked membership where it belongs; who stays out learns the reason of today."""
    state = State.INELIGIBLE if why_not else State.ACTIVE
    if membership.state == state:
        if why_not and membership.reason != why_not:
            membership.reason = why_not
            membership.save(update_fields=["reason"])
        return
    _move(membership, state, reason=why_not or reason, now=now)
    _record("membership.changed", membership, membership.community, actor_id=actor_id, now=now)


def _move(membership: Membership, state: Membership.State, *, reason: str, now: datetime) -> None:
    membership.state, membership.reason, membership.changed_at = state, reason, now
    membership.is_steward &= state not in {State.LEFT, State.REMOVED}
    membership.save(update_fields=["state", "reason", "changed_at", "is_steward"])


def _record(
    name: str,
    membership: Membership,
    community: Community,
    *,
    actor_id: int | None,
    now: datetime,
) -> None:
    record(
        name=name,
        payload={
            "membership_id": membership.pk,
            "community_id": community.pk,
            "user_id": membership.user_id,
            "state": membership.state,
            "reason": membership.reason,
        },
        actor_id=actor_id,
        organisation_id=community.organisation_id,
        now=now,
    )
