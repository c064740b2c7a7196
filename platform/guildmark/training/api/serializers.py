"""How training looks in JSON."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from guildmark.communities.api.criteria import CountOut
from guildmark.communities.models import Community
from guildmark.core.fields import NumberField
from guildmark.projects.api.questions import GuidelineDifferenceOut
from guildmark.training.actions.comprehension import MOST_QUESTIONS
from guildmark.training.api.words import AnswerOptionOut, WordsField
from guildmark.training.drawing_lots import ANY
from guildmark.training.models import Qualification, QuizQuestion
from guildmark.training.way import STEPS, StepState

#: Two keys and what stands between them.
MOST_SUBJECT = 127
PART_DIFFICULTIES = [(ANY, ANY), *QuizQuestion.Difficulty.choices]


class PartField(serializers.Serializer):
    """At least so many decisions of a label (an empty one means any) and a difficulty.

    `question/option` counts the pictures whose answer to that question is known to be the option.
    """

    label_key = serializers.CharField(max_length=MOST_SUBJECT, allow_blank=True)
    difficulty = serializers.ChoiceField(choices=PART_DIFFICULTIES)
    decisions = serializers.IntegerField(min_value=1, max_value=500)


class PlanOut(serializers.Serializer):
    """How the quiz is composed and passed; shares and IoU are 0 to 1."""

    scored_decisions = serializers.IntegerField()
    pass_f1 = NumberField()
    pass_iou = NumberField()
    pass_label_accuracy = NumberField()
    pass_answers_share = NumberField()
    time_limit_seconds = serializers.IntegerField()
    attempts_per_major = serializers.IntegerField()
    first_wait_seconds = serializers.IntegerField()
    second_wait_seconds = serializers.IntegerField()
    valid_days = serializers.IntegerField()
    seats = serializers.IntegerField(allow_null=True)
    practice_iou = NumberField()
    practice_tries = serializers.IntegerField()
    delta_decisions = serializers.IntegerField()
    composition = PartField(many=True)


class PlanIn(serializers.Serializer):
    """What of the plan changes; what is left out stays."""

    scored_decisions = serializers.IntegerField(min_value=1, max_value=500, required=False)
    pass_f1 = NumberField(min_value=0, max_value=1, required=False)
    pass_iou = NumberField(min_value=0, max_value=1, required=False)
    pass_label_accuracy = NumberField(min_value=0, max_value=1, required=False)
    pass_answers_share = NumberField(min_value=0, max_value=1, required=False)
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
    practice_iou = NumberField(min_value=0, max_value=1, required=False)
    practice_tries = serializers.IntegerField(min_value=1, max_value=20, required=False)
    delta_decisions = serializers.IntegerField(min_value=1, max_value=100, required=False)
    composition = serializers.ListField(child=PartField(), max_length=20, required=False)


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
    text = WordsField()
    options = AnswerOptionOut(many=True)
    is_several = serializers.SerializerMethodField()

    def get_is_several(self, question: object) -> bool:
        """True when more than one answer is to be chosen."""
        return len(question.right_keys) > 1  # type: ignore[attr-defined]  # a ComprehensionQuestion


class ComprehensionAnswersIn(serializers.Serializer):
    """The chosen keys by id of question."""

    answers = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=60), max_length=12)
    )

    def validate_answers(self, answers: dict[str, list[str]]) -> dict[str, list[str]]:
        """No more than there can be questions."""
        if len(answers) > MOST_QUESTIONS:
            raise serializers.ValidationError(
                _("Answer at most {most} questions.").format(most=MOST_QUESTIONS)
            )
        return answers


class QuestionResultOut(serializers.Serializer):
    """Whether a question was answered right; a wrong answer is explained."""

    question_id = serializers.IntegerField()
    is_right = serializers.BooleanField()
    explanation = WordsField()


class ComprehensionResultOut(serializers.Serializer):
    """One try at all questions."""

    is_passed = serializers.BooleanField()
    results = QuestionResultOut(many=True)


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
    pause_seconds = serializers.IntegerField(
        allow_null=True, min_value=0, help_text="until available_at, by the server's clock"
    )


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
    is_ending = serializers.BooleanField(help_text="soon, unless they work before")


class QuizAheadOut(serializers.Serializer):
    """What the next attempt asks; a delta quiz is about what the major version changed alone."""

    is_delta = serializers.BooleanField()
    scored_decisions = serializers.IntegerField()
    attempts_left = serializers.IntegerField()


class WayOut(serializers.Serializer):
    """The whole way of a person into a project's work."""

    project = WayProjectOut()
    community = WayCommunityOut()
    steps = StepOut(many=True)
    clauses = ClauseOut(many=True)
    seats_left = serializers.IntegerField(allow_null=True)
    qualification = HeldQualificationOut(allow_null=True)
    attempt_id = serializers.IntegerField(allow_null=True)
    quiz = QuizAheadOut()
    plan = PlanOut()
    languages = serializers.ListField(
        child=serializers.CharField(), help_text="tags of BCP 47, that training is put into"
    )


class WayAheadOut(serializers.Serializer):
    """A project of a community, and the asker's next step into it."""

    project = WayProjectOut()
    next_step = StepOut()
    is_ready_for_work = serializers.BooleanField()


class GuidelineChangeOut(serializers.Serializer):
    """What is new to the asker, null for nothing."""

    change = GuidelineDifferenceOut(allow_null=True)


class GuidelineReadersOut(serializers.Serializer):
    """Of the people who are qualified, how many have read the version in force."""

    read = serializers.IntegerField()
    qualified = serializers.IntegerField()


class GuidelineReadingIn(serializers.Serializer):
    """The version that was read."""

    guideline_version_id = serializers.IntegerField()


#: The steps of a funnel after which people may be missing.
_DROPS = ("read_guideline", "comprehended", "practised", "attempted", "passed", "worked")


class FunnelOut(serializers.Serializer):
    """How many of the active members came how far with the guideline in force.

    Each number from `joined` on is some of the people of the one before; `practised` is null
    without practice, `largest_drop` empty where nobody stays behind.
    """

    can_see = CountOut()
    joined = serializers.IntegerField()
    read_guideline = serializers.IntegerField()
    comprehended = serializers.IntegerField()
    practised = serializers.IntegerField(allow_null=True)
    attempted = serializers.IntegerField()
    passed = serializers.IntegerField()
    worked = serializers.IntegerField()
    let_in_by_hand = serializers.IntegerField()
    largest_drop = serializers.ChoiceField(choices=[(one, one) for one in _DROPS], allow_blank=True)
