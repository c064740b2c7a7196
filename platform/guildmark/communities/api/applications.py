"""Applications: sent by people, answered by managers."""

from collections.abc import Callable

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import asker_id, require_person
from guildmark.communities import actions, queries
from guildmark.communities.api.fields import ForStaff
from guildmark.communities.keepers import require_keeper
from guildmark.communities.models import Application
from guildmark.core.clock import now
from guildmark.core.fields import SaidField
from guildmark.core.idempotency import idempotent


class ApplicationIn(serializers.Serializer):
    """An answer to each of the community's questions, in their order."""

    answers = serializers.ListField(
        child=serializers.CharField(max_length=2000, allow_blank=True), max_length=10, default=list
    )


class DecisionIn(serializers.Serializer):
    """What the person is told beside the yes or no."""

    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class ApplicationFilterIn(serializers.Serializer):
    """Which applications are listed; all by default."""

    state = serializers.ChoiceField(choices=Application.State.choices, required=False)


class DecisionsIn(DecisionIn):
    """Which applications are answered alike, and what each person is told."""

    application_ids = serializers.ListField(
        child=serializers.IntegerField(), min_length=1, max_length=100
    )
    decision = serializers.ChoiceField(choices=[("accept", "Accept"), ("decline", "Decline")])


class DecidedOut(serializers.Serializer):
    """What became of one; `problem` is empty where it was decided."""

    application_id = serializers.IntegerField()
    problem = SaidField()


class AnsweredQuestionOut(serializers.Serializer):
    """A question as it was asked, and what was said."""

    question = serializers.CharField()
    answer = serializers.CharField()


class ApplicationOut(serializers.Serializer):
    """Somebody who asks, or asked, to be let in."""

    id = serializers.IntegerField()
    user_id = serializers.IntegerField()
    pseudonym = serializers.CharField(source="user.pseudonym")
    display_name = ForStaff(source="user.display_name")
    answers = AnsweredQuestionOut(many=True)
    state = serializers.ChoiceField(choices=Application.State.choices)
    reason = serializers.CharField()
    created_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class ApplicationListView(ListAPIView[Application]):
    """`/communities/{community_id}/applications`"""

    serializer_class = ApplicationOut

    @extend_schema(operation_id="application_list", parameters=[ApplicationFilterIn])
    def get(self, request: Request, community_id: int) -> Response:
        """Everybody who applied: those who wait first."""
        is_staff = require_keeper(request, queries.community(community_id))
        asked = ApplicationFilterIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = queries.applications(community_id, **asked.validated_data)
        page = self.paginate_queryset(found)
        rows = ApplicationOut(page, many=True, context={"is_staff": is_staff})
        return self.get_paginated_response(rows.data)

    @extend_schema(
        operation_id="application_create", request=ApplicationIn, responses={201: ApplicationOut}
    )
    @idempotent
    def post(self, request: Request, community_id: int) -> Response:
        """Ask to be let in."""
        user_id = require_person(request)
        data = ApplicationIn(data=request.data)
        data.is_valid(raise_exception=True)
        application = actions.apply(
            user_id=user_id,
            community_id=community_id,
            answers=data.validated_data["answers"],
            now=now(),
        )
        return Response(ApplicationOut(queries.application(application.pk)).data, status=201)


class DecisionListView(APIView):
    """`/communities/{community_id}/applications/decisions`"""

    @extend_schema(
        operation_id="application_decide", request=DecisionsIn, responses=DecidedOut(many=True)
    )
    @idempotent
    def post(self, request: Request, community_id: int) -> Response:
        """Answer several alike; what cannot be is said of each, and keeps no other back."""
        require_keeper(request, queries.community(community_id))
        data = DecisionsIn(data=request.data)
        data.is_valid(raise_exception=True)
        decided = actions.decide_applications(
            actor_id=asker_id(request),
            community_id=community_id,
            application_ids=data.validated_data["application_ids"],
            is_accepted=data.validated_data["decision"] == "accept",
            reason=data.validated_data["reason"],
            now=now(),
        )
        return Response(DecidedOut(decided, many=True).data)


def _decided(request: Request, application_id: int, decide: Callable[..., object]) -> Response:
    """Decide with the words that were sent. Raises what `require_keeper` and the action raise."""
    is_staff = require_keeper(request, queries.application(application_id).community)
    data = DecisionIn(data=request.data)
    data.is_valid(raise_exception=True)
    decide(
        actor_id=asker_id(request), application_id=application_id, now=now(), **data.validated_data
    )
    decided = queries.application(application_id)
    return Response(ApplicationOut(decided, context={"is_staff": is_staff}).data)


class ApplicationAcceptView(APIView):
    """`/applications/{application_id}/accept`"""

    @extend_schema(operation_id="application_accept", request=DecisionIn, responses=ApplicationOut)
    def post(self, request: Request, application_id: int) -> Response:
        """Let the person in."""
        return _decided(request, application_id, actions.accept_application)


class ApplicationDeclineView(APIView):
    """`/applications/{application_id}/decline`"""

    @extend_schema(operation_id="application_decline", request=DecisionIn, responses=ApplicationOut)
    def post(self, request: Request, application_id: int) -> Response:
        """Say no."""
        return _decided(request, application_id, actions.decline_application)


class ApplicationWithdrawView(APIView):
    """`/applications/{application_id}/withdraw`"""

    @extend_schema(operation_id="application_withdraw", request=None, responses=ApplicationOut)
    def post(self, request: Request, application_id: int) -> Response:
        """Take one's own application back."""
        user_id = require_person(request)
        actions.withdraw_application(user_id=user_id, application_id=application_id, now=now())
        return Response(ApplicationOut(queries.application(application_id)).data)
