"""Events that somebody has to be told of, put into their inbox.

The mail follows from the notice, where the person wants it.
"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

import structlog

from guildmark.communities import actions as communities_actions
from guildmark.communities import queries as communities
from guildmark.communities.errors import WrongCriteria
from guildmark.communities.models import Announcement
from guildmark.core.clock import now
from guildmark.core.errors import NotFound
from guildmark.events.queries import event_name
from guildmark.notifications import actions
from guildmark.notifications.models import Kind
from guildmark.notifications.queries import was_told
from guildmark.payments.models import Payout
from guildmark.payments.queries.payouts import told_lines
from guildmark.projects.models import GuidelineVersion
from guildmark.training.queries.readings import qualified_for, unread_by
from workers.app import HEAVY_LIMITS, app
from workers.receipts import after, once
from workers.waiting import Waiting, waiting_of
from workers.words import (
    Words,
    minor_version_words,
    paid_words,
    payout_words,
    retracted_words,
    words_of,
)

log = structlog.get_logger(__name__)
CHUNK = 200
MINOR = GuidelineVersion.Change.MINOR
GATHERED_WITHIN = timedelta(hours=1)


# Any: the payload of an event is JSON.
@app.task(name="notices.tell")
def tell(*, event_id: int, **payload: Any) -> None:
    """Put the event into the inbox of whom it concerns."""
    with once(event_id=event_id, handler="notices.tell") as is_first:
        words = words_of(event_name(event_id), payload) if is_first else None
        if words is not None:
            _tell(words, event_id)


def _tell(words: Words, event_id: int) -> None:
    said = {
        "kind": words.kind,
        "title": words.title,
        "body": words.body,
        "href": words.href,
    }
    if not words.topic:
        actions.notify(user_ids=[words.user_id], event_id=event_id, now=now(), **said)
        return
    actions.notify_gathered(
        user_id=words.user_id,
        topic=words.topic,
        within=GATHERED_WITHIN,
        event_id=event_id,
        now=now(),
        **said,
    )


# Any: as above.
@app.task(name="notices.tell_staff")
def tell_staff(*, event_id: int, **payload: Any) -> None:
    """Tell those who may see to it that something waits: one unread notice, however much does."""
    with once(event_id=event_id, handler="notices.tell_staff") as is_first:
        waiting = waiting_of(event_name(event_id), payload) if is_first else None
        if waiting is not None:
            about = payload.get("user_id", payload.get("annotator_id"))
            for user_id in sorted(waiting.hrefs.keys() - {about}):
                _tell_one(waiting, user_id, event_id)


def _tell_one(waiting: Waiting, user_id: int, event_id: int) -> None:
    actions.notify_gathered(
        user_id=user_id,
        topic=waiting.topic,
        within=None,
        kind=Kind.WAITING,
        title=waiting.title,
        body=waiting.body,
        href=waiting.hrefs[user_id],
        event_id=event_id,
        now=now(),
    )


@app.task(name="notices.tell_members", **HEAVY_LIMITS)
def tell_members(*, event_id: int, announcement_id: int, **_: object) -> None:
    """What an announcement says, to everybody its filter names, a chunk a transaction."""
    with after(event_id=event_id, handler="notices.tell_members") as is_first:
        if is_first:
            _tell_members(event_id, communities.announcement(announcement_id))


@app.task(name="notices.tell_qualified", **HEAVY_LIMITS)
def tell_qualified(
    *, event_id: int, guideline_version_id: int, number: str, change: str, **payload: Any
) -> None:
    """A minor version to everybody who is qualified and has not read it, a chunk a transaction.

    A major one is told with the qualification that it takes.
    """
    with after(event_id=event_id, handler="notices.tell_qualified") as is_first:
        if is_first and change == MINOR:
            words = minor_version_words(payload["project_id"], number)
            _tell_all(unread_by(guideline_version_id), event_id=event_id, **words)


@app.task(name="notices.tell_retracted", **HEAVY_LIMITS)
def tell_retracted(*, event_id: int, project_id: int, major: int, reason: str, **_: object) -> None:
    """That no version is in force, and why, to all who are qualified, a chunk a transaction."""
    with after(event_id=event_id, handler="notices.tell_retracted") as is_first:
        if is_first:
            people = qualified_for(project_id=project_id, major=major)
            _tell_all(people, event_id=event_id, **retracted_words(project_id, reason))


@app.task(name="notices.tell_paid", **HEAVY_LIMITS)
def tell_paid(*, event_id: int, payout_id: int, **_: object) -> None:
    """What each was paid to everybody in a payout, a chunk a transaction."""
    with after(event_id=event_id, handler="notices.tell_paid") as is_first:
        if is_first:
            _tell_paid(event_id, Payout.objects.select_related("organisation").get(pk=payout_id))


def _tell_paid(event_id: int, payout: Payout) -> None:
    said = payout_words(payout)
    by_person = groupby(told_lines(payout.pk), key=attrgetter("annotator_id"))
    told = [(who, paid_words(payout, [one.paid for one in lines])) for who, lines in by_person]
    for start in range(0, len(told), CHUNK):
        chunk = dict(told[start : start + CHUNK])
        actions.notify_each(bodies=chunk, event_id=event_id, now=now(), **said)


def _tell_members(event_id: int, announcement: Announcement) -> None:
    try:
        found = communities.recipients(
            community_id=announcement.community_id,
            addressees=communities.addressees_of(announcement),
            now=announcement.sent_at,
        )
    except (NotFound, WrongCriteria) as error:  # its project or its criteria are gone meanwhile
        log.warning("message_ends_early", announcement_id=announcement.pk, reason=error.code)
        if not was_told(event_id):  # else a worker that was lost had told some, or all
            communities_actions.mark_untold(announcement_id=announcement.pk)
        return
    community = announcement.community
    _tell_all(
        list(found.values_list("user_id", flat=True)),
        kind=Kind.MESSAGE,
        title=announcement.title,
        body=f"{announcement.body}\n\n{community.organisation.name}, {community.name}",
        href=f"/communities/{community.pk}",
        event_id=event_id,
    )


# Any: the parts of a notice.
def _tell_all(people: Sequence[int], **said: Any) -> None:
    for start in range(0, len(people), CHUNK):
        actions.notify(user_ids=people[start : start + CHUNK], now=now(), **said)
