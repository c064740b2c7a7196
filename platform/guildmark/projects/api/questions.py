"""What changed in a guideline, and questions about it."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_person, require_role
from guildmark.accounts.models import ApiKey
from guildmark.communities.keepers import is_acting_steward
from guildmark.core.clock import now
from guildmark.core.errors import NotAllowed, NotFound
from guildmark.core.idempotency import idempotent
from guildmark.core.numbers import whole_number
from guildmark.projects import actions, queries
from guildmark.projects.api.projects import READ, WRITE
from guildmark.projects.languages import LANGUAGE
from guildmark.projects.models import GuidelineQuestion, Project

LINE_KINDS = ("same", "added", "removed", "changed", "gap")
PIECE_KINDS = LINE_KINDS[:3]


class DifferencePieceOut(serializers.Serializer):
    """Words that stayed, came or went."""

    kind = serializers.ChoiceField(choices=[(one, one) for one in PIECE_KINDS])
    text = serializers.CharField()


class DifferenceLineOut(serializers.Serializer):
    """A line with its pieces; a gap stands for lines that are the same and left out."""

    kind = serializers.ChoiceField(choices=[(one, one) for one in LINE_KINDS])
    pieces = DifferencePieceOut(many=True)


class GuidelineDifferenceOut(serializers.Serializer):
    """What a version changed against an older one."""

    before_number = serializers.CharField(source="before.number")
    after_number = serializers.CharField(source="after.number")
    after_id = serializers.IntegerField(source="after.pk")
    lines = DifferenceLineOut(many=True)
    examples_added = serializers.ListField(child=serializers.CharField())
    examples_removed = serializers.ListField(child=serializers.CharField())


class GuidelineQuestionIn(serializers.Serializer):
    """A question, and the words of the guideline it is about (empty for the whole)."""

    quote = serializers.CharField(max_length=300, allow_blank=True, default="")
    language = serializers.RegexField(
        LANGUAGE,
        allow_blank=True,
        default="",
        help_text="the guideline was read in, as `guideline` says it; empty for the text itself",
    )
    text = serializers.CharField(max_length=600)


class GuidelineAnswerIn(serializers.Serializer):
    """An answer; taken up, it goes with its question into the draft of the next version."""

    answer = serializers.CharField(max_length=1000)
    is_taken_up = serializers.BooleanField(default=False)


class GuidelineQuestionOut(serializers.Serializer):
    """A question with its answer, empty while there is none."""

    id = serializers.IntegerField()
    quote = serializers.CharField()
    language = serializers.CharField(
        help_text="of the translation that the quote is from, empty for the text itself"
    )
    original_quote = serializers.CharField(
        help_text="of a quote from a translation the passage of the original in the same place"
    )
    text = serializers.CharField()
    pseudonym = serializers.CharField(source="asked_by.pseudonym")
    version_number = serializers.CharField(source="guideline_version.number")
    asked_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    answered_in = serializers.SerializerMethodField()

    def get_answered_in(self, question: GuidelineQuestion) -> str | None:
        """The number of the version whose text holds the answer."""
        return question.answered_in.number if question.answered_in else None


def _told(request: Request, question: GuidelineQuestion) -> dict[str, Any]:
    """A question in JSON; a key is not told whose it is."""
    said = GuidelineQuestionOut(question).data
    return {**said, "pseudonym": ""} if isinstance(request.auth, ApiKey) else said


def _is_steward(request: Request, project: Project) -> bool:
    community_id = project.community_id
    return community_id is not None and is_acting_steward(
        request, community_id, project.organisation_id
    )


class GuidelineDifferenceView(APIView):
    """`/guideline-versions/{guideline_version_id}/difference`"""

    @extend_schema(
        operation_id="guideline_difference",
        parameters=[OpenApiParameter("since", int)],
        responses=GuidelineDifferenceOut,
    )
    def get(self, request: Request, guideline_version_id: int) -> Response:
        """What it changed against version `since` of its project; without, the one before it."""
        after = queries.guideline_version(guideline_version_id)
        organisation_id = after.project.organisation_id
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        since = request.query_params.get("since", "")
        if since:
            before = queries.guideline_version(whole_number(since) or 0)
        else:
            before = queries.guideline_version_before(after)
        if before.project_id != after.project_id:
            raise NotFound
        return Response(GuidelineDifferenceOut(queries.guideline_difference(before, after)).data)


class GuidelineQuestionListView(ListAPIView[GuidelineQuestion]):
    """`/projects/{project_id}/guideline-questions`"""

    serializer_class = GuidelineQuestionOut

    @extend_schema(operation_id="guideline_question_list")
    def get(self, request: Request, project_id: int) -> Response:
        """What was asked about the guideline, the newest first; a key is not told by whom."""
        project = queries.project(project_id)
        if not _is_steward(request, project):
            organisation_id = project.organisation_id
            require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        page = self.paginate_queryset(queries.guideline_questions(project_id))
        return self.get_paginated_response([_told(request, one) for one in page or ()])

    @extend_schema(
        operation_id="guideline_question_ask",
        request=GuidelineQuestionIn,
        responses={201: GuidelineQuestionOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Ask about a place in the guideline in force."""
        user_id = require_person(request)
        data = GuidelineQuestionIn(data=request.data)
        data.is_valid(raise_exception=True)
        asked = actions.ask_about_guideline(
            user_id=user_id, project_id=project_id, now=now(), **data.validated_data
        )
        return Response(GuidelineQuestionOut(asked).data, status=201)


class OwnGuidelineQuestionListView(ListAPIView[GuidelineQuestion]):
    """`/projects/{project_id}/my-guideline-questions`"""

    serializer_class = GuidelineQuestionOut

    @extend_schema(operation_id="own_guideline_question_list")
    def get(self, request: Request, project_id: int) -> Response:
        """What the asker asked about the guideline, with the answers."""
        user_id = require_person(request)
        if not queries.may_preview(user_id=user_id, project=queries.project(project_id)):
            raise NotFound
        page = self.paginate_queryset(queries.guideline_questions(project_id, asked_by=user_id))
        return self.get_paginated_response(GuidelineQuestionOut(page, many=True).data)


class GuidelineQuestionView(APIView):
    """`/guideline-questions/{question_id}`"""

    @extend_schema(
        operation_id="guideline_question_answer",
        request=GuidelineAnswerIn,
        responses=GuidelineQuestionOut,
    )
    def patch(self, request: Request, question_id: int) -> Response:
        """Answer it, and take it up into the next version where that is asked for.

        Stewards of the community answer too; the text is the managers'.
        """
        project = queries.guideline_question(question_id).project
        is_steward = _is_steward(request, project)
        if not is_steward:
            organisation_id = project.organisation_id
            require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)
        data = GuidelineAnswerIn(data=request.data)
        data.is_valid(raise_exception=True)
        if is_steward and data.validated_data["is_taken_up"]:
            raise NotAllowed("A steward answers; what goes into the text is for the managers.")
        answered = actions.answer_guideline_question(
            actor_id=asker_id(request), question_id=question_id, now=now(), **data.validated_data
        )
        return Response(_told(request, answered))
