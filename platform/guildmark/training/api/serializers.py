"""How training looks in JSON."""

from rest_framework import serializers

from guildmark.communities.models import Community
from guildmark.datasets.media import image_url
from guildmark.datasets.models import Item
from guildmark.training.models import Attempt, Qualification
from guildmark.training.way import STEPS, StepState


class QuizItemOut(serializers.Serializer):
    """The picture of a question, as people answer it."""

    id = serializers.IntegerField()
    width_px = serializers.IntegerField()
    height_px = serializers.IntegerField()
    image_url = serializers.SerializerMethodField()

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


class PlanOut(serializers.Serializer):
    """How the quiz is composed and passed; shares and IoU are 0 to 1."""

    scored_decisions = serializers.IntegerField()
    pass_f1 = serializers.FloatField()
    pass_iou = serializers.FloatField()
    pass_label_accuracy = serializers.FloatField()
    pass_answers_share = serializers.FloatField()
    time_limit_seconds = serializers.IntegerField()
    attempts_per_major = serializers.IntegerField()
    first_wait_seconds = serializers.IntegerField()
    second_wait_seconds = serializers.IntegerField()
    valid_days = serializers.IntegerField()
    seats = serializers.IntegerField(allow_null=True)


class PlanIn(serializers.Serializer):
    """What of the plan changes; what is left out stays."""

    scored_decisions = serializers.IntegerField(min_value=1, max_value=500, required=False)
    pass_f1 = serializers.FloatField(min_value=0, max_value=1, required=False)
    pass_iou = serializers.FloatField(min_value=0, max_value=1, required=False)
    pass_label_accuracy = serializers.FloatField(min_value=0, max_value=1, required=False)
    pass_answers_share = serializers.FloatField(min_value=0, max_value=1, required=False)
    time_limit_seconds = serializers.IntegerField(min_value=60, max_value=86_400, required=False)
    attempts_per_major = serializers.IntegerField(min_value=1, max_value=100, required=False)
    first_wait_seconds = serializers.IntegerField(min_value=0, max_value=31_536_000, required=False)
    second_wait_seconds = serializers.IntegerField(
        min_value=0, max_value=31_536_000, required=False
    )
    valid_days = serializers.IntegerField(min_value=1, max_value=3650, required=False)
    seats = serializers.IntegerField(
        min_value=0, max_value=1_000_000, required=False, allow_null=True
    )


class AnswerOptionField(serializers.Serializer):
    """One of the answers that can be chosen."""

    key = serializers.CharField(max_length=60)
    text = serializers.CharField(max_length=300)


class ComprehensionQuestionIn(serializers.Serializer):
    """A question on the guideline, with all keys that have to be chosen."""

    text = serializers.CharField(max_length=400)
    options = serializers.ListField(child=AnswerOptionField(), min_length=2, max_length=12)
    right_keys = serializers.ListField(
        child=serializers.CharField(max_length=60), allow_empty=False, max_length=12
    )
    explanation = serializers.CharField(max_length=600)


class ComprehensionQuestionChangeIn(serializers.Serializer):
    """What of a question changes; what is left out stays."""

    text = serializers.CharField(max_length=400, required=False)
    options = serializers.ListField(
        child=AnswerOptionField(), min_length=2, max_length=12, required=False
    )
    right_keys = serializers.ListField(
        child=serializers.CharField(max_length=60),
        allow_empty=False,
        max_length=12,
        required=False,
    )
    explanation = serializers.CharField(max_length=600, required=False)


class ComprehensionQuestionOut(serializers.Serializer):
    """A question as managers see it, with its answer."""

    id = serializers.IntegerField()
    text = serializers.CharField()
    options = AnswerOptionField(many=True)
    right_keys = serializers.ListField(child=serializers.CharField())
    explanation = serializers.CharField()


class ComprehensionAskOut(serializers.Serializer):
    """A question as people see it, without its answer."""

    id = serializers.IntegerField()
    text = serializers.CharField()
    options = AnswerOptionField(many=True)
    is_several = serializers.SerializerMethodField()

    def get_is_several(self, question: object) -> bool:
        """True when more than one answer is to be chosen."""
        return len(question.right_keys) > 1  # type: ignore[attr-defined]  # a ComprehensionQuestion


class ComprehensionAnswersIn(serializers.Serializer):
    """The chosen keys by id of question."""

    answers = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=60), max_length=12)
    )


class QuestionResultOut(serializers.Serializer):
    """Whether a question was answered right; a wrong answer is explained."""

    question_id = serializers.IntegerField()
    is_right = serializers.BooleanField()
    explanation = serializers.CharField()


class ComprehensionResultOut(serializers.Serializer):
    """One try at all questions."""

    is_passed = serializers.BooleanField()
    results = QuestionResultOut(many=True)


