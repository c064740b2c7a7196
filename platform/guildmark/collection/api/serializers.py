"""How briefs, permissions and collected pictures look in JSON."""

from rest_framework import serializers

from guildmark.collection.models import Asset, BriefExample
from guildmark.core.fields import NameField, NumberField
from guildmark.core.money import MoneyOut
from guildmark.datasets.media import image_url

MOST_STRATA = 50
MOST_WANTED = 100_000
MOST_REVIEWS = 5


class BriefStratumIn(serializers.Serializer):
    """A kind of picture; without an id it is new."""

    id = serializers.IntegerField(required=False, allow_null=True, default=None)
    name = NameField(max_length=80)
    wanted = serializers.IntegerField(min_value=1, max_value=MOST_WANTED)


class BriefExampleIn(serializers.Serializer):
    """An item of the project's dataset as an example."""

    item_id = serializers.IntegerField()
    is_right = serializers.BooleanField(default=True)
    caption = NameField(max_length=200, allow_blank=True, default="")


class BriefIn(serializers.Serializer):
    """A whole brief; an empty permission leaves the one in force."""

    body = serializers.CharField(max_length=4000, allow_blank=True)
    strata = serializers.ListField(child=BriefStratumIn(), max_length=MOST_STRATA)
    examples = serializers.ListField(child=BriefExampleIn(), max_length=12, default=list)
    consent_body = serializers.CharField(max_length=8000, allow_blank=True, default="")
    licence = NameField(max_length=120, allow_blank=True, default="")
    is_open = serializers.BooleanField(default=False)
    asks_qualification = serializers.BooleanField(default=False)
    price_minor = serializers.IntegerField(min_value=0, max_value=1_000_000, default=0)
    reviews_wanted = serializers.IntegerField(min_value=0, max_value=MOST_REVIEWS, default=0)
    review_price_minor = serializers.IntegerField(min_value=0, max_value=1_000_000, default=0)
    min_short_side_px = serializers.IntegerField(min_value=1, max_value=10_000, default=600)
    min_mean = NumberField(min_value=0, max_value=255, default=30.0)
    min_sharpness = NumberField(min_value=0, max_value=100_000, default=20.0)


class BriefStratumOut(serializers.Serializer):
    """A kind of picture: how many are wanted, taken (waiting ones too) and accepted."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    wanted = serializers.IntegerField()
    taken_count = serializers.IntegerField()
    accepted_count = serializers.IntegerField()


class BriefExampleOut(serializers.Serializer):
    """An example with its picture."""

    item_id = serializers.IntegerField()
    is_right = serializers.BooleanField()
    caption = serializers.CharField()
    image_url = serializers.SerializerMethodField()

    def get_image_url(self, example: BriefExample) -> str:
        """The thumbnail, by a link for the asker."""
        return image_url(example.item, "thumbnail", viewer=self.context["viewer"])


class ConsentTextOut(serializers.Serializer):
    """A version of the permission."""

    number = serializers.IntegerField()
    body = serializers.CharField()
    licence = serializers.CharField()
    created_at = serializers.DateTimeField()


class BriefFieldsOut(serializers.Serializer):
    """What managers and collectors both read of a brief."""

    project_id = serializers.IntegerField()
    project_name = serializers.CharField(source="project.name")
    body = serializers.CharField()
    is_open = serializers.BooleanField()
    asks_qualification = serializers.BooleanField()
    price = MoneyOut()
    reviews_wanted = serializers.IntegerField()
    review_price = MoneyOut()
    min_short_side_px = serializers.IntegerField()
    strata = BriefStratumOut(many=True)
    examples = BriefExampleOut(many=True)
    consent_text = ConsentTextOut(allow_null=True)


class BriefOut(BriefFieldsOut):
    """A brief as its managers see it."""

    min_mean = NumberField()
    min_sharpness = NumberField()


class CollectingOut(serializers.Serializer):
    """A brief for somebody who sends pictures, and how they stand."""

    brief = BriefFieldsOut()
    signed_at = serializers.DateTimeField(allow_null=True)
    has_pictures = serializers.BooleanField()
    to_review_count = serializers.IntegerField()
    earned = MoneyOut()


class SignIn(serializers.Serializer):
    """The number of the text that was read."""

    number = serializers.IntegerField(min_value=1)


class WithdrawnOut(serializers.Serializer):
    """How many pictures went with the permission."""

    asset_count = serializers.IntegerField()


class AssetIn(serializers.Serializer):
    """One picture and what kind it is."""

    file = serializers.FileField(allow_empty_file=True)
    stratum_id = serializers.IntegerField()


class OwnAssetOut(serializers.Serializer):
    """A picture as the one who sent it sees it."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Asset.State.choices)
    name = serializers.CharField()
    stratum_name = serializers.CharField(source="stratum.name")
    width_px = serializers.IntegerField()
    height_px = serializers.IntegerField()
    thumbnail_url = serializers.SerializerMethodField()
    price = MoneyOut()
    is_paid = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    reviewed_at = serializers.DateTimeField(allow_null=True)
    reason_code = serializers.ChoiceField(
        choices=Asset.Reason.choices, source="rejected_for", allow_null=True
    )
    note = serializers.CharField()
    consent_number = serializers.IntegerField(source="consent.text.number")

    def get_thumbnail_url(self, asset: Asset) -> str | None:
        """Null once it is withdrawn."""
        return f"/api/v1/collected/{asset.pk}/thumbnail" if asset.thumbnail else None

    def get_is_paid(self, asset: Asset) -> bool:
        """It was accepted once."""
        return asset.accepted_at is not None


