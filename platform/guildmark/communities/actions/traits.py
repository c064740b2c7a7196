"""What people say of themselves, and what organisations verify of their members."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from guildmark.accounts.models import User
from guildmark.communities.actions.memberships import reevaluate_person
from guildmark.communities.actions.seats import forget_answers
from guildmark.communities.models import Membership, Trait, TraitChange, TraitValue
from guildmark.communities.queries import traits_asked
from guildmark.communities.trait_values import Value, checked_value, folded_answer
from guildmark.core.errors import NotAllowed, NotFound
from guildmark.events.actions import record

Source = TraitValue.Source


@transaction.atomic
def set_trait_value(*, user_id: int, key: str, value: object, now: datetime) -> TraitValue:
    """Declare a trait. Records trait_value.changed, and moves memberships that depend on it.

    The event says which trait, never what was answered: the trail is read by others. Raises
    NotFound, WrongTraitValue and NotAllowed (a verified fact is not declared over). Safe twice.
    """
    trait = _asked(user_id, key)
    answer = checked_value(trait, value)
    _lock(user_id)
    held = TraitValue.objects.filter(user_id=user_id, trait=trait).first()
    if held is not None:
        _require_declared(held)
    return _hold(held, user_id, trait, answer, Source.DECLARED, actor_id=user_id, now=now)


@transaction.atomic
def verify_trait_value(
    *, actor_id: int, community_id: int, user_id: int, key: str, value: object, now: datetime
) -> TraitValue:
    """Say of a member what the organisation has verified, in a trait of its own.

    The person sees it and by whom. Records trait_value.changed. Raises NotFound (not a member,
    not the organisation's trait) and WrongTraitValue. Safe twice.
    """
    member = _member(community_id, user_id)
    if member.state in {Membership.State.LEFT, Membership.State.REMOVED}:
        raise NotFound
    trait = _own_trait(member, key)
    if trait.retired_at is not None:
        raise NotFound
    answer = checked_value(trait, value)
    _lock(user_id)
    held = TraitValue.objects.filter(user_id=user_id, trait=trait).first()
    return _hold(held, user_id, trait, answer, Source.VERIFIED, actor_id=actor_id, now=now)


@transaction.atomic
def take_back_verified(
    *, actor_id: int, community_id: int, user_id: int, key: str, now: datetime
) -> None:
    """Say no longer of somebody what the organisation verified: who left or was removed, too.

    What the person had said themselves before stands again; without it nothing is held, and no
    history. Records trait_value.changed, which moves memberships, and trait_value.taken_back, of
    which the person is told. Raises NotFound (never a member, not the organisation's trait). Where
    nothing is verified, as the second time, nothing changes.
    """
    member = _member(community_id, user_id)
    trait = _own_trait(member, key)
    _lock(user_id)
    held = TraitValue.objects.filter(user_id=user_id, trait=trait, source=Source.VERIFIED).first()
    if held is None:
        return
    before = TraitChange.objects.filter(user_id=user_id, trait=trait, source=Source.DECLARED)
    said = before.order_by("-id").first()
    if said is not None:
        _hold(held, user_id, trait, said.value, Source.DECLARED, actor_id=actor_id, now=now)
    else:
        _forget(held, actor_id=actor_id, now=now)
    record(
        name="trait_value.taken_back",
        payload={"user_id": user_id, "community_id": community_id, "trait": trait.name},
        actor_id=actor_id,
        organisation_id=member.community.organisation_id,
        now=now,
    )


def _member(community_id: int, user_id: int) -> Membership:
    found = Membership.objects.filter(community_id=community_id, user_id=user_id)
    member = found.select_related("community").first()
    if member is None:
        raise NotFound
    return member


def _own_trait(member: Membership, key: str) -> Trait:
    of = member.community.organisation_id
    trait = Trait.objects.filter(organisation_id=of, key=key).first()
    if trait is None:
        raise NotFound
    return trait


def count_traits(*, counts: Mapping[int, Mapping[str, int]], now: datetime) -> int:
    """Hold what the service counted, by person and trait; how many facts are others than before.

    Records trait_value.changed, and moves memberships. What was counted before is no history of
    the person and is not kept. Each person is a transaction of their own: the quotas of one are not
    held while another person is waited for. Raises NotFound. Safe twice, and to be cut off.
    """
    known = {
        trait.key: trait
        for trait in Trait.objects.filter(organisation=None, filled_by=Trait.FilledBy.SERVICE)
    }
    if not known.keys() >= {key for facts in counts.values() for key in facts}:
        raise NotFound
    return sum(_count_person(user_id, counts[user_id], known, now) for user_id in sorted(counts))


@transaction.atomic
def _count_person(
    user_id: int, facts: Mapping[str, int], known: Mapping[str, Trait], now: datetime
) -> int:
    _lock(user_id)
    values = TraitValue.objects.filter(user_id=user_id)
    held = {one.trait_id: one for one in values.select_related("trait")}
    changed = 0
    for key, count in facts.items():
        before = held.get(known[key].pk)
        if before is not None and before.value == count:
            continue
        _hold(before, user_id, known[key], count, Source.COMPUTED, actor_id=None, now=now)
        changed += 1
    return changed


def _hold(
    held: TraitValue | None,
    user_id: int,
    trait: Trait,
    answer: Value,
    source: TraitValue.Source,
    *,
    actor_id: int | None,
    now: datetime,
) -> TraitValue:
    """Write the answer, and what was held before into the history, unless it was counted."""
    if held is not None and (held.value, held.source) == (answer, source):
        return held
    if held is None:
        held = TraitValue(user_id=user_id, trait=trait)
    elif held.source != Source.COMPUTED:
        TraitChange.objects.create(
            user_id=user_id,
            trait=trait,
            value=held.value,
            source=held.source,
            changed_at=now,
        )
    held.value, held.folded = answer, folded_answer(trait, answer)
    held.source, held.updated_at = source, now
    held.save()
    is_said = source != Source.COMPUTED
    _record(user_id=user_id, key=trait.key, actor_id=actor_id, is_said=is_said, now=now)
    return held


@transaction.atomic
def delete_trait_value(*, user_id: int, key: str, now: datetime) -> None:
    """Take an answer back, with its history and the seats it was counted for.

    Records trait_value.changed, and moves memberships. Raises NotFound and NotAllowed. Taking it
    back twice changes nothing.
    """
    trait = _known(key)
    _lock(user_id)
    held = TraitValue.objects.filter(user_id=user_id, trait=trait).first()
    if held is None:
        return
    _require_declared(held)
    _forget(held, actor_id=user_id, now=now)


def _forget(held: TraitValue, *, actor_id: int, now: datetime) -> None:
    user_id, key = held.user_id, held.trait.key
    TraitChange.objects.filter(user_id=user_id, trait=held.trait).delete()
    held.delete()
    _record(user_id=user_id, key=key, actor_id=actor_id, now=now)
    forget_answers(user_id=user_id, trait_keys=[key])


@transaction.atomic
def erase_traits(*, user_id: int, now: datetime) -> int:
    """Forget all that is held of the person, verified or not, and what was held; how many answers.

    Records trait_value.changed for each, and moves memberships: none keeps the answer it came in
    by. What is counted from work is counted again. Erasing twice erases nothing more.
    """
    _lock(user_id)
    held = TraitValue.objects.filter(user_id=user_id)
    keys = list(held.order_by("trait_id").values_list("trait__key", flat=True))
    held.delete()
    TraitChange.objects.filter(user_id=user_id).delete()
    for key in keys:
        _note(user_id=user_id, key=key, actor_id=user_id, now=now)
    reevaluate_person(user_id=user_id, now=now)
    forget_answers(user_id=user_id)
    return len(keys)


def _asked(user_id: int, key: str) -> Trait:
    trait = _known(key)
    if trait.organisation_id is None and trait.filled_by == Trait.FilledBy.PERSON:
        return trait
    if trait.pk not in {one.pk for one in traits_asked(user_id)}:
        raise NotFound
    return trait


def _known(key: str) -> Trait:
    """A trait of the catalogue, or one of an organisation: their keys differ."""
    found = Trait.objects.filter(key=key).order_by("id").first()
    if found is None:
        raise NotFound
    return found


def _lock(user_id: int) -> None:
    """One change of a person's traits at a time: the memberships are judged by all of them."""
    User.objects.select_for_update(no_key=True).get(pk=user_id)


def _require_declared(held: TraitValue) -> None:
    if held.source == Source.COMPUTED:
        raise NotAllowed("This is counted from your work every night, and not said by you.")
    if held.source != Source.DECLARED:
        raise NotAllowed("This was verified and cannot be changed here.")


def _record(
    *, user_id: int, key: str, actor_id: int | None, is_said: bool = True, now: datetime
) -> None:
    _note(user_id=user_id, key=key, actor_id=actor_id, is_said=is_said, now=now)
    reevaluate_person(user_id=user_id, now=now)


def _note(
    *, user_id: int, key: str, actor_id: int | None, is_said: bool = True, now: datetime
) -> None:
    record(
        name="trait_value.changed",
        payload={"user_id": user_id, "trait": key, "is_said": is_said},
        actor_id=actor_id,
        organisation_id=None,
        now=now,
    )
