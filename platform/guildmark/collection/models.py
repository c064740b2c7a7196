"""What is to be photographed, what came, and the permission it came with."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guildmark.core.money import Money
from guildmark.datasets.models import Item
from guildmark.projects.models import Project


class Brief(models.Model):
    """What a project wants photographed, and from what quality on it is taken.

    `min_mean` is a level (0 to 255) and `min_sharpness` a variance, both as `datasets` measures
    them; 0 asks for nothing. `price_minor` is for one accepted picture and `review_price_minor` for
    one review by a member, in the project's currency. `reviews_wanted` members look at a picture
    before it is decided; 0 leaves it to the staff.
    """

    organisation_id = models.BigIntegerField(db_index=True)
    project = models.OneToOneField(Project, models.CASCADE, related_name="brief")
    body = models.TextField(max_length=4000, blank=True)
    is_open = models.BooleanField(default=False)
    asks_qualification = models.BooleanField(default=False)
    price_minor = models.PositiveIntegerField(default=0)
    reviews_wanted = models.PositiveSmallIntegerField(default=0, db_default=0)
    review_price_minor = models.PositiveIntegerField(default=0, db_default=0)
    min_short_side_px = models.PositiveIntegerField(default=600)
    min_mean = models.FloatField(default=30.0)
    min_sharpness = models.FloatField(default=20.0)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"brief of project {self.project_id}"

    @property
    def price(self) -> Money:
        """What one accepted picture earns."""
        return Money(self.price_minor, self.project.currency)

    @property
    def review_price(self) -> Money:
        """What one review by a member earns."""
        return Money(self.review_price_minor, self.project.currency)

    @property
    def consent_text(self) -> "ConsentText | None":
        """The permission in force, on a brief that `queries` has answered."""
        newest: list[ConsentText] = self.texts  # type: ignore[attr-defined]  # prefetched
        return newest[0] if newest else None


class BriefExample(models.Model):
    """An item of the project's dataset that shows what is wanted, or what is not."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="examples")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    is_right = models.BooleanField(default=True)
    caption = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brief", "item"], name="brief_example_once")
        ]

    def __str__(self) -> str:
        return self.caption


class Stratum(models.Model):
    """One kind of picture, and how many are wanted.

    `taken_count` is those that wait for a review and those accepted: it never exceeds `wanted`.
    """

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="strata")
    name = models.CharField(max_length=80)
    wanted = models.PositiveIntegerField()
    taken_count = models.PositiveIntegerField(default=0)
    accepted_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brief", "name"], name="stratum_name_once"),
            models.CheckConstraint(
                condition=Q(taken_count__lte=F("wanted")), name="stratum_not_overfull"
            ),
            models.CheckConstraint(
                condition=Q(accepted_count__lte=F("taken_count")), name="stratum_accepted_taken"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ConsentText(models.Model):
    """A version of the permission and its licence, immutable; the highest number is in force."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="consent_texts")
    number = models.PositiveIntegerField()
    body = models.TextField(max_length=8000)
    licence = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brief", "number"], name="consent_text_once")
        ]

    def __str__(self) -> str:
        return f"permission {self.number} of brief {self.brief_id}"


class Consent(models.Model):
    """Somebody signed a text; it holds until they take it back."""

    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["text", "user"], condition=Q(withdrawn_at=None), name="consent_live_once"
            )
        ]

    def __str__(self) -> str:
        return f"consent of {self.user_id} to {self.text_id}"


class Asset(models.Model):
    """A picture somebody sent, and the unit of pay.

    `measures` is what `datasets.intake` measured. The hash and the bytes go when it is withdrawn;
    who sent it, when, under which text and what it was paid stays. `is_disputed`: members who
    reviewed it disagree, and the staff decides.
    """

    class State(models.TextChoices):
        """waiting -> accepted | rejected | withdrawn; accepted | rejected -> withdrawn."""

        WAITING = "waiting"
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    class Reason(models.TextChoices):
        """Why a reviewer did not accept it."""

        OFF_BRIEF = "off_brief"
        POOR_QUALITY = "poor_quality"
        NOT_OWN = "not_own"
        PRIVACY = "privacy"
        OTHER = "other"

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="assets")
    stratum = models.ForeignKey(Stratum, models.PROTECT, related_name="assets")
    collector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="assets")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, blank=True)
    dhash = models.BigIntegerField(null=True)
    signature = models.BinaryField(max_length=4096)
    width_px = models.PositiveIntegerField()
    height_px = models.PositiveIntegerField()
    byte_count = models.PositiveBigIntegerField()
    original_format = models.CharField(max_length=10)
    original = models.FileField(upload_to="", max_length=200, blank=True)
    rendition = models.FileField(upload_to="", max_length=200, blank=True)
    rendition_sha256 = models.CharField(max_length=64, blank=True)
    thumbnail = models.FileField(upload_to="", max_length=200, blank=True)
    measures = models.JSONField()
    is_disputed = models.BooleanField(default=False, db_default=False)
    amount_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    reason_code = models.CharField(max_length=12, choices=Reason, blank=True)
    note = models.CharField(max_length=300, blank=True)
    accepted_at = models.DateTimeField(null=True, help_text="it is paid from then on")
    withdrawn_at = models.DateTimeField(null=True)
    item = models.OneToOneField(Item, models.SET_NULL, null=True, related_name="collected_as")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["brief", "sha256"],
                condition=~Q(state="withdrawn"),
                name="asset_bytes_once",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("collector")),
                name="asset_reviewed_by_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["brief", "state", "id"], name="asset_by_state"),
            models.Index(fields=["collector", "brief", "-id"], name="asset_own"),
        ]

    def __str__(self) -> str:
        return f"collected picture {self.pk}"

    @property
    def stored_names(self) -> list[str]:
        """Where its files lie in the storage; once it became an item, they are the item's."""
        if self.item_id is not None:
            return []
        return [str(one) for one in (self.original, self.rendition, self.thumbnail) if one]

    @property
    def price(self) -> Money:
        """What it is worth when accepted."""
        return Money(self.amount_minor, self.currency)

    @property
    def rejected_for(self) -> str | None:
        """The code of the reason; None where it was not rejected."""
        return self.reason_code or None


class AssetReview(models.Model):
    """What one member says of a picture that somebody else sent; it is paid once it is given."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_accepted = models.BooleanField()
    reason_code = models.CharField(max_length=12, choices=Asset.Reason.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    amount_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asset", "reviewer"], name="asset_review_once"),
            models.CheckConstraint(
                condition=Q(is_accepted=True) | ~Q(reason_code=""), name="asset_review_reasoned"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["reviewer", "asset"], name="asset_review_own")]

    def __str__(self) -> str:
        return f"review of {self.asset_id}"
