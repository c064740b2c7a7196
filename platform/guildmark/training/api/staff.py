"""What managers make: the plan and the questions; and what they see of people."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_role
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.datasets.media import viewing
from guildmark.projects.models import Project
from guildmark.projects.queries import project as project_of
from guildmark.training import actions, queries
from guildmark.training.api.quiz_serializers import (
    QuizAnalysisOut,
    QuizQuestionChangeIn,
    QuizQuestionIn,
    QuizQuestionOut,
    ScoredQuestionOut,
)
from guildmark.training.api.serializers import (
    ComprehensionQuestionChangeIn,
    ComprehensionQuestionIn,
    ComprehensionQuestionOut,
    FunnelOut,
    GuidelineReadersOut,
    PlanIn,
    PlanOut,
)
from guildmark.training.models import AttemptAnswer, QuizQuestion
from guildmark.training.queries.banks import comprehension_question, quiz_question
from guildmark.training.queries.readings import readers


def project_for(request: Request, project_id: int, roles: frozenset[str]) -> Project:
    """The project, for one of these roles. Raises NotFound and NotAllowed."""
    project = project_of(project_id)
    require_role(request, organisation_id=project.organisation_id, roles=roles)
    return project


class PlanView(APIView):
    """`/projects/{project_id}/training-plan`"""

    @extend_schema(operation_id="training_plan_get", responses=PlanOut)
    def get(self, request: Request, project_id: int) -> Response:
        """How the quiz is composed and passed."""
        project_for(request, project_id, STAFF)
        return Response(PlanOut(queries.plan(project_id)).data)

    @extend_schema(operation_id="training_plan_update", request=PlanIn, responses=PlanOut)
    def patch(self, request: Request, project_id: int) -> Response:
        """Change some of it."""
        project_for(request, project_id, MANAGERS)
        data = PlanIn(data=request.data)
        data.is_valid(raise_exception=True)
        plan = actions.update_plan(
            actor_id=asker_id(request),
            project_id=project_id,
            changes=data.validated_data,
            now=now(),
        )
        return Response(PlanOut(plan).data)


class ComprehensionQuestionListView(APIView):
    """`/projects/{project_id}/comprehension-questions`"""

    @extend_schema(
        operation_id="comprehension_question_list", responses=ComprehensionQuestionOut(many=True)
    )
    def get(self, request: Request, project_id: int) -> Response:
        """The questions on the guideline with their answers."""
        project_for(request, project_id, MANAGERS)
        questions = queries.comprehension_questions(project_id)
        return Response(ComprehensionQuestionOut(questions, many=True).data)

    @extend_schema(
        operation_id="comprehension_question_create",
        request=ComprehensionQuestionIn,
        responses={201: ComprehensionQuestionOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Add a question at the end."""
        project_for(request, project_id, MANAGERS)
        data = ComprehensionQuestionIn(data=request.data)
        data.is_valid(raise_exception=True)
        question = actions.create_comprehension_question(
            actor_id=asker_id(request), project_id=project_id, now=now(), **data.validated_data
        )
        return Response(ComprehensionQuestionOut(question).data, status=201)


class ComprehensionQuestionView(APIView):
    """`/comprehension-questions/{question_id}`"""

    @extend_schema(
        operation_id="comprehension_question_update",
        request=ComprehensionQuestionChangeIn,
        responses=ComprehensionQuestionOut,
    )
    def patch(self, request: Request, question_id: int) -> Response:
        """Change it."""
        project_for(request, comprehension_question(question_id).project_id, MANAGERS)
        data = ComprehensionQuestionChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        question = actions.update_comprehension_question(
            actor_id=asker_id(request),
            question_id=question_id,
            changes=data.validated_data,
            now=now(),
        )
        return Response(ComprehensionQuestionOut(question).data)

    @extend_schema(operation_id="comprehension_question_delete", responses={204: None})
    def delete(self, request: Request, question_id: int) -> Response:
        """Take it out."""
        project_for(request, comprehension_question(question_id).project_id, MANAGERS)
        actions.delete_comprehension_question(
            actor_id=asker_id(request), question_id=question_id, now=now()
        )
        return Response(status=204)


