"""Appeals: made by whom they concern, answered by staff."""

from collections.abc import Callable

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, asker_id, require_person, require_role
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.quality import actions, queries
from guildmark.quality.api.standing_serializers import (
    AnswerIn,
    AppealIn,
    AppealOut,
    OwnAppealOut,
    StateIn,
)
from guildmark.quality.models import Appeal


class AppealListView(ListAPIView[Appeal]):
    """`/projects/{project_id}/appeals`"""

    serializer_class = AppealOut

    @extend_schema(operation_id="appeal_list", parameters=[StateIn])
    def get(self, request: Request, project_id: int) -> Response:
        """Those that wait, in the order in which they must be answered; or those with an answer."""
        organisation_id = queries.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        asked = StateIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        is_open = asked.validated_data["state"] == "open"
        page = self.paginate_queryset(queries.appeals_of_project(project_id, is_open=is_open))
        return self.get_paginated_response(AppealOut(page, many=True).data)


class AppealTakeView(APIView):
    """`/appeals/{appeal_id}/take`"""

    @extend_schema(operation_id="appeal_take", request=None, responses=AppealOut)
    def post(self, request: Request, appeal_id: int) -> Response:
        """Say that one looks at it."""
        _require_judge(request, appeal_id)
        actions.take_appeal(actor_id=asker_id(request), appeal_id=appeal_id, now=now())
        return Response(AppealOut(queries.appeal(appeal_id)).data)


class _AnswerView(APIView):
    """An answer to one appeal."""

    change: Callable[..., Appeal]

    def answer(self, request: Request, appeal_id: int) -> Response:
        """Give it, and say what the appeal is now."""
        _require_judge(request, appeal_id)
        data = AnswerIn(data=request.data)
        data.is_valid(raise_exception=True)
        type(self).change(
            actor_id=asker_id(request),
            appeal_id=appeal_id,
            answer=data.validated_data["answer"],
            now=now(),
        )
        return Response(AppealOut(queries.appeal(appeal_id)).data)


class AppealUpholdView(_AnswerView):
    """`/appeals/{appeal_id}/uphold`"""

    change = staticmethod(actions.uphold_appeal)

    @extend_schema(operation_id="appeal_uphold", request=AnswerIn, responses=AppealOut)
    def post(self, request: Request, appeal_id: int) -> Response:
        """The person is right: the restriction ends, or the work is accepted and paid."""
        return self.answer(request, appeal_id)


class AppealRejectView(_AnswerView):
    """`/appeals/{appeal_id}/reject`"""

    change = staticmethod(actions.reject_appeal)

    @extend_schema(operation_id="appeal_reject", request=AnswerIn, responses=AppealOut)
    def post(self, request: Request, appeal_id: int) -> Response:
        """The decision stands, and the person is told why."""
        return self.answer(request, appeal_id)


class AppealWithdrawView(APIView):
    """`/appeals/{appeal_id}/withdraw`"""

    @extend_schema(operation_id="appeal_withdraw", request=None, responses=OwnAppealOut)
    def post(self, request: Request, appeal_id: int) -> Response:
        """Take one's own appeal back."""
        actions.withdraw_appeal(user_id=require_person(request), appeal_id=appeal_id, now=now())
        return Response(OwnAppealOut(queries.appeal(appeal_id)).data)


class RestrictionAppealView(APIView):
    """`/restrictions/{restriction_id}/appeals`"""

    @extend_schema(
        operation_id="restriction_appeal", request=AppealIn, responses={201: OwnAppealOut}
    )
    @idempotent
    def post(self, request: Request, restriction_id: int) -> Response:
        """Say why a restriction of one's own is wrong."""
        return _appealed(request, actions.appeal_restriction, restriction_id=restriction_id)


class RejectionAppealView(APIView):
    """`/assignments/{assignment_id}/appeals`"""

    @extend_schema(operation_id="rejection_appeal", request=AppealIn, responses={201: OwnAppealOut})
    @idempotent
    def post(self, request: Request, assignment_id: int) -> Response:
        """Say why the rejection of one's own work is wrong."""
        return _appealed(request, actions.appeal_rejection, assignment_id=assignment_id)


class MyAppealsView(ListAPIView[Appeal]):
    """`/me/appeals`"""

    serializer_class = OwnAppealOut

    @extend_schema(operation_id="my_appeals")
    def get(self, request: Request) -> Response:
        """My appeals and what became of them, the newest first."""
        page = self.paginate_queryset(queries.appeals_of_person(require_person(request)))
        return self.get_paginated_response(OwnAppealOut(page, many=True).data)


def _appealed(request: Request, appeal: Callable[..., Appeal], **against: int) -> Response:
    user_id = require_person(request)
    data = AppealIn(data=request.data)
    data.is_valid(raise_exception=True)
    made = appeal(user_id=user_id, text=data.validated_data["text"], now=now(), **against)
    return Response(OwnAppealOut(queries.appeal(made.pk)).data, status=201)


def _require_judge(request: Request, appeal_id: int) -> None:
    organisation_id = queries.appeal(appeal_id).organisation_id
    require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
