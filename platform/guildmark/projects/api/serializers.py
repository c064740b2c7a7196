"""How projects, schemas and guidelines look in JSON."""

from rest_framework import serializers

from guildmark.core.fields import NameField, NumberField
from guildmark.core.money import MoneyOut
from guildmark.datasets.media import image_url
from guildmark.datasets.models import Item
from guildmark.projects.markdown import MOST_CHARACTERS
from guildmark.projects.models import GuidelineExample, GuidelineVersion, Project


class NamedOut(serializers.Serializer):
    """Something by its name."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class SchemaVersionRefOut(serializers.Serializer):
    """A version of the label schema, to draw by."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    definition = serializers.JSONField()


class GuidelineVersionRefOut(serializers.Serializer):
    """A version of the guideline by its number, e.g. "2.1"."""

    id = serializers.IntegerField()
    number = serializers.CharField()


class ProjectIn(serializers.Serializer):
    """What a project begins with."""

    name = NameField(max_length=120)
    summary = serializers.CharField(max_length=300, allow_blank=True, default="")


class SettingsIn(serializers.Serializer):
    """Settings of a project, some or all."""

    name = NameField(max_length=120, required=False)
    summary = serializers.CharField(max_length=300, allow_blank=True, required=False)
    community_id = serializers.IntegerField(allow_null=True, required=False)
    dataset_id = serializers.IntegerField(allow_null=True, required=False)
    price_minor = serializers.IntegerField(min_value=0, max_value=1_000_000, required=False)
    currency = serializers.RegexField(r"^[A-Z]{3}$", required=False)
    budget_minor = serializers.IntegerField(
        min_value=0, max_value=10**12, allow_null=True, required=False
    )
    overlap = serializers.IntegerField(min_value=1, max_value=25, required=False)
    gold_iou = NumberField(min_value=0.05, max_value=0.99, required=False)
    gold_f1 = NumberField(min_value=0.05, max_value=1, required=False)
    gold_label_accuracy = NumberField(min_value=0, max_value=1, required=False)
    gold_question_accuracy = NumberField(min_value=0, max_value=1, required=False)
    gold_pass_mark = NumberField(min_value=0.0, max_value=1.0, required=False)
    lease_seconds = serializers.IntegerField(min_value=60, max_value=86_400, required=False)
    target_confidence = NumberField(min_value=0.5, max_value=0.999, required=False)
    consensus_method = serializers.ChoiceField(
        choices=Project.ConsensusMethod.choices, required=False
    )
    calibration_method = serializers.ChoiceField(
        choices=Project.CalibrationMethod.choices, required=False
    )
    shape_kept_from = NumberField(min_value=0.05, max_value=0.95, required=False)
    disputed_below = NumberField(min_value=0.0, max_value=0.95, required=False)
    flow = serializers.ChoiceField(choices=Project.Flow.choices, required=False)
    verdicts_wanted = serializers.IntegerField(min_value=1, max_value=5, required=False)
    verdict_audit_share = NumberField(min_value=0.0, max_value=1.0, required=False)
    auto_accept_days = serializers.IntegerField(min_value=1, max_value=60, required=False)
    rejection_budget = NumberField(min_value=0.0, max_value=1.0, required=False)
    appeal_days = serializers.IntegerField(min_value=7, max_value=90, required=False)
    appeal_answer_days = serializers.IntegerField(min_value=1, max_value=30, required=False)
    gold_contests = serializers.IntegerField(min_value=1, max_value=20, required=False)
    has_superpixels = serializers.BooleanField(required=False)
    plugin = serializers.CharField(max_length=40, allow_blank=True, required=False)
    suggestion_share = NumberField(min_value=0.0, max_value=1.0, required=False)


