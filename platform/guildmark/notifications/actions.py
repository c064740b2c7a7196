"""Telling people, and what they do with it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from guildmark.accounts.models import User
from guildmark.events.actions import record
from guildmark.notifications.models import MailChoice, Notice

MOST_TITLE = 200
MOST_BODY = 4000


@transaction.atomic
def notify(
    *,
    user_ids: Iterable[int],
    kind: str,
    title: str,
    body: str,
    href: str,
    event_id: int,
    now: datetime,
) -> int:
    """Put one notice into the inbox of each, about one event; how many are new.

    Records notice.made for each, by which a worker writes the mail. Telling twice of one event
    tells once.
    """
    made = 0
    for user_id in sorted(set(user_ids)):
        notice, is_new = Notice.objects.get_or_create(
            event_id=event_id,
            user_id=user_id,
            defaults={
                "kind": kind,
                "title": title[:MOST_TITLE],
                "body": body[:MOST_BODY],
                "href": href,
                "created_at": now,
            },
        )
        if is_new:
            made += 1
            _record(notice, now)
    return made


@transaction.atomic
def notify_gathered(
    *,
    user_id: int,
    topic: str,
    within: timedelta | None,
    kind: str,
    title: str,
    body: str,
    href: str,
    event_id: int,
    now: datetime,
) -> Notice:
    """Tell a person of one more of the same: a new notice, or the unread one counts it.

    `within` bounds how old that one may be. It then says what came last, and no mail is written.
    Records notice.made for a new one. The caller sees to it that an event comes once.
    """
    User.objects.select_for_update(no_key=True).get(pk=user_id)
    held = Notice.objects.filter(user_id=user_id, topic=topic, read_at=None)
    if within is not None:
        held = held.filter(created_at__gt=now - within)
    notice = held.order_by("-id").first()
    if notice is not None:
        notice.count, notice.body = notice.count + 1, body[:MOST_BODY]
        notice.save(update_fields=["count", "body"])
        return notice
    notice = Notice.objects.create(
        user_id=user_id,
        topic=topic,
        kind=kind,
        title=title[:MOST_TITLE],
        body=body[:MOST_BODY],
        href=href,
        event_id=event_id,
        created_at=now,
    )
    _record(notice, now)
    return notice


def _record(notice: Notice, now: datetime) -> None:
    record(
        name="notice.made",
        payload={"notice_id": notice.pk, "user_id": notice.user_id, "kind": notice.kind},
        actor_id=None,
        organisation_id=None,
        now=now,
    )


@transaction.atomic
def mark_read(*, user_id: int, notice_ids: Iterable[int] | None, now: datetime) -> int:
    """Say that notices were read; None means all. How many were not before. Safe twice."""
    unread = Notice.objects.filter(user_id=user_id, read_at=None)
    if notice_ids is not None:
        unread = unread.filter(pk__in=notice_ids)
    return unread.update(read_at=now)


@transaction.atomic
def choose_mail(*, user_id: int, kind: str, is_wanted: bool) -> None:
    """Say whether notices of a kind come by mail. Safe twice."""
    MailChoice.objects.update_or_create(
        user_id=user_id, kind=kind, defaults={"is_wanted": is_wanted}
    )
