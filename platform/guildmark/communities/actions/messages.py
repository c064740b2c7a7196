"""Words to members."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.communities.errors import NobodyToTell, TooFewToTell
from guildmark.communities.models import Announcement, Community
from guildmark.communities.queries import addressee_count, addressees
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
    criteria: Sequence[Any] = (),  # Any: as they came
    project_id: int | None = None,
    last_step: str = "",
    now: datetime,
) -> Announcement:
    """Write to the members a filter names. Records announcement.sent; a worker fills inboxes.

    Where it goes by what people answered, fewer than ten are not written to, and their number is
    kept rounded: it is dear to learn by it what one of them said. Raises NotFound, WrongCriteria,
    TagsWithAnswers, MarksWithAnswers, TooFewToTell, and NobodyToTell where the filter names nobody.
    """
    community = Community.objects.filter(pk=community_id).first()
    if community is None:
        raise NotFound
    to = addressees(
        community,
        states=states,
        tags=tags,
        criteria=criteria,
        project_id=project_id,
        last_step=last_step,
    )
    count = addressee_count(community_id=community_id, to=to, now=now).value
    if not count:
        raise TooFewToTell if to.criteria else NobodyToTell
    narrowed = {"criteria": list(criteria), "project_id": project_id, "last_step": last_step}
    announcement = Announcement.objects.create(
        community=community,
        title=title,
        body=body,
        states=sorted(set(states)),
        tags=sorted(set(tags)),
        narrowed_by=narrowed if to.criteria or project_id is not None else None,
        recipient_count=count,
        sent_by_id=actor_id,
        sent_at=now,
    )
    _record(announcement, actor_id=actor_id, now=now)
    return announcement


def mark_untold(*, announcement_id: int) -> None:
    """Nobody got it: what it goes by is gone since it was sent. Records nothing; safe twice."""
    Announcement.objects.filter(pk=announcement_id).update(recipient_count=0)


def _record(announcement: Announcement, *, actor_id: int, now: datetime) -> None:
    community = announcement.community
    number = "at_least" if announcement.is_narrowed_by_answers else "count"
    record(
        name="announcement.sent",
        payload={
            "announcement_id": announcement.pk,
            "community_id": community.pk,
            number: announcement.recipient_count,
        },
        actor_id=actor_id,
        organisation_id=community.organisation_id,
        now=now,
    )
