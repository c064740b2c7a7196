"""Words to members, and whom they reach."""

from collections.abc import Collection

from django.db.models import QuerySet

from guildmark.communities.models import Announcement, Community, Membership


def announcements(community_id: int) -> QuerySet[Announcement]:
    """What members were told, the newest first."""
    return Announcement.objects.filter(community_id=community_id).order_by("-id")


def announcement(announcement_id: int) -> Announcement:
    """One with its community."""
    return Announcement.objects.select_related("community__organisation").get(pk=announcement_id)


def recipients(
    *, community_id: int, states: Collection[str], tags: Collection[str]
) -> QuerySet[Membership]:
    """Members in one of the states who, where tags are named, have one of them."""
    found = Membership.objects.filter(community_id=community_id, state__in=states)
    if tags:
        found = found.filter(tags__overlap=list(tags))
    return found.order_by("pk")


def community_name(community_id: int) -> str:
    """What the community is called."""
    return Community.objects.values_list("name", flat=True).get(pk=community_id)
