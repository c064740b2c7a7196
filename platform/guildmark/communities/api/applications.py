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
from guildmark.core.idempotency import idempotent


class ApplicationIn(serializers.Serializer):
    """An answer to each of the community's questions, in their order."""

    answers = serializers.ListField(
        child=serializers.CharField(max_length=2000, allow_blank=True), max_length=10, default=list
    )


class DecisionIn(serializers.Serializer):
    """What the person is told beside the yes or no."""

    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


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

    @extend_schema(operation_id="application_list")
    def get(self, request: Request, community_id: int) -> Response:
        """Everybody who applied: those who wait first."""
        is_staff = require_keeper(request, queries.community(community_id))
        page = self.paginate_queryset(queries.applications(community_id))
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
