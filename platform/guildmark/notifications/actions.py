"""Telling people, and what they do with it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from concord.sentences import cut
from guildmark.accounts.models import User
from guildmark.events.actions import record_many
from guildmark.events.models import Event
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
    tells once, also at once. Four statements, however many people.
    """
    return notify_each(
        bodies=dict.fromkeys(user_ids, body),
        kind=kind,
        title=title,
        href=href,
        event_id=event_id,
        now=now,
    )


@transaction.atomic
def notify_each(
    *,
    bodies: Mapping[int, str],
    kind: str,
    title: str,
    href: str,
    event_id: int,
    now: datetime,
) -> int:
    """As `notify`, where each reads something of their own: `bodies` by the id of whom it tells."""
    list(Event.objects.select_for_update(no_key=True).filter(pk=event_id))
    told = Notice.objects.filter(event_id=event_id, user_id__in=bodies)
    untold = bodies.keys() - set(told.values_list("user_id", flat=True))
    made = Notice.objects.bulk_create(
        Notice(
            event_id=event_id,
            user_id=user_id,
            kind=kind,
            title=cut(title, MOST_TITLE),
            body=cut(bodies[user_id], MOST_BODY),
            href=href,
            created_at=now,
        )
        for user_id in sorted(untold)
    )
    _record(made, now)
    return len(made)


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
        notice.count, notice.body = notice.count + 1, cut(body, MOST_BODY)
        notice.save(update_fields=["count", "body"])
        return notice
    notice = Notice.objects.create(
        user_id=user_id,
        topic=topic,
        kind=kind,
        title=cut(title, MOST_TITLE),
        body=cut(body, MOST_BODY),
        href=href,
        event_id=event_id,
        created_at=now,
    )
    _record([notice], now)
    return notice


def _record(made: Sequence[Notice], now: datetime) -> None:
    record_many(
        name="notice.made",
        payloads=(
            {"notice_id": notice.pk, "user_id": notice.user_id, "kind": notice.kind}
            for notice in made
        ),
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


@transaction.atomic
def forget_inbox(*, user_id: int) -> None:
    """Delete all a person was told, and what they want by mail: they close their account.

    Records nothing. Twice changes nothing.
    """
    Notice.objects.filter(user_id=user_id).delete()
    MailChoice.objects.filter(user_id=user_id).delete()
