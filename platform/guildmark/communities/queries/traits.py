"""What can be asked of people, and what they have said."""

from django.db.models import Q, QuerySet

from guildmark.communities.models import Trait, TraitValue
from guildmark.communities.trait_values import Value


def traits(organisation_id: int | None = None) -> QuerySet[Trait]:
    """The catalogue, with an organisation's own traits where one is given, in asking order."""
    whose = Q(organisation=None)
    if organisation_id is not None:
        whose |= Q(organisation_id=organisation_id)
    return Trait.objects.filter(whose).order_by("position", "id")


def traits_by_key(organisation_id: int | None) -> dict[str, Trait]:
    """Traits by key; an organisation's own comes before one of the catalogue."""
    found = sorted(traits(organisation_id), key=lambda trait: trait.organisation_id is not None)
    return {trait.key: trait for trait in found}


def trait_values(user_id: int) -> QuerySet[TraitValue]:
    """What a person has said of themselves, in asking order."""
    return (
        TraitValue.objects.filter(user_id=user_id)
        .select_related("trait")
        .order_by("trait__position", "trait_id")
    )


def values_of(user_id: int) -> dict[int, Value]:
    """A person's values by id of trait."""
    return dict(TraitValue.objects.filter(user_id=user_id).values_list("trait_id", "value"))
