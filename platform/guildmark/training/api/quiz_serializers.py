"""How the quiz looks in JSON: its bank and its analysis, sittings and results."""

from typing import Any

from rest_framework import serializers

from guildmark.datasets.api.serializers import LevelsOut
from guildmark.datasets.media import image_url
from guildmark.datasets.models import Item
from guildmark.training.api.serializers import PlanOut
from guildmark.training.api.words import AnswerOptionOut, WordsField
from guildmark.training.models import Attempt, QuizQuestion
from guildmark.training.written import MOST_OPTIONS, TYPES

WRITTEN_TYPES = [(one, one) for one in TYPES]


class QuizItemOut(serializers.Serializer):
    """The picture of a question, as people answer it."""

    id = serializers.IntegerField()
    width_px = serializers.IntegerField()
    height_px = serializers.IntegerField()
    image_url = serializers.SerializerMethodField()
    levels = LevelsOut(source="*", allow_null=True)

    def get_image_url(self, item: Item) -> str:
        """The signed address of the rendition."""
        return image_url(item, viewer=self.context["viewer"])


class BankItemOut(QuizItemOut):
    """The picture of a question, as managers list it."""

    name = serializers.CharField()
    thumbnail_url = serializers.SerializerMethodField()

    def get_thumbnail_url(self, item: Item) -> str:
        """The signed address of the thumbnail."""
        return image_url(item, "thumbnail", viewer=self.context["viewer"])


class WrittenOptionField(serializers.Serializer):
    """One of the answers that can be chosen or put in order."""

    key = serializers.CharField(max_length=60)
    text = serializers.CharField(max_length=300)


class AskedField(serializers.Serializer):
    """A question in words; see `training.written`."""

    type = serializers.ChoiceField(choices=WRITTEN_TYPES)
    text = serializers.CharField(max_length=600)
    options = serializers.ListField(child=WrittenOptionField(), max_length=MOST_OPTIONS)
    unit = serializers.CharField(max_length=20, allow_blank=True, default="")


class AskedOut(serializers.Serializer):
    """A question in words, as people read it."""

    type = serializers.ChoiceField(choices=WRITTEN_TYPES)
    text = WordsField()
    options = AnswerOptionOut(many=True)
    unit = WordsField(default="")


