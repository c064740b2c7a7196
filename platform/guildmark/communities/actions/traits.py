"""What people say of themselves."""

from datetime import datetime

from django.db import transaction

from guildmark.accounts.models import User
from guildmark.communities.actions.memberships import reevaluate_person
from guildmark.communities.models import Trait, TraitValue
from guildmark.communities.trait_values import checked_value
from guildmark.core.errors import NotAllowed, NotFound
from guildmark.events.actions import record


@transaction.atomic
def set_trait_value(*, user_id: int, key: str, value: object, now: datetime) -> TraitValue:
    """Declare a trait. Records trait_value.changed, and moves memberships that depend on it.

    The event says which trait, never what was answered: the trail is read by others. Raises
    NotFound, WrongTraitValue and NotAllowed (a verified fact is not declared over). Safe twice.
    """
    trait = _trait(key)
    answer = checked_value(trait, value)
    _lock(user_id)
    held, is_new = TraitValue.objects.get_or_create(
        user_id=user_id, trait=trait, defaults={"value": answer, "updated_at": now}
    )
    _require_declared(held)
    if not is_new and held.value == answer:
        return held
    if not is_new:
        held.value, held.updated_at = answer, now
        held.save(update_fields=["value", "updated_at"])
    _record(user_id=user_id, key=key, now=now)
    return held


@transaction.atomic
def delete_trait_value(*, user_id: int, key: str, now: datetime) -> None:
    """Take an answer back. Records trait_value.changed, and moves memberships.

    Raises NotFound and NotAllowed. Taking it back twice changes nothing.
    """
    trait = _trait(key)
    _lock(user_id)
    held = TraitValue.objects.filter(user_id=user_id, trait=trait).first()
    if held is None:
        return
    _require_declared(held)
    held.delete()
    _record(user_id=user_id, key=key, now=now)


def _trait(key: str) -> Trait:
    found = Trait.objects.filter(organisation=None, key=key).first()
    if found is None:
        raise NotFound
    return found


def _lock(user_id: int) -> None:
    """One change of a person's traits at a time: the memberships are judged by all of them."""
    User.objects.select_for_update(no_key=True).get(pk=user_id)


def _require_declared(held: TraitValue) -> None:
    if held.source != TraitValue.Source.DECLARED:
        raise NotAllowed("This was verified and cannot be changed here.")


def _record(*, user_id: int, key: str, now: datetime) -> None:
    record(
        name="trait_value.changed",
        payload={"user_id": user_id, "trait": key},
        actor_id=user_id,
        organisation_id=None,
        now=now,
    )
    reevaluate_person(user_id=user_id, now=now)