# Any: a checked body, JSON in it.
def _made(actor_id: int, project_id: int, data: dict[str, Any]) -> QuizQuestion:
    """A drawn or a written question, whichever was sent."""
    kept = ("item_id", "explanation", "difficulty", "since_major")
    same: dict[str, Any] = {key: data[key] for key in kept}
    same |= {"actor_id": actor_id, "project_id": project_id, "now": now()}
    if data["asked"] is None:
        return actions.create_quiz_question(reference=data["reference"], **same)
    asked, known = data["asked"], data["known"]
    return actions.create_written_question(asked=asked, known=known, **same)


class QuizQuestionListView(ListAPIView[QuizQuestion]):
    """`/projects/{project_id}/quiz-questions`"""

    serializer_class = QuizQuestionOut

    @extend_schema(operation_id="quiz_question_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The bank, retired questions too."""
        project_for(request, project_id, MANAGERS)
        page = self.paginate_queryset(queries.quiz_questions(project_id))
        return self.get_paginated_response(
            QuizQuestionOut(page, many=True, context=viewing(request)).data
        )

    @extend_schema(
        operation_id="quiz_question_create",
        request=QuizQuestionIn,
        responses={201: QuizQuestionOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Put an item with its known answer into the bank."""
        project_for(request, project_id, MANAGERS)
        data = QuizQuestionIn(data=request.data)
        data.is_valid(raise_exception=True)
        question = _made(asker_id(request), project_id, data.validated_data)
        return Response(QuizQuestionOut(question, context=viewing(request)).data, status=201)


class QuizQuestionView(APIView):
    """`/quiz-questions/{question_id}`"""

    @extend_schema(
        operation_id="quiz_question_update",
        request=QuizQuestionChangeIn,
        responses=QuizQuestionOut,
    )
    def patch(self, request: Request, question_id: int) -> Response:
        """Change its difficulty, its explanation, or the version it asks about."""
        project_for(request, quiz_question(question_id).project_id, MANAGERS)
        data = QuizQuestionChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        question = actions.update_quiz_question(
            actor_id=asker_id(request),
            question_id=question_id,
            changes=data.validated_data,
            now=now(),
        )
        return Response(QuizQuestionOut(question, context=viewing(request)).data)

    @extend_schema(operation_id="quiz_question_delete", responses={204: None})
    def delete(self, request: Request, question_id: int) -> Response:
        """Draw it no more."""
        project_for(request, quiz_question(question_id).project_id, MANAGERS)
        actions.retire_quiz_question(actor_id=asker_id(request), question_id=question_id, now=now())
        return Response(status=204)


class QuizAnswerListView(ListAPIView[AttemptAnswer]):
    """`/quiz-questions/{question_id}/answers`"""

    serializer_class = ScoredQuestionOut

    @extend_schema(operation_id="quiz_answer_list")
    def get(self, request: Request, question_id: int) -> Response:
        """What people answered to it, the newest first, without who they are."""
        project_for(request, quiz_question(question_id).project_id, MANAGERS)
        page = self.paginate_queryset(queries.scored_answers(question_id))
        found = [queries.with_known(answer) for answer in page or []]
        return self.get_paginated_response(ScoredQuestionOut(found, many=True).data)


class QuizAnalysisView(APIView):
    """`/projects/{project_id}/quiz-analysis`"""

    @extend_schema(operation_id="quiz_analysis_get", responses=QuizAnalysisOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What the newest sittings say about the questions of the bank, and what it lacks."""
        project_for(request, project_id, MANAGERS)
        return Response(QuizAnalysisOut(queries.quiz_analysis(project_id)).data)


class GuidelineReadersView(APIView):
    """`/projects/{project_id}/guideline-readers`"""

    @extend_schema(operation_id="guideline_readers_get", responses=GuidelineReadersOut)
    def get(self, request: Request, project_id: int) -> Response:
        """How many of those who are qualified have read the version in force."""
        project_for(request, project_id, STAFF)
        read, qualified = readers(project_id)
        return Response(GuidelineReadersOut({"read": read, "qualified": qualified}).data)


class FunnelView(APIView):
    """`/projects/{project_id}/funnel`"""

    @extend_schema(operation_id="funnel_get", responses=FunnelOut)
    def get(self, request: Request, project_id: int) -> Response:
        """How many of the members came how far, and where most stay behind."""
        project = project_for(request, project_id, STAFF)
        return Response(FunnelOut(queries.funnel(project, now=now())).data)
