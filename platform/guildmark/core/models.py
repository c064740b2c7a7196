"""What several apps store in the same form."""

from typing import ClassVar

from django.db import models

from guildmark.core.said import SentenceField


class Operation(models.Model):
    """A long piece of work as a row: a person sees its state, its progress and its error.

    The row is the truth and the broker only a doorbell: a worker takes it by compare-and-set on
    `state` and raises `attempt`, so that running twice is harmless.
    """

    class State(models.TextChoices):
        """queued -> running -> done | failed | cancelled; running -> queued after a lost worker."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    LIVE: ClassVar[tuple[str, ...]] = (State.QUEUED.value, State.RUNNING.value)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    is_cancel_requested = models.BooleanField(default=False)
    error_code = models.CharField(max_length=60, blank=True)
    error_detail = SentenceField(blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class IdempotencyRecord(models.Model):
    """The stored answer of a creating POST, under the key its sender chose.

    `actor` is `user:ID` or `key:ID`: two people may choose the same key.
    """

    actor = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    route = models.CharField(max_length=300)
    request_sha256 = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.BinaryField(null=True)
    headers = models.JSONField(default=dict, db_default={})
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor", "key"], name="idempotency_once")
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"
