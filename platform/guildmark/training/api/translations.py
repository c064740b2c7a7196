"""What training says in other languages, as managers write it."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id
from guildmark.core.clock import now
from guildmark.projects.api.languages import require_language
from guildmark.training import actions, queries
from guildmark.training.api.staff import project_for
from guildmark.training.queries.translations import TrainingWords

MOST_WORDS, MOST_LETTERS, MOST_TRANSLATED = 10_000, 600, 1200
KINDS = ("comprehension", "practice", "quiz")


class WordingOut(serializers.Serializer):
    """The words of one question or practice item, as they were written."""

    kind = serializers.ChoiceField(choices=[(one, one) for one in KINDS])
    id = serializers.IntegerField()
    words = serializers.ListField(child=serializers.CharField())


class TrainingTranslationOut(serializers.Serializer):
    """All that a project says in training, and what of it is said in the language.

    `lacking` is what people read as it was written: it has no translation, or was written anew.
    """

    revision = serializers.CharField(help_text="which words these are, empty for none")
    wordings = WordingOut(many=True)
    words = serializers.DictField(
        child=serializers.CharField(), help_text="by what the original says, as it was saved"
    )
    lacking = serializers.ListField(child=serializers.CharField())


class TrainingTranslationIn(serializers.Serializer):
    """All that is translated, by what the original says.

    `revision` is that of the words replaced, empty where there were none; without it whatever is
    there is taken.
    """

    revision = serializers.CharField(max_length=16, required=False, allow_blank=True)
    words = serializers.DictField(
        child=serializers.CharField(max_length=MOST_TRANSLATED, allow_blank=True)
    )

    def validate_words(self, words: dict[str, str]) -> dict[str, str]:
        """No more than a bank can hold."""
        if len(words) > MOST_WORDS or any(len(key) > MOST_LETTERS for key in words):
            raise serializers.ValidationError(_("These are no words of the training."))
        return words


class TrainingTranslationView(APIView):
    """`/projects/{project_id}/training-translations/{language}`"""

    @extend_schema(operation_id="training_translation_get", responses=TrainingTranslationOut)
    def get(self, request: Request, project_id: int, language: str) -> Response:
        """Questions, options and explanations, with what is missing in the language."""
        project_for(request, project_id, MANAGERS)
        require_language(language)
        return _answer(queries.training_words(project_id=project_id, language=language))

    @extend_schema(
        operation_id="training_translation_save",
        request=TrainingTranslationIn,
        responses=TrainingTranslationOut,
    )
    def put(self, request: Request, project_id: int, language: str) -> Response:
        """Say it in the language, or say it anew."""
        project_for(request, project_id, MANAGERS)
        require_language(language)
        data = TrainingTranslationIn(data=request.data)
        data.is_valid(raise_exception=True)
        saved = actions.save_training_translation(
            actor_id=asker_id(request),
            project_id=project_id,
            language=language,
            now=now(),
            **data.validated_data,
        )
        return _answer(saved)


def _answer(words: TrainingWords) -> Response:
    return Response(TrainingTranslationOut(words).data)
