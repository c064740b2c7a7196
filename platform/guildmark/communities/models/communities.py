"""Named sets of people, what they ask, and who is in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from guildmark.accounts.models import Organisation
from guildmark.core.said import SentenceField


class Community(models.Model):
    """A named set of annotators formed by criteria."""

    class Joining(models.TextChoices):
        """How one comes in, once the criteria are met."""

        OPEN = "open"
        APPLY = "apply"
        INVITE = "invite"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="communities")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    joining = models.CharField(max_length=10, choices=Joining, default=Joining.INVITE)
    questions = models.JSONField(default=list, help_text="What applicants are asked, in words.")
    quota = models.JSONField(
        default=dict, help_text='Seats by answer: {"trait": "country", "seats": {"PT": 20}}.'
    )
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, help_text="Since when it takes nobody in.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="community_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Whether it takes nobody in, however it is joined otherwise."""
        return self.closed_at is not None

    @property
    def criteria_in_force(self) -> CriteriaVersion | None:
        """The newest version, where a query has loaded it alone into `versions`."""
        versions: list[CriteriaVersion] = getattr(self, "versions", [])
        return versions[0] if versions else None


class CriteriaVersion(models.Model):
    """An AND of ORs per door, immutable; the highest number is in force.

    `doors`: `{"discover": [[clause, ...], ...], "preview": [...], "take": [...]}`; the outer list
    is AND, the inner OR. A clause: `{"trait": "country", "operator": "in", "value": ["PT"]}`.
    Operators: =, !=, in, not_in, <, <=, >, >=, contains_any, contains_all, contains_none, exists,
    missing. The trait `member_of` has ids of communities as its values,
    `qualified_for` and `was_qualified_for` have ids of projects.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="criteria_versions")
    number = models.PositiveIntegerField()
    doors = models.JSONField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "number"], name="criteria_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.community_id} v{self.number}"


class Membership(models.Model):
    """Being in a community."""

    class State(models.TextChoices):
        """active <-> paused; active <-> ineligible; -> left | removed; left -> what it was."""

        ACTIVE = "active"
        PAUSED = "paused"
        INELIGIBLE = "ineligible"
        LEFT = "left"
        REMOVED = "removed"

    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    reason = SentenceField(blank=True)
    note = models.CharField(max_length=1000, blank=True, help_text="For the staff alone.")
    tags = ArrayField(models.CharField(max_length=40), default=list)
    stratum = models.CharField(
        max_length=60, blank=True, help_text="The answer by which they have their seat in a quota."
    )
    is_held = models.BooleanField(
        default=False, db_default=False, help_text="They left while paused, and come back paused."
    )
    is_steward = models.BooleanField(
        default=False, db_default=False, help_text="They look after the others."
    )
    joined_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "user"], name="membership_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["community"], condition=models.Q(is_steward=True), name="steward_of"
            ),
            models.Index(fields=["community", "joined_at", "id"], name="membership_by_joining"),
            models.Index(fields=["community", "state"], name="membership_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.community_id}"


#: A paused member keeps the seat, and is a member to other communities.
SEATED = (Membership.State.ACTIVE, Membership.State.PAUSED)
#: Who is in some way: they are written to, and stewards see them.
REACHABLE = (*SEATED, Membership.State.INELIGIBLE)


class Announcement(models.Model):
    """Words to members: to those in one of `states` who, where tags are named, have one of them.

    `narrowed_by` is `{"criteria", "project_id", "last_step"}` where answers or how far people came
    in a project count too.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="announcements")
    title = models.CharField(max_length=200)
    body = models.CharField(max_length=4000)
    states = ArrayField(models.CharField(max_length=10, choices=Membership.State))
    tags = ArrayField(models.CharField(max_length=40), default=list)
    narrowed_by = models.JSONField(null=True)
    recipient_count = models.PositiveIntegerField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title

    @property
    def is_narrowed_by_answers(self) -> bool:
        """Whether answers count: `recipient_count` is rounded down then."""
        return bool(self.narrowed_by and self.narrowed_by.get("criteria"))
