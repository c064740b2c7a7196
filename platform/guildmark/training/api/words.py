"""What training says, in the language in which it is asked for."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from guildmark.projects.languages import LANGUAGE
from guildmark.training import queries

#: BCP 47; what is not translated into it is answered as it was written.
IN_LANGUAGE = [OpenApiParameter("language", str)]


def words_for(request: Request, project_id: int) -> Mapping[str, str]:
    """The words of the language that a request asks for; none for none, and for what is none."""
    language = request.query_params.get("language", "")
    if not LANGUAGE.fullmatch(language):
        return {}
    return queries.words_in(project_id=project_id, language=language)


class WordsField(serializers.CharField):
    """What somebody wrote, as `words` of the context have it; as it was written without them."""

    # Any: as the base class has it.
    def to_representation(self, value: Any) -> str:
        """In the reader's language, where it is said in it."""
        words: Mapping[str, str] = self.context.get("words", {})
        return words.get(value, value)


class AnswerOptionOut(serializers.Serializer):
    """One of the answers that can be chosen or put in order."""

    key = serializers.CharField()
    text = WordsField()
