"""Facts about people: what can be asked, and what is held of whom."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from guildmark.accounts.models import Organisation


class Trait(models.Model):
    """One kind of fact about a person. The catalogue is data: a new trait needs no migration.

    `options` is a list of `{"key", "name"}` for choice and choices, with the `kind` of thing where
    the name is a brand's. A trait without an
    organisation belongs to the catalogue everybody shares.
    """

    class Type(models.TextChoices):
        """How the value is stored in TraitValue.value."""

        CHOICE = "choice"
        CHOICES = "choices"
        NUMBER = "number"
        DATE = "date"
        TEXT = "text"
        BOOLEAN = "boolean"

    class FilledBy(models.TextChoices):
        """Who says it: the person of themselves, the organisation's staff of its members, or the
        service, which counts it.
        """

        PERSON = "person"
        STAFF = "staff"
        SERVICE = "service"

    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="traits")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    question = models.CharField(max_length=300)
    type = models.CharField(max_length=10, choices=Type)
    options = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    filled_by = models.CharField(max_length=7, choices=FilledBy, default=FilledBy.PERSON)
    retired_at = models.DateTimeField(null=True, help_text="Asked of nobody from then on.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "key"], name="trait_key_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.key

    @cached_property
    def option_kinds(self) -> dict[str, str]:
        """The kinds of a choice's options by key, of those that have one."""
        options: list[dict[str, str]] = self.options
        return {option["key"]: option["kind"] for option in options if "kind" in option}

    @cached_property
    def option_names(self) -> dict[str, str]:
        """The names of a choice's options by key, as they are when it is first asked."""
        options: list[dict[str, Any]] = self.options  # Any: JSON of the catalogue
        return {option["key"]: option["name"] for option in options}

    # Any: what whoever puts it into words makes of it.
    @cached_property
    def words(self) -> dict[str, Any]:
        """Kept here by whoever puts it into words, by language."""
        return {}


class TraitValue(models.Model):
    """What is held of one person for one trait, and where it comes from."""

    class Source(models.TextChoices):
        """A verified fact outranks a declared one."""

        DECLARED = "declared"
        VERIFIED = "verified"
        COMPUTED = "computed"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="traits")
    trait = models.ForeignKey(Trait, models.CASCADE, related_name="values")
    value = models.JSONField()
    #: Free text as criteria compare it (`trait_values.folded`); None for all other types.
    folded = models.TextField(null=True)  # noqa: DJ001  absence is no text
    source = models.CharField(max_length=10, choices=Source, default=Source.DECLARED)
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "trait"], name="trait_value_once")
        ]
        indexes: ClassVar = [models.Index(fields=["trait", "value"], name="trait_value_lookup")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.trait_id}"


class TraitChange(models.Model):
    """What was held of a person for a trait before, for their eyes; it goes with the answer."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="trait_changes")
    trait = models.ForeignKey(Trait, models.CASCADE, related_name="changes")
    value = models.JSONField()
    source = models.CharField(max_length=10, choices=TraitValue.Source)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "id"], name="trait_change_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.trait_id}"


class Profile(models.Model):
    """All that is held of a person in one row, so that criteria look at everybody in one pass.

    `answers` is `{"t12": value}` by `t` and the trait's id, free text folded, and `"v12"` with the
    same once more where it was verified. The database keeps it with every change of a TraitValue
    (sql/profile.sql): nothing else writes it.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="profile"
    )
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"profile of {self.user_id}"
