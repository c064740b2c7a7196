"""Being in a community, asked for like a fact: several choices, whose options are communities.

Nobody answers it: it holds where somebody is in, also in none. So an empty choice is an answer
here, and whether it is answered cannot be asked.
"""

from collections.abc import Collection, Mapping
from typing import Any

from guildmark.communities.models import Community, Trait

MEMBER_OF = "member_of"
#: No fact of the catalogue has this id.
MEMBER_OF_ID = 0


def membership_traits(organisation_ids: Collection[int]) -> dict[int, Trait]:
    """The fact of each organisation, over its own communities by name. One query."""
    options: dict[int, list[dict[str, str]]] = {pk: [] for pk in organisation_ids}
    found = Community.objects.filter(organisation__in=organisation_ids).order_by("name", "id")
    for pk, organisation_id, name in found.values_list("pk", "organisation_id", "name"):
        options[organisation_id].append({"key": str(pk), "name": name})
    return {
        organisation_id: Trait(
            pk=MEMBER_OF_ID,
            organisation_id=organisation_id,
            key=MEMBER_OF,
            name="Member of",
            type=Trait.Type.CHOICES,
            options=listed,
        )
        for organisation_id, listed in options.items()
    }


def communities_named(doors: Mapping[str, Any]) -> set[int]:
    """The communities that criteria as they are stored ask about. Any: JSON."""
    return {
        int(key)
        for groups in doors.values()
        for group in groups
        for clause in group
        if clause["trait"] == MEMBER_OF
        for key in clause["value"]
    }
