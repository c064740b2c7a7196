"""What can be asked of people, and what they have said."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q, QuerySet

from guildmark.communities.criteria import VERIFIED, Criteria, held_under
from guildmark.communities.looked_up import LOOKED_UP, looked_up_traits
from guildmark.communities.models import Trait, TraitChange, TraitValue
from guildmark.communities.queries.catalogue import (
    Catalogue,
    catalogues,
    catalogues_and_answers,
)
from guildmark.communities.trait_values import Value


def traits(organisation_id: int | None = None) -> QuerySet[Trait]:
    """What can be asked: the catalogue, with an organisation's own traits where one is given."""
    whose = Q(organisation=None)
    if organisation_id is not None:
        whose |= Q(organisation_id=organisation_id)
    return Trait.objects.filter(whose, retired_at=None).order_by("position", "id")


def usable_traits(organisation_id: int) -> dict[str, Trait]:
    """Traits by key that new criteria may ask for, and where people stand in the organisation."""
    found = {trait.key: trait for trait in traits(organisation_id)}
    return found | looked_up_traits([organisation_id])[organisation_id]


def traits_by_key(organisation_id: int | None) -> Mapping[str, Trait]:
    """Traits by key, retired ones too: criteria that were written before go on to be judged."""
    return catalogues([organisation_id])[organisation_id].by_key


def trait_values(user_id: int) -> QuerySet[TraitValue]:
    """What is held of a person, in asking order."""
    return (
        TraitValue.objects.filter(user_id=user_id)
        .select_related("trait__organisation")
        .order_by("trait__position", "trait_id")
    )


def verified_values(*, user_id: int, organisation_id: int) -> QuerySet[TraitValue]:
    """What an organisation has said of a person, in traits of its own."""
    return trait_values(user_id).filter(
        trait__organisation_id=organisation_id, source=TraitValue.Source.VERIFIED
    )


def trait_history(user_id: int) -> dict[int, list[TraitChange]]:
    """What was held before, by trait, the oldest first."""
    found: defaultdict[int, list[TraitChange]] = defaultdict(list)
    for change in TraitChange.objects.filter(user_id=user_id).order_by("id"):
        found[change.trait_id].append(change)
    return found


def traits_with_values(
    *, user_id: int, organisation_ids: Collection[int | None]
) -> tuple[dict[int | None, Catalogue], dict[str, Value]]:
    """What each organisation can ask for, and what is held of a person (`values_of`): one query."""
    found, answers = catalogues_and_answers(organisation_ids, user_id=user_id)
    return found, _as_held(answers)


def values_of(user_id: int) -> dict[str, Value]:
    """A person's values as `held_under` names them: what is verified is there twice."""
    held = TraitValue.objects.filter(user_id=user_id).values_list("trait_id", "value", "source")
    return _as_held(held)


def _as_held(held: Iterable[tuple[int, Value, str]]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for trait_id, value, source in held:
        values[held_under(trait_id)] = value
        if source == TraitValue.Source.VERIFIED:
            values[held_under(trait_id, source=VERIFIED)] = value
    return values


def values_under(user_id: int, criteria: Iterable[Criteria]) -> dict[str, Value]:
    """As `values_of`, and where the person stands, as far as the criteria ask: a query a fact."""
    return with_standing(user_id, values_of(user_id), criteria)


def with_standing(
    user_id: int, values: Mapping[str, Value], criteria: Iterable[Criteria]
) -> dict[str, Value]:
    """Values as of `values_of`, and where the person stands, as far as the criteria ask."""
    found = dict(values)
    for key in sorted({key for one in criteria for key in one.things_asked}):
        fact = LOOKED_UP[key]
        found[held_under(fact.pk)] = [str(pk) for pk in fact.held_by(user_id)]
    return found