class ReadSettingsIn(SettingsIn):
    """Settings as somebody read them: also what was saved before today's rules for it."""

    name = serializers.CharField(  # type: ignore[assignment]  # a name of before was any text
        trim_whitespace=False, allow_blank=True, required=False, help_text="as it was read"
    )
    summary = serializers.CharField(
        trim_whitespace=False, allow_blank=True, required=False, help_text="as it was read"
    )


class ProjectChangeIn(SettingsIn):
    """What of a project changes; what is left out stays.

    `written_over` are settings as they were when the asker read them. Where one of them is another
    by now, nothing is changed. Without it the change goes over whatever is there.
    """

    written_over = ReadSettingsIn(required=False)


class ProjectOut(serializers.Serializer):
    """An annotation goal with its plan, its schema and its guideline in force."""

    id = serializers.IntegerField()
    organisation_id = serializers.IntegerField()
    name = serializers.CharField()
    summary = serializers.CharField()
    state = serializers.ChoiceField(choices=Project.State.choices)
    community = NamedOut(allow_null=True)
    dataset = NamedOut(allow_null=True)
    price = MoneyOut()
    budget_minor = serializers.IntegerField(allow_null=True)
    overlap = serializers.IntegerField()
    gold_iou = NumberField()
    gold_f1 = NumberField()
    gold_label_accuracy = NumberField()
    gold_question_accuracy = NumberField()
    gold_pass_mark = NumberField()
    lease_seconds = serializers.IntegerField()
    target_confidence = NumberField()
    consensus_method = serializers.ChoiceField(choices=Project.ConsensusMethod.choices)
    calibration_method = serializers.ChoiceField(choices=Project.CalibrationMethod.choices)
    shape_kept_from = NumberField()
    disputed_below = NumberField()
    flow = serializers.ChoiceField(choices=Project.Flow.choices)
    verdicts_wanted = serializers.IntegerField()
    verdict_audit_share = NumberField()
    auto_accept_days = serializers.IntegerField()
    rejection_budget = NumberField()
    appeal_days = serializers.IntegerField()
    appeal_answer_days = serializers.IntegerField()
    gold_contests = serializers.IntegerField()
    has_superpixels = serializers.BooleanField()
    plugin = serializers.CharField()
    suggestion_share = NumberField()
    schema_version = SchemaVersionRefOut(allow_null=True)
    guideline_version = GuidelineVersionRefOut(allow_null=True)
    created_at = serializers.DateTimeField()


class SchemaVersionIn(serializers.Serializer):
    """A label schema, written over the version `after_number`, 0 where there was none.

    Without it the schema goes over whatever is in force. `are_names_confirmed` takes it although a
    name passes to another key, so that answers given before read otherwise.
    """

    definition = serializers.JSONField()
    after_number = serializers.IntegerField(min_value=0, required=False)
    are_names_confirmed = serializers.BooleanField(default=False)


class SchemaVersionOut(SchemaVersionRefOut):
    """A version of the label schema, and who put it in force when."""

    created_by = serializers.CharField(source="created_by.display_name")
    created_at = serializers.DateTimeField()


class ExampleItemOut(serializers.Serializer):
    """The picture an example is drawn on."""

    id = serializers.IntegerField()
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


class ExampleIn(serializers.Serializer):
    """A right, wrong or borderline example; `label_key` is empty where it is about no label.

    An example of an option of a question has `question/option` there.
    """

    item_id = serializers.IntegerField()
    label_key = serializers.CharField(max_length=127, allow_blank=True, default="")
    verdict = serializers.ChoiceField(choices=GuidelineExample.Verdict.choices)
    caption = serializers.CharField(max_length=200, allow_blank=True)
    document = serializers.JSONField()


class ExampleChangeIn(serializers.Serializer):
    """What of an example changes; what is left out stays."""

    item_id = serializers.IntegerField(required=False)
    label_key = serializers.CharField(max_length=127, allow_blank=True, required=False)
    verdict = serializers.ChoiceField(choices=GuidelineExample.Verdict.choices, required=False)
    caption = serializers.CharField(max_length=200, allow_blank=True, required=False)
    document = serializers.JSONField(required=False)


