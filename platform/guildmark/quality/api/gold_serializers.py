"""How gold and what people say against it look in JSON."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from guildmark.core.fields import SaidField
from guildmark.datasets.api.serializers import ItemOut
from guildmark.datasets.media import image_url
from guildmark.datasets.models import Item
from guildmark.projects.api.serializers import SchemaVersionRefOut
from guildmark.quality import queries
from guildmark.quality.api.figures import FigureOut
from guildmark.quality.figures import Json
from guildmark.quality.models import GoldChange, GoldContest, GoldItem

LONGEST_TEXT = 1000


class GoldItemIn(serializers.Serializer):
    """An item and its answer; hidden gold checks, visible gold teaches."""

    item_id = serializers.IntegerField()
    reference = serializers.JSONField()
    is_hidden = serializers.BooleanField(default=True)
    explanation = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, default="")


class GoldFilterIn(serializers.Serializer):
    """Which part of a bank is wanted."""

    state = serializers.ChoiceField(choices=GoldItem.State.choices, required=False)
    is_hidden = serializers.BooleanField(required=False, allow_null=True, default=None)
    has_label = serializers.CharField(required=False, max_length=100)
    is_contested = serializers.BooleanField(required=False, allow_null=True, default=None)
    is_older = serializers.BooleanField(required=False, allow_null=True, default=None)
    text = serializers.CharField(default="", allow_blank=True, max_length=80)


class GoldItemOut(serializers.Serializer):
    """A known answer, and how people did on it; `is_older`: less could be said when it was written
    than now, and what came later is held against nobody."""

    id = serializers.IntegerField()
    item = ItemOut()
    reference = serializers.JSONField()
    reference_version = serializers.IntegerField()
    explanation = serializers.CharField()
    labels = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=GoldItem.State.choices)
    state_reason = SaidField()
    origin = serializers.ChoiceField(choices=GoldItem.Source.choices, source="source")
    is_hidden = serializers.BooleanField()
    is_older = serializers.BooleanField()
    check_count = serializers.IntegerField()
    right_count = serializers.IntegerField()
    right_share = serializers.SerializerMethodField()
    contest_count = serializers.IntegerField()
    open_contest_count = serializers.IntegerField()

    def get_labels(self, gold: GoldItem) -> list[str]:
        """The keys of the labels in it."""
        return queries.labels_in(gold.reference)

    @extend_schema_field(FigureOut)
    def get_right_share(self, gold: GoldItem) -> Json:
        """The share of people who were right; undefined below five."""
        right: int = gold.right_count  # type: ignore[attr-defined]  # annotated by the query
        checks: int = gold.check_count  # type: ignore[attr-defined]  # as above
        return queries.right_share(right, checks)


class GoldChangeOut(serializers.Serializer):
    """One thing that was done to a gold item; `actor` is None for the service itself."""

    kind = serializers.ChoiceField(choices=GoldChange.Kind.choices)
    reason = SaidField()
    reference_version = serializers.IntegerField()
    reference = serializers.JSONField(allow_null=True)
    actor = serializers.CharField(source="actor.display_name", allow_null=True, default=None)
    changed_at = serializers.DateTimeField()


class FoundOut(serializers.Serializer):
    """How many people found one shape, or answered one question right."""

    kind = serializers.ChoiceField(choices=["shape", "answer"])
    reference_id = serializers.CharField()
    found_count = serializers.IntegerField()
    seen_count = serializers.IntegerField()


class GoldItemDetailOut(serializers.Serializer):
    """A known answer with its history, newest first, and who found which shape, least first."""

    gold = GoldItemOut()
    history = GoldChangeOut(many=True)
    found = FoundOut(many=True)
    is_rescored = serializers.BooleanField()


class CorrectionIn(serializers.Serializer):
    """The right answer, and why."""

    reference = serializers.JSONField()
    reason = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, default="")


class GoldMoveIn(serializers.Serializer):
    """Why; it stands in the history of the item."""

    reason = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, default="")


class ExplanationIn(serializers.Serializer):
    """What people read after visible gold."""

    explanation = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True)


class KindStockOut(serializers.Serializer):
    """How much gold in use has a label, an answer, or nothing in it."""

    kind = serializers.ChoiceField(choices=["label", "answer", "nothing"])
    key = serializers.CharField()
    name = serializers.CharField()
    item_count = serializers.IntegerField()
    object_count = serializers.IntegerField()


class StatesOut(serializers.Serializer):
    """How many are in each state."""

    proposed = serializers.IntegerField()
    active = serializers.IntegerField()
    suspended = serializers.IntegerField()
    retired = serializers.IntegerField()


class StockOut(serializers.Serializer):
    """The bank in figures."""

    states = StatesOut()
    hidden_count = serializers.IntegerField()
    visible_count = serializers.IntegerField()
    older_count = serializers.IntegerField()
    kinds = KindStockOut(many=True)
    uses_per_day = serializers.FloatField()
    person_count = serializers.IntegerField()
    exhausted_count = serializers.IntegerField()
    soon_count = serializers.IntegerField()
    is_low = serializers.BooleanField()
    reason = SaidField()


class ContestIn(serializers.Serializer):
    """What is wrong with the known answer."""

    reason = serializers.CharField(max_length=LONGEST_TEXT)


class ContestFilterIn(serializers.Serializer):
    """Which contests are wanted."""

    state = serializers.ChoiceField(choices=GoldContest.State.choices, required=False)


class ContestAnswerIn(serializers.Serializer):
    """What the person is told."""

    answer = serializers.CharField(max_length=LONGEST_TEXT)


class ContestUpholdIn(ContestAnswerIn):
    """The same, with the right answer; without one the item is retired."""

    reference = serializers.JSONField(required=False, allow_null=True, default=None)


class PictureOut(serializers.Serializer):
    """A picture to look at again."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    width_px = serializers.IntegerField()
    height_px = serializers.IntegerField()
    image_url = serializers.SerializerMethodField()
    thumbnail_url = serializers.SerializerMethodField()

    def get_image_url(self, item: Item) -> str:
        """The signed address of the rendition."""
        return image_url(item, viewer=self.context["viewer"])

    def get_thumbnail_url(self, item: Item) -> str:
        """The signed address of the thumbnail."""
        return image_url(item, "thumbnail", viewer=self.context["viewer"])


