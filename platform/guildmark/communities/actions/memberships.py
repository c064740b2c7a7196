"""Coming in, leaving, and no longer meeting what is asked."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from guildmark.communities.errors import (
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
    is_active_member,
    meets,
    members_by_answer,
    quota_trait,
    values_of,
)
from guildmark.core.errors import FieldProblem, NotFound, StateConflict
from guildmark.events.actions import record

State = Membership.State
CHUNK = 1000
NO_LONGER_MET = "Does not meet the criteria any more"


@transaction.atomic
def join(*, user_id: int, community_id: int, now: datetime) -> Membership:
    """Come in, or come back. Records membership.joined.

    Raises NotFound (also when the person may not know of the community), CriteriaNotMet,
    JoiningClosed and WasRemoved. Joining twice changes and records nothing.
    """
    community = Community.objects.filter(pk=community_id).first()
    if community is None or not may_discover(user_id=user_id, community_id=community_id):
        raise NotFound
    require_met(user_id=user_id, community_id=community_id)
    if community.joining != Community.Joining.OPEN:
        raise JoiningClosed(_HOW_ELSE[community.joining])
    return let_in(community=community, user_id=user_id, actor_id=user_id, now=now)


_HOW_ELSE: Mapping[str, str] = {
    Community.Joining.APPLY: "This community takes members by application",
    Community.Joining.INVITE: "This community takes members by invitation",
}


def may_discover(*, user_id: int, community_id: int) -> bool:
    """Whether the person may know of it."""
    return meets(user_id=user_id, community_ids=[community_id])[community_id].discover


def require_met(*, user_id: int, community_id: int) -> None:
    """Raise CriteriaNotMet, with what is missing, where the person may not take work."""
    if not meets(user_id=user_id, community_ids=[community_id])[community_id].take:
        raise _not_met(user_id=user_id, community_id=community_id)


def let_in(*, community: Community, user_id: int, actor_id: int, now: datetime) -> Membership:
    """Make or revive the membership. Part of an action; records membership.joined.

    Raises WasRemoved and QuotaFull. Who is in stays as they are, and nothing is recorded.
    """
    _require_seat(community, user_id)
    membership, is_new = Membership.objects.select_for_update().get_or_create(
        community=community, user_id=user_id, defaults={"joined_at": now, "changed_at": now}
    )
    if membership.state == State.REMOVED:
        raise WasRemoved
    if not is_new and membership.state != State.LEFT:
        return membership
    if not is_new:
        _move(membership, State.ACTIVE, reason="", now=now)
    _record("membership.joined", membership, community, actor_id=actor_id, now=now)
    return membership


def _not_met(*, user_id: int, community_id: int) -> CriteriaNotMet:
    asked = explain(user_id=user_id, community_id=community_id)
    return CriteriaNotMet(
        errors=tuple(
            FieldProblem(f"traits.{clause.trait_keys[0]}", "not_met", clause.sentence)
            for clause in asked
            if not clause.is_met
        )
    )


def _require_seat(community: Community, user_id: int) -> None:
    """Raise QuotaFull where the person's stratum is full. Locks a community that has a quota."""
    trait = quota_trait(community)
    if trait is None or is_active_member(user_id=user_id, community_id=community.pk):
        return
    Community.objects.select_for_update(no_key=True).get(pk=community.pk)
    answer = values_of(user_id).get(trait.pk)
    seats = community.quota["seats"].get(answer) if isinstance(answer, str) else None
    if seats is not None and members_by_answer(community.pk, trait).get(str(answer), 0) >= seats:
        raise QuotaFull


@transaction.atomic
def leave(*, user_id: int, community_id: int, now: datetime) -> Membership:
    """Go out. Records membership.left. Raises NotFound. Leaving twice changes nothing."""
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("community")
        .filter(community_id=community_id, user_id=user_id)
        .first()
    )
    if membership is None:
        raise NotFound
    if membership.state in {State.LEFT, State.REMOVED}:
        return membership
    _move(membership, State.LEFT, reason="", now=now)
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
    Who is brought back is held against the criteria at once. Raises NotFound, and StateConflict
    for somebody who left by themselves. Calling twice changes nothing.
    """
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("community")
        .filter(community_id=community_id, user_id=user_id)
        .first()
    )
    if membership is None:
        raise NotFound
    if note is not None:
        membership.note = note
    if tags is not None:
        membership.tags = sorted(set(tags))
    membership.save(update_fields=["note", "tags"])
    if state is None or state == membership.state:
        return membership
    if membership.state == State.LEFT:
        raise StateConflict("They left by themselves: only they can come back.")
    _move(membership, State(state), reason=reason, now=now)
    _record("membership.changed", membership, membership.community, actor_id=actor_id, now=now)
    if state == State.ACTIVE:
        _settle([membership], now=now)
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
    chunk = list(
        Membership.objects.select_for_update(of=("self",))
        .filter(
            community_id=community_id,
            pk__gt=after_membership_id,
            state__in=[State.ACTIVE, State.INELIGIBLE],
        )
        .select_related("community")
        .order_by("pk")[:limit]
    )
    _settle(chunk, now=now)
    return chunk[-1].pk if len(chunk) == limit else None


def reevaluate_person(*, user_id: int, now: datetime) -> None:
    """As `reevaluate`, for all communities of one person. Called inside an action."""
    _settle(
        Membership.objects.select_for_update(of=("self",))
        .filter(user_id=user_id, state__in=[State.ACTIVE, State.INELIGIBLE])
        .select_related("community")
        .order_by("pk"),
        now=now,
    )


def _settle(memberships: Iterable[Membership], *, now: datetime) -> None:
    """Move locked memberships to where the criteria put them."""
    listed = list(memberships)
    for community_id, criteria in criteria_of({one.community_id for one in listed}).items():
        of_community = [one for one in listed if one.community_id == community_id]
        eligible = eligible_ids(user_ids=[one.user_id for one in of_community], criteria=criteria)
        for membership in of_community:
            _hold_against(membership, is_eligible=membership.user_id in eligible, now=now)


def _hold_against(membership: Membership, *, is_eligible: bool, now: datetime) -> None:
    state = State.ACTIVE if is_eligible else State.INELIGIBLE
    if membership.state == state:
        return
    _move(membership, state, reason="" if is_eligible else NO_LONGER_MET, now=now)
    _record("membership.changed", membership, membership.community, actor_id=None, now=now)


def _move(membership: Membership, state: Membership.State, *, reason: str, now: datetime) -> None:
    membership.state, membership.reason, membership.changed_at = state, reason, now
    membership.save(update_fields=["state", "reason", "changed_at"])


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
