"""Words to members."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from guildmark.communities.errors import NobodyToTell
from guildmark.communities.models import Announcement, Community
from guildmark.communities.queries import recipients
from guildmark.core.errors import NotFound
from guildmark.events.actions import record


@transaction.atomic
def announce(
    *,
    actor_id: int,
    community_id: int,
    title: str,
    body: str,
    states: Sequence[str],
    tags: Sequence[str],
    now: datetime,
) -> Announcement:
    """Write to the members a filter names. Records announcement.sent; a worker fills inboxes.

    Raises NotFound, and NobodyToTell where the filter names nobody.
    """
    community = Community.objects.filter(pk=community_id).first()
    if community is None:
        raise NotFound
    count = recipients(community_id=community_id, states=states, tags=tags).count()
    if not count:
        raise NobodyToTell
    announcement = Announcement.objects.create(
        community=community,
        title=title,
        body=body,
        states=sorted(set(states)),
        tags=sorted(set(tags)),
        recipient_count=count,
        sent_by_id=actor_id,
        sent_at=now,
    )
    record(
        name="announcement.sent",
        payload={"announcement_id": announcement.pk, "community_id": community_id, "count": count},
        actor_id=actor_id,
        organisation_id=community.organisation_id,
        now=now,
    )
    return announcement