class ExampleOut(serializers.Serializer):
    """An example with what is drawn on its picture."""

    id = serializers.IntegerField()
    label_key = serializers.CharField()
    verdict = serializers.ChoiceField(choices=GuidelineExample.Verdict.choices)
    caption = serializers.CharField()
    item = ExampleItemOut()
    document = serializers.JSONField()


class GuidelineDraftIn(serializers.Serializer):
    """Whether the change makes qualifications stale (major) or not (minor)."""

    change = serializers.ChoiceField(choices=GuidelineVersion.Change.choices)


class GuidelineBodyIn(serializers.Serializer):
    """What of a draft changes; what is left out stays. `revision` is that of the text replaced."""

    revision = serializers.CharField(max_length=16, required=False)
    body_markdown = serializers.CharField(
        max_length=MOST_CHARACTERS, allow_blank=True, trim_whitespace=False, required=False
    )
    change = serializers.ChoiceField(choices=GuidelineVersion.Change.choices, required=False)


class GuidelineRetractIn(serializers.Serializer):
    """Why a version is taken back; people are told it."""

    reason = serializers.CharField(max_length=600)


class GuidelineVersionOut(serializers.Serializer):
    """A version of the guideline for those who write it."""

    id = serializers.IntegerField(source="version.id")
    number = serializers.CharField(source="version.number")
    major = serializers.IntegerField(source="version.major")
    minor = serializers.IntegerField(source="version.minor")
    change = serializers.ChoiceField(
        choices=GuidelineVersion.Change.choices, source="version.change"
    )
    state = serializers.ChoiceField(choices=GuidelineVersion.State.choices, source="version.state")
    body_markdown = serializers.CharField(source="version.body_markdown")
    revision = serializers.CharField(source="version.revision")
    body_html = serializers.CharField()
    examples = ExampleOut(many=True, source="version.examples.all")
    label_colors = serializers.DictField(child=serializers.CharField())
    label_edges = serializers.DictField(
        child=serializers.ListField(child=serializers.ListField(child=serializers.CharField())),
        help_text="lines of skeletons, by label",
    )
    questions = serializers.ListField(
        child=serializers.JSONField(), help_text="of the schema in force, for answers of examples"
    )
    created_at = serializers.DateTimeField(source="version.created_at")
    published_at = serializers.DateTimeField(source="version.published_at", allow_null=True)


class GuidelineOut(serializers.Serializer):
    """The guideline in force for those who work by it."""

    id = serializers.IntegerField(source="version.id")
    number = serializers.CharField(source="version.number")
    change = serializers.ChoiceField(
        choices=GuidelineVersion.Change.choices, source="version.change"
    )
    body_html = serializers.CharField()
    language = serializers.CharField(help_text="of a translation, empty for the text itself")
    languages = serializers.ListField(child=serializers.CharField())
    original_headings = serializers.ListField(
        child=serializers.CharField(),
        help_text="of a translation: what its headings say in the original, in order",
    )
    examples = ExampleOut(many=True, source="version.examples.all")
    label_colors = serializers.DictField(child=serializers.CharField())
    label_edges = serializers.DictField(
        child=serializers.ListField(child=serializers.ListField(child=serializers.CharField())),
        help_text="lines of skeletons, by label",
    )
    questions = serializers.ListField(
        child=serializers.JSONField(), help_text="of the schema in force, for answers of examples"
    )


class MarkdownIn(serializers.Serializer):
    """A text to look at; pictures are shown to the staff of the project it is for."""

    project_id = serializers.IntegerField(required=False, allow_null=True, default=None)
    markdown = serializers.CharField(
        max_length=MOST_CHARACTERS, allow_blank=True, trim_whitespace=False
    )


class MarkdownOut(serializers.Serializer):
    """Safe HTML."""

    html = serializers.CharField()
