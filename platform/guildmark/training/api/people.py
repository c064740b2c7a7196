"""The way of a person: reading, comprehension, quiz."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.datasets.media import viewing
from guildmark.projects.models import Project
from guildmark.training import actions, queries
from guildmark.training.api.quiz_serializers import (
    AttemptAnswerIn,
    AttemptAnswerOut,
    AttemptOut,
)
from guildmark.training.api.serializers import (
    ComprehensionAnswersIn,
    ComprehensionAskOut,
    ComprehensionResultOut,
    GuidelineChangeOut,
    GuidelineReadingIn,
    WayAheadOut,
    WayOut,
)
from guildmark.training.api.words import IN_LANGUAGE, words_for
from guildmark.training.queries.readings import guideline_change


def _way(*, user_id: int, project_id: int) -> Response:
    return Response(WayOut(queries.way(user_id=user_id, project_id=project_id, now=now())).data)


def _attempt(request: Request, attempt_id: int, *, status: int = 200) -> Response:
    sitting = queries.sitting(user_id=require_person(request), attempt_id=attempt_id, now=now())
    words = words_for(request, sitting.project_id)
    context = {**viewing(request), "words": words}
    return Response(AttemptOut(sitting, context=context).data, status=status)


class WayView(APIView):
    """`/projects/{project_id}/way`"""

    @extend_schema(operation_id="way_get", responses=WayOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What the asker has done, and what comes next."""
        return _way(user_id=require_person(request), project_id=project_id)


class CommunityWayListView(ListAPIView[Project]):
    """`/communities/{community_id}/ways`"""

    serializer_class = WayAheadOut

    @extend_schema(operation_id="community_way_list")
    def get(self, request: Request, community_id: int) -> Response:
        """The projects of a community by name, with the asker's next step into each."""
        user_id = require_person(request)
        found = queries.community_ways(user_id=user_id, community_id=community_id, now=now())
        page = self.paginate_queryset(found)
        return self.get_paginated_response(WayAheadOut(page, many=True).data)


class GuidelineReadingView(APIView):
    """`/projects/{project_id}/guideline-reading`"""

    @extend_schema(operation_id="guideline_read", request=GuidelineReadingIn, responses=WayOut)
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Say that the version in force was read."""
        user_id = require_person(request)
        data = GuidelineReadingIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.read_guideline(
            user_id=user_id, project_id=project_id, now=now(), **data.validated_data
        )
        return _way(user_id=user_id, project_id=project_id)


class GuidelineChangeView(APIView):
    """`/projects/{project_id}/guideline-change`"""

    @extend_schema(operation_id="guideline_change_get", responses=GuidelineChangeOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What the guideline in force changed since the asker read it; null for nothing."""
        user_id = require_person(request)
        change = guideline_change(user_id=user_id, project_id=project_id)
        return Response(GuidelineChangeOut({"change": change}).data)


class ComprehensionView(APIView):
    """`/projects/{project_id}/comprehension`"""

    @extend_schema(
        operation_id="comprehension_get",
        parameters=IN_LANGUAGE,
        responses=ComprehensionAskOut(many=True),
    )
    def get(self, request: Request, project_id: int) -> Response:
        """The questions on the guideline, without their answers."""
        user_id = require_person(request)
        questions = queries.asked_questions(user_id=user_id, project_id=project_id, now=now())
        context = {"words": words_for(request, project_id)}
        return Response(ComprehensionAskOut(questions, many=True, context=context).data)

    @extend_schema(
        operation_id="comprehension_answer",
        parameters=IN_LANGUAGE,
        request=ComprehensionAnswersIn,
        responses=ComprehensionResultOut,
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Try to answer them all."""
        user_id = require_person(request)
        data = ComprehensionAnswersIn(data=request.data)
        data.is_valid(raise_exception=True)
        result = actions.answer_comprehension(
            user_id=user_id,
            project_id=project_id,
            answers=data.validated_data["answers"],
            now=now(),
        )
        context = {"words": words_for(request, project_id)}
        return Response(ComprehensionResultOut(result, context=context).data)


class AttemptListView(APIView):
    """`/projects/{project_id}/attempts`"""

    @extend_schema(
        operation_id="attempt_start",
        parameters=IN_LANGUAGE,
        request=None,
        responses={201: AttemptOut},
    )
    def post(self, request: Request, project_id: int) -> Response:
        """Sit down to the quiz, or come back to the one that runs."""
        # Outside the key's transaction: a refusal takes that back, and the result is to stay.
        actions.close_overdue(user_id=require_person(request), project_id=project_id, now=now())
        return self._start(request, project_id)

    @idempotent
    def _start(self, request: Request, project_id: int) -> Response:
        user_id = require_person(request)
        attempt = actions.start_attempt(user_id=user_id, project_id=project_id, now=now())
        return _attempt(request, attempt.pk, status=201)


class AttemptView(APIView):
    """`/attempts/{attempt_id}`"""

    @extend_schema(operation_id="attempt_get", parameters=IN_LANGUAGE, responses=AttemptOut)
    def get(self, request: Request, attempt_id: int) -> Response:
        """One's own attempt, with its result once it is scored."""
        return _attempt(request, attempt_id)


class AttemptAnswerView(APIView):
    """`/attempts/{attempt_id}/answers/{question_id}`"""

    @extend_schema(
        operation_id="attempt_answer", request=AttemptAnswerIn, responses=AttemptAnswerOut
    )
    def put(self, request: Request, attempt_id: int, question_id: int) -> Response:
        """Answer a question, answer it again, or keep a draft of the answer."""
        user_id = require_person(request)
        data = AttemptAnswerIn(data=request.data)
        data.is_valid(raise_exception=True)
        said = data.validated_data
        place = {"user_id": user_id, "attempt_id": attempt_id, "question_id": question_id}
        if said["is_draft"]:
            kept = actions.keep_quiz_draft(
                document=said["document"], said=said["said"], now=now(), **place
            )
        else:
            kept = actions.answer_question(
                document=said["document"], said=said["said"], now=now(), **place
            )
        return Response(AttemptAnswerOut(kept).data)


class AttemptSubmitView(APIView):
    """`/attempts/{attempt_id}/submit`"""

    @extend_schema(
        operation_id="attempt_submit", parameters=IN_LANGUAGE, request=None, responses=AttemptOut
    )
    @idempotent
    def post(self, request: Request, attempt_id: int) -> Response:
        """Have it scored."""
        user_id = require_person(request)
        actions.submit_attempt(user_id=user_id, attempt_id=attempt_id, now=now())
        return _attempt(request, attempt_id)
