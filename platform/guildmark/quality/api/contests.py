"""What visible gold taught, and what people say against it."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import asker_id, require_person
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.datasets.media import viewing
from guildmark.quality import actions, queries
from guildmark.quality.api.gold import require_manager
from guildmark.quality.api.gold_serializers import (
    ContestAnswerIn,
    ContestFilterIn,
    ContestIn,
    ContestOut,
    ContestUpholdIn,
    FeedbackOut,
    OwnContestOut,
)
from guildmark.quality.models import GoldContest


class FeedbackView(APIView):
    """`/assignments/{assignment_id}/feedback`"""

    @extend_schema(operation_id="assignment_feedback", responses=FeedbackOut)
    def get(self, request: Request, assignment_id: int) -> Response:
        """What a task of mine taught, once submitted; null unless it was there to teach."""
        found = queries.feedback(user_id=require_person(request), assignment_id=assignment_id)
        return Response(FeedbackOut({"feedback": found}, context=viewing(request)).data)


class ContestView(APIView):
    """`/assignments/{assignment_id}/contest`"""

    @extend_schema(
        operation_id="assignment_contest", request=ContestIn, responses={201: OwnContestOut}
    )
    @idempotent
    def post(self, request: Request, assignment_id: int) -> Response:
        """Say that the answer I was shown is wrong."""
        user_id = require_person(request)
        data = ContestIn(data=request.data)
        data.is_valid(raise_exception=True)
        made = actions.contest_gold(
            user_id=user_id, assignment_id=assignment_id, now=now(), **data.validated_data
        )
        found = queries.own_contests(user_id).get(pk=made.pk)
        return Response(OwnContestOut(found, context=viewing(request)).data, status=201)


class MyContestListView(ListAPIView[GoldContest]):
    """`/me/gold-contests`"""

    serializer_class = OwnContestOut

    @extend_schema(operation_id="my_gold_contests")
    def get(self, request: Request) -> Response:
        """What I contested and what came of it, the newest first."""
        page = self.paginate_queryset(queries.own_contests(require_person(request)))
        return self.get_paginated_response(
            OwnContestOut(page, many=True, context=viewing(request)).data
        )


class ContestWithdrawView(APIView):
    """`/me/gold-contests/{gold_contest_id}/withdraw`"""

    @extend_schema(operation_id="gold_contest_withdraw", request=None, responses=OwnContestOut)
    def post(self, request: Request, gold_contest_id: int) -> Response:
        """Take a contest back."""
        user_id = require_person(request)
        actions.withdraw_contest(user_id=user_id, gold_contest_id=gold_contest_id, now=now())
        found = queries.own_contests(user_id).get(pk=gold_contest_id)
        return Response(OwnContestOut(found, context=viewing(request)).data)


class ContestListView(ListAPIView[GoldContest]):
    """`/projects/{project_id}/gold-contests`"""

    serializer_class = ContestOut

    @extend_schema(operation_id="gold_contest_list", parameters=[ContestFilterIn])
    def get(self, request: Request, project_id: int) -> Response:
        """What people contest, with their answers; the newest first."""
        require_manager(request, project_id)
        wanted = ContestFilterIn(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        page = self.paginate_queryset(queries.contests(project_id).filter(**wanted.validated_data))
        return self.get_paginated_response(
            ContestOut(page, many=True, context=viewing(request)).data
        )


def _contest(request: Request, gold_contest_id: int, project_id: int) -> Response:
    found = queries.contests(project_id).get(pk=gold_contest_id)
    return Response(ContestOut(found, context=viewing(request)).data)


class ContestUpholdView(APIView):
    """`/gold-contests/{gold_contest_id}/uphold`"""

    @extend_schema(
        operation_id="gold_contest_uphold", request=ContestUpholdIn, responses=ContestOut
    )
    def post(self, request: Request, gold_contest_id: int) -> Response:
        """They are right: correct the known answer, or retire it."""
        project_id = queries.contest_project_id(gold_contest_id)
        require_manager(request, project_id)
        data = ContestUpholdIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.uphold_contest(
            actor_id=asker_id(request),
            gold_contest_id=gold_contest_id,
            now=now(),
            **data.validated_data,
        )
        return _contest(request, gold_contest_id, project_id)


class ContestRejectView(APIView):
    """`/gold-contests/{gold_contest_id}/reject`"""

    @extend_schema(
        operation_id="gold_contest_reject", request=ContestAnswerIn, responses=ContestOut
    )
    def post(self, request: Request, gold_contest_id: int) -> Response:
        """The known answer stands."""
        project_id = queries.contest_project_id(gold_contest_id)
        require_manager(request, project_id)
        data = ContestAnswerIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.reject_contest(
            actor_id=asker_id(request),
            gold_contest_id=gold_contest_id,
            now=now(),
            **data.validated_data,
        )
        return _contest(request, gold_contest_id, project_id)
