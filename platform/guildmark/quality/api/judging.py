"""Accepting, rejecting and voiding work."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, REVIEWERS, asker_id, require_person, require_role
from guildmark.core.clock import now
from guildmark.core.errors import NotFound
from guildmark.core.idempotency import idempotent
from guildmark.quality import actions, queries
from guildmark.quality.api.standing_serializers import (
    AcceptIn,
    BudgetsOut,
    JudgedOut,
    JudgedWorkOut,
    OwnRejectedWorkOut,
    RejectIn,
    SinceIn,
    VoidedOut,
    VoidIn,
    VoidingForecastOut,
    WorkIn,
)
from guildmark.work import actions as work
from guildmark.work.models import Assignment
from guildmark.work.queries.judging import are_of_project, forecast_voiding


class PersonWorkView(ListAPIView[Assignment]):
    """`/projects/{project_id}/people/{user_id}/work`"""

    serializer_class = JudgedWorkOut

    @extend_schema(operation_id="person_work_list", parameters=[WorkIn])
    def get(self, request: Request, project_id: int, user_id: int) -> Response:
        """What somebody handed in, and what became of it; the newest first."""
        _require(request, project_id, REVIEWERS)
        asked = WorkIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = queries.work_of(
            project_id=project_id, annotator_id=user_id, state=asked.validated_data["state"]
        )
        page = self.paginate_queryset(found)
        return self.get_paginated_response(JudgedWorkOut(page, many=True).data)


class PersonBudgetView(APIView):
    """`/projects/{project_id}/people/{user_id}/rejection-budget`"""

    @extend_schema(operation_id="rejection_budget_get", responses=BudgetsOut)
    def get(self, request: Request, project_id: int, user_id: int) -> Response:
        """How much of somebody's work, and of everybody's, may still be rejected."""
        _require(request, project_id, REVIEWERS)
        found = queries.rejection_budgets(project_id=project_id, annotator_id=user_id, now=now())
        return Response(BudgetsOut(found).data)


class WorkAcceptView(APIView):
    """`/projects/{project_id}/work/accept`"""

    @extend_schema(operation_id="work_accept", request=AcceptIn, responses=JudgedOut)
    def post(self, request: Request, project_id: int) -> Response:
        """Accept work that waits for a verdict."""
        _require(request, project_id, REVIEWERS)
        data = AcceptIn(data=request.data)
        data.is_valid(raise_exception=True)
        ids = data.validated_data["assignment_ids"]
        _require_of_project(ids, project_id)
        count = work.accept_assignments(actor_id=asker_id(request), assignment_ids=ids, now=now())
        return Response(JudgedOut({"count": count}).data)


class WorkRejectView(APIView):
    """`/projects/{project_id}/work/reject`"""

    @extend_schema(operation_id="work_reject", request=RejectIn, responses=JudgedOut)
    def post(self, request: Request, project_id: int) -> Response:
        """Reject work, all of it or none: it is not paid, and others are asked instead."""
        _require(request, project_id, REVIEWERS)
        data = RejectIn(data=request.data)
        data.is_valid(raise_exception=True)
        _require_of_project(data.validated_data["assignment_ids"], project_id)
        count = work.reject_assignments(
            actor_id=asker_id(request), now=now(), **data.validated_data
        )
        return Response(JudgedOut({"count": count}).data)


class PersonVoidingView(APIView):
    """`/projects/{project_id}/people/{user_id}/void`"""

    @extend_schema(
        operation_id="voiding_preview", parameters=[SinceIn], responses=VoidingForecastOut
    )
    def get(self, request: Request, project_id: int, user_id: int) -> Response:
        """What voiding somebody's work would do; nothing is changed."""
        _require(request, project_id, MANAGERS)
        asked = SinceIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        queries.person(project_id=project_id, user_id=user_id)
        found = forecast_voiding(
            annotator_id=user_id, project_id=project_id, now=now(), **asked.validated_data
        )
        return Response(VoidingForecastOut(found).data)

    @extend_schema(operation_id="person_void", request=VoidIn, responses=VoidedOut)
    @idempotent
    def post(self, request: Request, project_id: int, user_id: int) -> Response:
        """Take somebody's work out; it stays paid, and others are asked instead."""
        _require(request, project_id, MANAGERS)
        data = VoidIn(data=request.data)
        data.is_valid(raise_exception=True)
        voided, remaining = actions.void_work(
            actor_id=asker_id(request),
            project_id=project_id,
            annotator_id=user_id,
            now=now(),
            **data.validated_data,
        )
        return Response(VoidedOut({"voided": voided, "remaining": remaining}).data)


class MyRejectedWorkView(ListAPIView[Assignment]):
    """`/me/rejected-work`"""

    serializer_class = OwnRejectedWorkOut

    @extend_schema(operation_id="my_rejected_work")
    def get(self, request: Request) -> Response:
        """My work that was rejected, why, and until when I can appeal; the newest first."""
        page = self.paginate_queryset(queries.own_rejected_work(require_person(request)))
        return self.get_paginated_response(OwnRejectedWorkOut(page, many=True).data)


def _require(request: Request, project_id: int, roles: frozenset[str]) -> None:
    organisation_id = queries.organisation_id_of_project(project_id)
    require_role(request, organisation_id=organisation_id, roles=roles)


def _require_of_project(assignment_ids: list[int], project_id: int) -> None:
    if not are_of_project(assignment_ids, project_id=project_id):
        raise NotFound
