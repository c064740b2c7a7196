"""A model's drafts for people at work: whether there are any, and whether this task begins so."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from guildmark.accounts.access import require_person
from guildmark.core.clock import now
from guildmark.core.errors import NotFound
from guildmark.work import actions
from guildmark.work.api.assignments import WorkView
from guildmark.work.queries.eligibility import is_known_to
from guildmark.work.queries.suggestions import is_suggesting


class SuggestingOut(serializers.Serializer):
    """Whether tasks of the project may begin with a suggestion."""

    is_suggesting = serializers.BooleanField()


class SuggestedOut(serializers.Serializer):
    """A draft that a model made."""

    source_name = serializers.CharField()
    document = serializers.JSONField()
    confidences = serializers.DictField(
        child=serializers.FloatField(min_value=0, max_value=1),
        help_text="the model's scores by id of shape, where it gave any",
    )
    answer_confidences = serializers.DictField(
        child=serializers.FloatField(min_value=0, max_value=1),
        help_text="the model's scores of its answers by question, where it gave any",
    )


class SuggestionOut(serializers.Serializer):
    """What a task begins with: a draft, or nothing."""

    suggestion = SuggestedOut(allow_null=True)


class SuggestingView(WorkView):
    """`/projects/{project_id}/suggesting`"""

    @extend_schema(operation_id="suggesting_get", responses=SuggestingOut)
    def get(self, request: Request, project_id: int) -> Response:
        """Whether to ask for a suggestion at the beginning of a task."""
        if not is_known_to(user_id=require_person(request), project_id=project_id):
            raise NotFound
        return Response({"is_suggesting": is_suggesting(project_id)})


class SuggestionView(WorkView):
    """`/assignments/{assignment_id}/suggestion`"""

    @extend_schema(operation_id="suggestion_draw", request=None, responses=SuggestionOut)
    def post(self, request: Request, assignment_id: int) -> Response:
        """What one's task begins with. Drawn by lot once: asked again it is the same."""
        found = actions.draw_suggestion(
            user_id=require_person(request), assignment_id=assignment_id, now=now()
        )
        return Response(SuggestionOut({"suggestion": found}).data)
