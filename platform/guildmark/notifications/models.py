"""What a person was told, and what of it they want by mail."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.core.said import SentenceField


class Kind(models.TextChoices):
    """What a notice is about; a person chooses by kind what comes by mail."""

    STANDING = "standing"
    APPEAL = "appeal"
    APPLICATION = "application"
    INVITATION = "invitation"
    MEMBERSHIP = "membership"
    QUALIFICATION = "qualification"
    WORK = "work"
    PAYMENT = "payment"
    MESSAGE = "message"
    WAITING = "waiting"


#: What nobody is written about unless they ask for it: it comes often, and is seen at work.
QUIET_KINDS = frozenset({Kind.WORK})


class Notice(models.Model):
    """One thing one person was told. `href` is a page of the browser application.

    `count` is of how often it came: what has a `topic` is gathered into one notice while it is new.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=14, choices=Kind)
    title = SentenceField()
    body = SentenceField(blank=True)
    href = models.CharField(max_length=200, blank=True)
    topic = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField(default=1)
    event_id = models.BigIntegerField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event_id", "user"], name="notice_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "-id"], name="notice_of_user"),
            models.Index(fields=["user", "topic"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title


class MailChoice(models.Model):
    """Whether a person wants notices of a kind by mail too; no row: as is usual for the kind."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=14, choices=Kind)
    is_wanted = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind"], name="mail_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"
