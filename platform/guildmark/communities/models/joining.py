"""The ways into a community that somebody has to open: applications and invitations."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.communities.models.communities import Community


class Application(models.Model):
    """Somebody asks to be let in. `answers`: `[{"question", "answer"}]` as they were asked."""

    class State(models.TextChoices):
        """submitted -> accepted | declined | withdrawn | expired."""

        SUBMITTED = "submitted"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"
        EXPIRED = "expired"

    community = models.ForeignKey(Community, models.CASCADE, related_name="applications")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="applications")
    answers = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.SUBMITTED)
    reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "user"],
                condition=Q(state="submitted"),
                name="application_waiting_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["created_at"], condition=Q(state="submitted"), name="application_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.community_id}"


class CommunityInvitation(models.Model):
    """An offer to come in: to one address, or a link for as many as it has seats.

    Without an address it is a link. The secret is in the link: the id of the row, signed.
    `invited_by` had the last mail sent: mails of a day are counted by it, and by the community.
    """

    class State(models.TextChoices):
        """sent -> accepted | declined | revoked; it lapses by time. A full link is accepted."""

        SENT = "sent"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        EXPIRED = "expired"
        REVOKED = "revoked"

    community = models.ForeignKey(Community, models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254, blank=True)
    seats = models.PositiveIntegerField(default=1)
    seats_taken = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    sent_count = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "email"],
                condition=Q(state="sent") & ~Q(email=""),
                name="community_invitation_live_once",
            ),
            models.CheckConstraint(
                condition=Q(seats_taken__lte=models.F("seats")), name="invitation_seats_hold"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["community", "email"], name="invitation_of_address"),
            models.Index(
                fields=["invited_by", "sent_at"],
                condition=~Q(email=""),
                name="invitation_mailed_by",
            ),
            models.Index(
                fields=["community", "sent_at"],
                condition=~Q(email=""),
                name="invitation_mailed_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email or 'a link'} to {self.community_id}"
