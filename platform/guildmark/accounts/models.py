"""People, the tenants they work for, and the keys of machines."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower

PSEUDONYM_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without 0 and O, 1 and I


def new_pseudonym() -> str:
    """A random name for screens and releases, e.g. `K-7QX2M`: one of 32^6."""
    letters = [secrets.choice(PSEUDONYM_LETTERS) for _ in range(6)]
    return f"{letters[0]}-{''.join(letters[1:])}"


class UserManager(BaseUserManager["User"]):
    """Users are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a user; the address is stored in lower case."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person with one account; may annotate for many organisations and be staff of some."""

    email = models.EmailField(max_length=254, unique=True)
    display_name = models.CharField(max_length=80, blank=True)
    pseudonym = models.CharField(max_length=12, unique=True, default=new_pseudonym, editable=False)
    #: The language chosen, e.g. "es"; empty for what the reader's browser asks for.
    locale = models.CharField(max_length=12, default="", blank=True)
    #: What the person set for the workspace (look, keys), as the browser wrote it.
    workspace = models.JSONField(default=dict, db_default={}, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.email

    # Any: Django's own options of `save`.
    def save(self, *args: Any, **kwargs: Any) -> None:
        """As always; a new person whose pseudonym is taken gets another.

        Among 100,000 people that happens to one sign-up in 10,000.
        """
        while self._state.adding:
            try:
                with transaction.atomic(using=kwargs.get("using")):
                    return super().save(*args, **kwargs)
            except IntegrityError as error:
                if "pseudonym" not in str(error):
                    raise
                self.pseudonym = new_pseudonym()
        return super().save(*args, **kwargs)


class Organisation(models.Model):
    """The tenant: every project, community and dataset belongs to one."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person of the organisation may do; an annotator is no staff and has no role."""

    OWNER = "owner"
    MANAGER = "manager"
    REVIEWER = "reviewer"
    CLIENT = "client"


class StaffMember(models.Model):
    """A person with a role in an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="staff")
    user = models.ForeignKey(User, models.CASCADE, related_name="staff_of")
    role = models.CharField(max_length=10, choices=Role)
    joined_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "user"], name="staff_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} of {self.organisation_id}"


class StaffInvitation(models.Model):
    """An offer of a role, sent to an address.

    Its token is nowhere stored: it is the row's id, signed (`accounts.invitation_links`), so that
    the worker can write the mail and no manager can read the link out of the audit trail.
    """

    class State(models.TextChoices):
        """sent -> accepted | declined | expired | revoked."""

        SENT = "sent"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        EXPIRED = "expired"
        REVOKED = "revoked"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=10, choices=Role)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(state="sent"),
                name="invitation_live_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"


class ApiKey(models.Model):
    """A machine's way in: a prefix to find it, a SHA-256 to check it, scopes to bound it."""

    class Scope(models.TextChoices):
        """What a key may do; reading a project never includes who its annotators are."""

        PROJECTS_READ = "projects:read"
        PROJECTS_WRITE = "projects:write"
        DATASETS_READ = "datasets:read"
        DATASETS_WRITE = "datasets:write"
        RELEASES_READ = "releases:read"
        RELEASES_WRITE = "releases:write"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    secret_sha256 = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=30, choices=Scope))
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}"
