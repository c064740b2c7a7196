"""Guidelines in other languages, as managers write them."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_role
from guildmark.core.clock import now
from guildmark.projects import actions, queries
from guildmark.projects.api.languages import require_language
from guildmark.projects.api.projects import READ, WRITE
from guildmark.projects.api.questions import DifferenceLineOut
from guildmark.projects.differences import Line, differences
from guildmark.projects.markdown import MOST_CHARACTERS
from guildmark.projects.models import GuidelineTranslation

MOST_CAPTIONS, MOST_LETTERS = 500, 200


class TranslationOut(serializers.Serializer):
    """A translation, and what is out of date in it.

    `changed` is what its original became since it was made, empty for nothing; `lacking` are the
    captions of examples, as in the original, that have no translation or were written anew.
    """

    language = serializers.CharField()
    revision = serializers.CharField(help_text="which text this is")
    body_markdown = serializers.CharField()
    updated_at = serializers.DateTimeField()
    changed = serializers.SerializerMethodField()
    captions = serializers.DictField(
        child=serializers.CharField(), help_text="of examples, by what the original says"
    )
    lacking = serializers.SerializerMethodField()

    def get_lacking(self, translation: GuidelineTranslation) -> list[str]:
        """Captions that people read as they are in the original."""
        return translation.lacking(translation.guideline_version.examples.all())

    @extend_schema_field(DifferenceLineOut(many=True))
    def get_changed(self, translation: GuidelineTranslation) -> list[object]:
        """The lines that are new, gone or different in the original."""
        lines: list[Line] = differences(
            translation.source_markdown, translation.guideline_version.body_markdown
        )
        return list(DifferenceLineOut(lines, many=True).data)


class TranslationsOut(serializers.Serializer):
    """All translations of a version."""

    translations = TranslationOut(many=True)


class TranslationIn(serializers.Serializer):
    """The text in the other language.

    `source_revision` is that of the original it is made from, and `revision` that of the
    translation it replaces, empty where there was none; without them whatever is there is taken.
    """

    source_revision = serializers.CharField(max_length=16, required=False)
    revision = serializers.CharField(max_length=16, required=False, allow_blank=True)
    body_markdown = serializers.CharField(max_length=MOST_CHARACTERS, trim_whitespace=False)
    captions = serializers.DictField(
        child=serializers.CharField(max_length=200, allow_blank=True),
        required=False,
        help_text="of examples, by what the original says; all of them, or left out for no change",
    )

    def validate_captions(self, captions: dict[str, str]) -> dict[str, str]:
        """No more than there can be examples to read, and of what the database can keep."""
        if len(captions) > MOST_CAPTIONS or not all(_is_caption(key) for key in captions):
            raise serializers.ValidationError(_("These are no captions of the examples."))
        return captions


def _is_caption(key: str) -> bool:
    return len(key) <= MOST_LETTERS and "\0" not in key


class TranslationListView(APIView):
    """`/guideline-versions/{guideline_version_id}/translations`"""

    @extend_schema(operation_id="guideline_translations_get", responses=TranslationsOut)
    def get(self, request: Request, guideline_version_id: int) -> Response:
        """The version in its other languages, with what is out of date."""
        version = queries.guideline_version(guideline_version_id)
        organisation_id = version.project.organisation_id
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        found = queries.translations(guideline_version_id)
        return Response(TranslationsOut({"translations": found}).data)


class TranslationView(APIView):
    """`/guideline-versions/{guideline_version_id}/translations/{language}`"""

    @extend_schema(
        operation_id="guideline_translation_save", request=TranslationIn, responses=TranslationOut
    )
    def put(self, request: Request, guideline_version_id: int, language: str) -> Response:
        """Write it, or write it anew: it is up to date from then on."""
        version = queries.guideline_version(guideline_version_id)
        organisation_id = version.project.organisation_id
        require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)
        require_language(language)
        data = TranslationIn(data=request.data)
        data.is_valid(raise_exception=True)
        saved = actions.save_translation(
            actor_id=asker_id(request),
            guideline_version_id=guideline_version_id,
            language=language,
            now=now(),
            **data.validated_data,
        )
        return Response(TranslationOut(saved).data)