class QuizQuestionIn(serializers.Serializer):
    """An item with its known answer, or a question in words with what is known.

    Either `item_id` and `reference` (an annotation document), or `asked` and `known`, then with an
    item or without.
    """

    item_id = serializers.IntegerField(required=False, allow_null=True, default=None)
    reference = serializers.JSONField(required=False, allow_null=True, default=None)
    asked = AskedField(required=False, allow_null=True, default=None)
    known = serializers.JSONField(required=False, allow_null=True, default=None)
    difficulty = serializers.ChoiceField(
        choices=QuizQuestion.Difficulty.choices, default=QuizQuestion.Difficulty.MIDDLE
    )
    since_major = serializers.IntegerField(
        min_value=1, max_value=100_000, required=False, allow_null=True, default=None
    )
    explanation = serializers.CharField(
        max_length=600, required=False, allow_blank=True, default=""
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
        """Drawn or written, not both."""
        if data["asked"] is None and (data["item_id"] is None or data["reference"] is None):
            raise serializers.ValidationError({"reference": "Give an item and its known answer."})
        if data["asked"] is not None and data["reference"] is not None:
            raise serializers.ValidationError({"asked": "Ask in words or by drawing, not both."})
        return data


class QuizQuestionChangeIn(serializers.Serializer):
    """What of a question changes; what is left out stays."""

    difficulty = serializers.ChoiceField(choices=QuizQuestion.Difficulty.choices, required=False)
    since_major = serializers.IntegerField(
        min_value=1, max_value=100_000, required=False, allow_null=True
    )
    explanation = serializers.CharField(max_length=600, required=False, allow_blank=True)


class QuizQuestionOut(serializers.Serializer):
    """A question of the bank."""

    id = serializers.IntegerField()
    item = BankItemOut(allow_null=True)
    reference = serializers.JSONField(allow_null=True)
    asked = AskedField(allow_null=True)
    known = serializers.JSONField(allow_null=True)
    decision_count = serializers.IntegerField()
    difficulty = serializers.ChoiceField(choices=QuizQuestion.Difficulty.choices)
    since_major = serializers.IntegerField(allow_null=True)
    explanation = serializers.CharField()
    is_active = serializers.BooleanField()


class QuestionAnalysisOut(serializers.Serializer):
    """How a question does: `right` of `n` answers; of `passed_n` who passed, `passed_missed` not.

    `discrimination` is -1 to 1, null where there are too few answers to tell.
    """

    question_id = serializers.IntegerField()
    n = serializers.IntegerField(source="statistics.n")
    right = serializers.IntegerField(source="statistics.right")
    discrimination = serializers.FloatField(source="statistics.discrimination", allow_null=True)
    passed_n = serializers.IntegerField(source="statistics.passed_n")
    passed_missed = serializers.IntegerField(source="statistics.passed_missed")
    is_suspicious = serializers.BooleanField(source="statistics.is_suspicious")


class ShortageOut(serializers.Serializer):
    """What the bank lacks for a quiz; an empty label means any."""

    label_key = serializers.CharField()
    difficulty = serializers.CharField()
    lacking = serializers.IntegerField()


class QuizAnalysisOut(serializers.Serializer):
    """What the newest sittings say about the quiz."""

    attempts = serializers.IntegerField()
    passed = serializers.IntegerField()
    median_seconds = serializers.IntegerField(allow_null=True)
    suggested_seconds = serializers.IntegerField(allow_null=True)
    shortages = ShortageOut(many=True)
    older_count = serializers.IntegerField()
    questions = QuestionAnalysisOut(many=True)


class AttemptQuestionOut(serializers.Serializer):
    """A question of an attempt, without its known answer."""

    id = serializers.IntegerField(source="question_id")
    position = serializers.IntegerField()
    item = QuizItemOut(source="question.item", allow_null=True)
    asked = AskedOut(source="question.asked", allow_null=True)
    is_answered = serializers.BooleanField(
        read_only=True, help_text="True when something was said."
    )
    document = serializers.JSONField(allow_null=True)
    draft = serializers.JSONField(allow_null=True)
    said = serializers.JSONField(allow_null=True)


class RuleOut(serializers.Serializer):
    """One thing that has to be reached; the value is null where no drawn shape matched."""

    name = serializers.ChoiceField(
        choices=[(one, one) for one in ("f1", "mean_iou", "label_accuracy", "question_accuracy")]
    )
    value = serializers.FloatField(allow_null=True)
    wanted = serializers.FloatField()
    is_met = serializers.BooleanField()


class MatchedShapeOut(serializers.Serializer):
    """A shape of the answer and the one of the reference it stands for."""

    answer_id = serializers.CharField()
    reference_id = serializers.CharField()
    iou = serializers.FloatField()
    has_right_label = serializers.BooleanField()


class ScoredQuestionOut(serializers.Serializer):
    """A question with its known answer beside what was said.

    `missed` are ids of shapes of the reference, `spurious` of the answer; `answers` says by key
    which questions about the picture were answered right.
    """

    question_id = serializers.IntegerField()
    is_right = serializers.BooleanField()
    f1 = serializers.FloatField(allow_null=True)
    mean_iou = serializers.FloatField(allow_null=True)
    missed = serializers.ListField(child=serializers.CharField())
    spurious = serializers.ListField(child=serializers.CharField())
    matched = MatchedShapeOut(many=True)
    answers = serializers.DictField(child=serializers.BooleanField(), default=dict)
    reference = serializers.JSONField(allow_null=True)
    document = serializers.JSONField(allow_null=True)
    known = serializers.JSONField(allow_null=True)
    said = serializers.JSONField(allow_null=True)
    explanation = WordsField()


class AttemptResultOut(serializers.Serializer):
    """How the attempt went; null where there was nothing to measure.

    Without `has_answers`, what is known to be right is left out: the questions may come again.
    """

    is_passed = serializers.BooleanField()
    has_answers = serializers.BooleanField()
    f1 = serializers.FloatField(allow_null=True)
    mean_iou = serializers.FloatField(allow_null=True)
    label_accuracy = serializers.FloatField(allow_null=True)
    answers_right = serializers.IntegerField()
    answers_total = serializers.IntegerField()
    scored_decisions = serializers.IntegerField()
    rules = RuleOut(many=True)
    questions = ScoredQuestionOut(many=True)


class AttemptSchemaOut(serializers.Serializer):
    """The label schema to answer by."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    definition = serializers.JSONField()


class AttemptOut(serializers.Serializer):
    """A sitting of the quiz."""

    id = serializers.IntegerField()
    project_id = serializers.IntegerField()
    number = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Attempt.State.choices)
    is_delta = serializers.BooleanField()
    started_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    seconds_left = serializers.IntegerField()
    schema_version = AttemptSchemaOut()
    questions = AttemptQuestionOut(many=True, source="answers")
    rules = PlanOut()
    result = AttemptResultOut(allow_null=True)


class AttemptAnswerIn(serializers.Serializer):
    """A complete annotation document, or what is said to a question in words.

    A draft need not be complete; it is kept, and counts at the end if nothing is missing in it.
    """

    document = serializers.JSONField(required=False, allow_null=True, default=None)
    said = serializers.JSONField(required=False, allow_null=True, default=None)
    is_draft = serializers.BooleanField(default=False)


class AttemptAnswerOut(serializers.Serializer):
    """It is kept; a draft alone is no answer."""

    is_answered = serializers.BooleanField()
