"""Being in a community, asked for like a fact: several choices, whose options are communities."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet

from guildmark.communities.looked_up import Home
from guildmark.communities.models import SEATED, Community, Membership

MEMBER_OF = "member_of"
NOT_SHOWN = "a community that is not shown"


class MemberOf:
    """Active or paused: a pause is about work, not about belonging."""

    key = MEMBER_OF
    pk = 0
    name = "Member of"
    not_shown = NOT_SHOWN

    def options(self, organisation_ids: Collection[int]) -> dict[int, list[dict[str, str]]]:
        """The communities of each organisation, by name. One query."""
        options: defaultdict[int, list[dict[str, str]]] = defaultdict(list)
        found = Community.objects.filter(organisation__in=organisation_ids).order_by("name", "id")
        for pk, organisation_id, name in found.values_list("pk", "organisation_id", "name"):
            options[organisation_id].append({"key": str(pk), "name": name})
        return {pk: options[pk] for pk in organisation_ids}

    def holders(self, ids: Sequence[int]) -> QuerySet[Any]:
        """Who is in one of them, to be asked within a query."""
        return Membership.objects.filter(community_id__in=ids, state__in=SEATED).values("user_id")

    def held_by(self, user_id: int) -> list[int]:
        """Where somebody is in. One query."""
        inside = Membership.objects.filter(user_id=user_id, state__in=SEATED)
        return list(inside.order_by("community_id").values_list("community_id", flat=True))

    def homes(self, ids: Collection[int]) -> dict[int, Home]:
        """Each is its own. No query."""
        return {pk: Home(pk) for pk in ids}