class QuizQuestionIn(serializers.Serializer):
    """An item with its known answer, an annotation document."""

    item_id = serializers.IntegerField()
    reference = serializers.JSONField()
    explanation = serializers.CharField(
        max_length=600, required=False, allow_blank=True, default=""
    )


class QuizQuestionOut(serializers.Serializer):
    """A question of the bank."""

    id = serializers.IntegerField()
    item = BankItemOut()
    reference = serializers.JSONField()
    decision_count = serializers.IntegerField()
    explanation = serializers.CharField()
    is_active = serializers.BooleanField()


class WayProjectOut(serializers.Serializer):
    """The project a way leads into."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    summary = serializers.CharField()


class WayCommunityOut(serializers.Serializer):
    """The community one has to be in."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    joining = serializers.ChoiceField(choices=Community.Joining.choices)


class StepOut(serializers.Serializer):
    """One step with a sentence on what is missing."""

    key = serializers.ChoiceField(choices=[(key, key) for key in STEPS])
    state = serializers.ChoiceField(
        choices=[(one.value, one.value) for one in StepState], source="state.value"
    )
    detail = serializers.CharField()
    available_at = serializers.DateTimeField(allow_null=True)


class ClauseOut(serializers.Serializer):
    """One thing that is asked of a person, in words."""

    door = serializers.CharField()
    is_met = serializers.BooleanField()
    sentence = serializers.CharField()
    trait_keys = serializers.ListField(child=serializers.CharField())


class HeldQualificationOut(serializers.Serializer):
    """The asker's own qualification."""

    state = serializers.ChoiceField(choices=Qualification.State.choices)
    expires_at = serializers.DateTimeField()


class WayOut(serializers.Serializer):
    """The whole way of a person into a project's work."""

    project = WayProjectOut()
    community = WayCommunityOut()
    steps = StepOut(many=True)
    clauses = ClauseOut(many=True)
    seats_left = serializers.IntegerField(allow_null=True)
    qualification = HeldQualificationOut(allow_null=True)
    attempt_id = serializers.IntegerField(allow_null=True)


class GuidelineReadingIn(serializers.Serializer):
    """The version that was read."""

    guideline_version_id = serializers.IntegerField()


class AttemptQuestionOut(serializers.Serializer):
    """A question of an attempt, without its known answer."""

    id = serializers.IntegerField(source="question_id")
    position = serializers.IntegerField()
    item = QuizItemOut(source="question.item")
    is_answered = serializers.SerializerMethodField()
    document = serializers.JSONField(allow_null=True)

    def get_is_answered(self, answer: object) -> bool:
        """True when something was said."""
        return answer.document is not None  # type: ignore[attr-defined]  # an AttemptAnswer


class RuleOut(serializers.Serializer):
    """One thing that has to be reached."""

    name = serializers.ChoiceField(
        choices=[(one, one) for one in ("f1", "mean_iou", "label_accuracy", "question_accuracy")]
    )
    value = serializers.FloatField()
    wanted = serializers.FloatField()
    is_met = serializers.BooleanField()


class ScoredQuestionOut(serializers.Serializer):
    """A question with its known answer beside what was said.

    `missed` are ids of shapes of the reference, `spurious` of the answer.
    """

    question_id = serializers.IntegerField()
    is_right = serializers.BooleanField()
    f1 = serializers.FloatField(allow_null=True)
    mean_iou = serializers.FloatField(allow_null=True)
    missed = serializers.ListField(child=serializers.CharField())
    spurious = serializers.ListField(child=serializers.CharField())
    reference = serializers.JSONField()
    document = serializers.JSONField(allow_null=True)
    explanation = serializers.CharField(allow_blank=True)


class AttemptResultOut(serializers.Serializer):
    """How the attempt went; null where there was nothing to measure."""

    is_passed = serializers.BooleanField()
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
    started_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    schema_version = AttemptSchemaOut()
    questions = AttemptQuestionOut(many=True, source="answers")
    rules = PlanOut()
    result = AttemptResultOut(allow_null=True)


class AttemptAnswerIn(serializers.Serializer):
    """A complete annotation document."""

    document = serializers.JSONField()


class AttemptAnswerOut(serializers.Serializer):
    """It is kept."""

    is_answered = serializers.BooleanField()


class QualificationOut(serializers.Serializer):
    """Somebody who was qualified, as managers see them."""

    user_id = serializers.IntegerField()
    pseudonym = serializers.CharField(source="user.pseudonym")
    state = serializers.ChoiceField(choices=Qualification.State.choices)
    granted_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    attempt_number = serializers.IntegerField(
        source="attempt.number", allow_null=True, default=None
    )


class FunnelOut(serializers.Serializer):
    """How many people came how far."""

    can_see = serializers.IntegerField()
    joined = serializers.IntegerField()
    read_guideline = serializers.IntegerField()
    comprehended = serializers.IntegerField()
    attempted = serializers.IntegerField()
    passed = serializers.IntegerField()
    worked = serializers.IntegerField()