class AssetOut(OwnAssetOut):
    """The same for those who review: from whom, under a pseudonym, and where the item is."""

    collector = serializers.CharField(source="collector.pseudonym")
    picture_url = serializers.SerializerMethodField()
    signed_at = serializers.DateTimeField(source="consent.signed_at")
    licence = serializers.CharField(source="consent.text.licence")
    item_id = serializers.IntegerField(allow_null=True)
    dataset_id = serializers.IntegerField(allow_null=True)
    is_disputed = serializers.BooleanField()
    review_count = serializers.IntegerField()
    is_own = serializers.SerializerMethodField()

    def get_picture_url(self, asset: Asset) -> str | None:
        """Null once it is withdrawn."""
        return f"/api/v1/collected/{asset.pk}/picture" if asset.rendition else None

    def get_is_own(self, asset: Asset) -> bool:
        """The asker sent it, and somebody else reviews it."""
        return bool(asset.collector_id == self.context["asker_id"])


class AssetsIn(serializers.Serializer):
    """Which pictures are wanted."""

    state = serializers.ChoiceField(choices=Asset.State.choices, required=False, default="")


class AssetRejectIn(serializers.Serializer):
    """Why a picture is not accepted, for its sender to read."""

    reason_code = serializers.ChoiceField(choices=Asset.Reason.choices)
    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class ToReviewOut(serializers.Serializer):
    """A picture somebody else sent, without a word of who it was."""

    id = serializers.IntegerField()
    stratum_name = serializers.CharField(source="stratum.name")
    width_px = serializers.IntegerField()
    height_px = serializers.IntegerField()
    picture_url = serializers.SerializerMethodField()

    def get_picture_url(self, asset: Asset) -> str:
        """Good as long as it waits for the person's review."""
        return f"/api/v1/collected/{asset.pk}/picture"


class ReviewingOut(serializers.Serializer):
    """What to look for, and the next picture to look at; null when nothing waits."""

    brief = BriefFieldsOut()
    waiting_count = serializers.IntegerField()
    asset = ToReviewOut(allow_null=True)
    earned = MoneyOut()


class AssetReviewIn(serializers.Serializer):
    """A member's word; a reason where the picture is not accepted."""

    is_accepted = serializers.BooleanField()
    reason_code = serializers.ChoiceField(
        choices=Asset.Reason.choices, allow_blank=True, default=""
    )
    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class CollectedShareOut(serializers.Serializer):
    """What the person has done for a brief, and what it came to."""

    project_id = serializers.IntegerField(source="brief.project_id")
    project_name = serializers.CharField(source="brief.project.name")
    sent_count = serializers.IntegerField()
    accepted_count = serializers.IntegerField()
    review_count = serializers.IntegerField()
    earned = MoneyOut()
