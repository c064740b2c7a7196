"""One append-only table: the audit trail, and the outbox the relay reads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """Something that happened: who, when, what. Written in the transaction that made it so.

    `actor_id` is a user's id or None for the service itself. It is no foreign key: the trail
    outlives the account. `payload` is versioned with `version`; webhooks will carry it.
    `sent_at` says that the broker has it, `settled_at` that every listener has dealt with it:
    what lies between was perhaps lost by the broker, and is sent again. What is known to have no
    listener may be recorded with both: then the relay never sees it.
    """

    name = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    organisation_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    payload = models.JSONField()
    occurred_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(sent_at=None), name="event_unsent"),
            models.Index(
                fields=["id"],
                condition=Q(settled_at=None, sent_at__isnull=False),
                name="event_unsettled",
            ),
            models.Index(fields=["organisation_id", "id"], name="event_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"


class Receipt(models.Model):
    """A handler has dealt with an event: what makes delivery at least once an effect of once."""

    event_id = models.BigIntegerField()
    handler = models.CharField(max_length=80)
    handled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event_id", "handler"], name="receipt_once")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.handler}"