class OwnContestOut(serializers.Serializer):
    """What I contested, and the answer."""

    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    project_name = serializers.CharField(source="project.name")
    item = PictureOut(source="gold_item.item")
    reason = serializers.CharField()
    state = serializers.ChoiceField(choices=GoldContest.State.choices)
    answer = serializers.CharField()
    contested_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class ContestOut(OwnContestOut):
    """A contest as its manager sees it, with the known answer and that of the person."""

    gold_item_id = serializers.IntegerField()
    gold_state = serializers.ChoiceField(choices=GoldItem.State.choices, source="gold_item.state")
    pseudonym = serializers.CharField(source="annotator.pseudonym")
    user_id = serializers.IntegerField(source="annotator_id")
    reference = serializers.JSONField(source="gold_item.reference")
    document = serializers.JSONField(source="submission.document")


class MatchOut(serializers.Serializer):
    """A shape of the answer, and the known one it stands for."""

    answer_id = serializers.CharField()
    reference_id = serializers.CharField()
    iou = serializers.FloatField()
    has_right_label = serializers.BooleanField()


class TaughtOut(serializers.Serializer):
    """One's own answer beside the known one."""

    assignment_id = serializers.IntegerField()
    item = PictureOut()
    schema_version = SchemaVersionRefOut()
    document = serializers.JSONField()
    reference = serializers.JSONField()
    is_right = serializers.BooleanField()
    f1 = serializers.FloatField(allow_null=True)
    mean_iou = serializers.FloatField(allow_null=True)
    matched = MatchOut(many=True)
    missed = serializers.ListField(child=serializers.CharField())
    spurious = serializers.ListField(child=serializers.CharField())
    questions = serializers.DictField(child=serializers.BooleanField())
    explanation = serializers.CharField()
    can_contest = serializers.BooleanField()


class FeedbackOut(serializers.Serializer):
    """What a task taught; None unless it was visible gold."""

    feedback = TaughtOut(allow_null=True)
