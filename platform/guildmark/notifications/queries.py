"""What a person was told, and what goes by mail."""

from dataclasses import dataclass

from django.db.models import QuerySet

from guildmark.notifications.models import QUIET_KINDS, Kind, MailChoice, Notice


def notices(user_id: int) -> QuerySet[Notice]:
    """The inbox, the newest first."""
    return Notice.objects.filter(user_id=user_id).order_by("-id")


def was_told(event_id: int) -> bool:
    """Whether the event has reached anybody."""
    return Notice.objects.filter(event_id=event_id).exists()


def unread_count(user_id: int) -> int:
    """How many they have not read."""
    return Notice.objects.filter(user_id=user_id, read_at=None).count()


def mail_choices(user_id: int) -> dict[str, bool]:
    """Every kind, and whether it comes by mail."""
    chosen = dict(MailChoice.objects.filter(user_id=user_id).values_list("kind", "is_wanted"))
    return {kind: chosen.get(kind, kind not in QUIET_KINDS) for kind in Kind.values}


@dataclass(frozen=True)
class NoticeLetter:
    """What the mail of a notice says."""

    email: str
    title: str
    body: str
    href: str


def notice_letter(notice_id: int) -> NoticeLetter | None:
    """The words for the mail; None where the person does not want it, has gone or has read it."""
    notice = Notice.objects.select_related("user").filter(pk=notice_id, read_at=None).first()
    if notice is None or not notice.user.is_active:
        return None
    if not mail_choices(notice.user_id)[notice.kind]:
        return None
    return NoticeLetter(notice.user.email, notice.title, notice.body, notice.href)
