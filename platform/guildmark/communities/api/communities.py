"""Communities: for their staff, and the door for people."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import StreamingHttpResponse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import (
    MANAGERS,
    STAFF,
    asker_id,
    require_person,
    require_role,
)
from guildmark.communities import actions, queries
from guildmark.communities.api.criteria import CriteriaOut
from guildmark.communities.api.fields import ForStaff, SaidForStaff
from guildmark.communities.keepers import require_keeper
from guildmark.communities.member_table import ROWS_AT_A_TIME, member_table
from guildmark.communities.models import REACHABLE, Community, Membership
from guildmark.core.clock import now
from guildmark.core.fields import NameField
from guildmark.core.idempotency import idempotent
from guildmark.core.rendering import AlwaysTheFirst

#: What a manager can make of a membership; the others come about by themselves.
MEMBER_CHANGES = [("active", "Active"), ("paused", "Paused"), ("removed", "Removed")]


class CommunityIn(serializers.Serializer):
    """A new community."""

    name = NameField(max_length=120)
    description = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, default=""
    )
    joining = serializers.ChoiceField(
        choices=Community.Joining.choices, default=Community.Joining.INVITE
    )


class CommunityChangeIn(serializers.Serializer):
    """What is left out stays."""

    name = NameField(max_length=120, required=False)
    description = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    joining = serializers.ChoiceField(choices=Community.Joining.choices, required=False)
    questions = serializers.ListField(
        child=NameField(max_length=300), max_length=10, required=False
    )


class CommunityOut(serializers.Serializer):
    """A community as its staff sees it."""

    id = serializers.IntegerField()
    organisation_id = serializers.IntegerField()
    name = serializers.CharField()
    description = serializers.CharField()
    joining = serializers.ChoiceField(choices=Community.Joining.choices)
    questions = serializers.ListField(child=serializers.CharField())
    member_count = serializers.IntegerField()
    criteria = CriteriaOut(allow_null=True, source="criteria_in_force")
    created_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)


class MemberFilterIn(serializers.Serializer):
    """Which members are listed; all by default."""

    state = serializers.ChoiceField(choices=Membership.State.choices, required=False)
    tag = serializers.CharField(max_length=40, required=False)
    search = serializers.CharField(max_length=12, required=False)


class MemberOut(serializers.Serializer):
    """Somebody who is or was in."""

    user_id = serializers.IntegerField()
    pseudonym = serializers.CharField(source="user.pseudonym")
    display_name = ForStaff(source="user.display_name")
    state = serializers.ChoiceField(choices=Membership.State.choices)
    reason = SaidForStaff()
    note = ForStaff()
    tags = serializers.ListField(child=serializers.CharField())
    is_steward = serializers.BooleanField()
    joined_at = serializers.DateTimeField()


class MemberChangeIn(serializers.Serializer):
    """What is left out stays. The reason is shown to the member, note and tags are not."""

    state = serializers.ChoiceField(
        choices=MEMBER_CHANGES,
        required=False,
    )
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True)
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    tags = serializers.ListField(child=NameField(max_length=40), max_length=20, required=False)
    is_steward = serializers.BooleanField(required=False)


class MembershipOut(serializers.Serializer):
    """What the asker is in the community."""

    state = serializers.ChoiceField(choices=Membership.State.choices)


class CommunityListView(ListAPIView[Community]):
    """`/organisations/{organisation_id}/communities`"""

    serializer_class = CommunityOut

    @extend_schema(operation_id="community_list")
    def get(self, request: Request, organisation_id: int) -> Response:
        """The communities by name."""
        require_role(request, organisation_id=organisation_id, roles=STAFF)
        page = self.paginate_queryset(queries.communities(organisation_id))
        return self.get_paginated_response(CommunityOut(page, many=True).data)

    @extend_schema(
        operation_id="community_create", request=CommunityIn, responses={201: CommunityOut}
    )
    @idempotent
    def post(self, request: Request, organisation_id: int) -> Response:
        """Make a community that asks nothing yet."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = CommunityIn(data=request.data)
        data.is_valid(raise_exception=True)
        community = actions.create_community(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            now=now(),
            **data.validated_data,
        )
        return Response(CommunityOut(queries.described_community(community.pk)).data, status=201)


class CommunityView(APIView):
    """`/communities/{community_id}`"""

    @extend_schema(operation_id="community_get", responses=CommunityOut)
    def get(self, request: Request, community_id: int) -> Response:
        """One community."""
        community = queries.described_community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=STAFF)
        return Response(CommunityOut(community).data)

    @extend_schema(
        operation_id="community_update", request=CommunityChangeIn, responses=CommunityOut
    )
    def patch(self, request: Request, community_id: int) -> Response:
        """Change how it is called or joined."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        data = CommunityChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.update_community(
            actor_id=asker_id(request), community_id=community_id, now=now(), **data.validated_data
        )
        return Response(CommunityOut(queries.described_community(community_id)).data)


class CommunityCloseView(APIView):
    """`/communities/{community_id}/close`"""

    @extend_schema(operation_id="community_close", request=None, responses=CommunityOut)
    def post(self, request: Request, community_id: int) -> Response:
        """Take nobody in any more; who is in stays."""
        return _moved(request, community_id, actions.close_community)


class CommunityReopenView(APIView):
    """`/communities/{community_id}/reopen`"""

    @extend_schema(operation_id="community_reopen", request=None, responses=CommunityOut)
    def post(self, request: Request, community_id: int) -> Response:
        """Take people in again."""
        return _moved(request, community_id, actions.reopen_community)


def _moved(request: Request, community_id: int, move: Callable[..., object]) -> Response:
    """Close or open it. Raises what `require_role` and the action raise."""
    community = queries.community(community_id)
    require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
    move(actor_id=asker_id(request), community_id=community_id, now=now())
    return Response(CommunityOut(queries.described_community(community_id)).data)


class MemberListView(ListAPIView[Membership]):
    """`/communities/{community_id}/members`"""

    serializer_class = MemberOut

    @extend_schema(operation_id="member_list", parameters=[MemberFilterIn])
    def get(self, request: Request, community_id: int) -> Response:
        """Who is or was in; for stewards by pseudonym alone, and those who are in."""
        is_staff = require_keeper(request, queries.community(community_id))
        asked = MemberFilterIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = queries.members(community_id, **asked.validated_data)
        page = self.paginate_queryset(found if is_staff else found.filter(state__in=REACHABLE))
        rows = MemberOut(page, many=True, context={"is_staff": is_staff})
        return self.get_paginated_response(rows.data)


class MemberTableView(APIView):
    """`/communities/{community_id}/members.csv`"""

    content_negotiation_class = AlwaysTheFirst  # who asks for text/csv is given it

    @extend_schema(
        operation_id="member_table",
        parameters=[MemberFilterIn],
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request, community_id: int) -> StreamingHttpResponse:
        """Who is or was in, as a table, narrowed as the list; for the staff alone."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        asked = MemberFilterIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = queries.members(community_id, **asked.validated_data)
        rows = found.iterator(chunk_size=ROWS_AT_A_TIME)
        return StreamingHttpResponse(
            member_table(rows, language=get_language()),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="members.csv"'},
        )


class MemberView(APIView):
    """`/communities/{community_id}/members/{user_id}`"""

    @extend_schema(operation_id="member_update", request=MemberChangeIn, responses=MemberOut)
    def patch(self, request: Request, community_id: int, user_id: int) -> Response:
        """Pause, bring back or remove a member; keep a note or tags on them; name a steward."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        data = MemberChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        changes = dict(data.validated_data)
        is_steward = changes.pop("is_steward", None)
        # Any: of several types.
        whose: dict[str, Any] = {
            "actor_id": asker_id(request),
            "community_id": community_id,
            "user_id": user_id,
            "now": now(),
        }
        with transaction.atomic():
            actions.manage_member(**whose, **changes)
            if is_steward is not None:
                actions.set_steward(**whose, is_steward=is_steward)
        return Response(MemberOut(queries.member(community_id, user_id)).data)


class JoinView(APIView):
    """`/communities/{community_id}/join`"""

    @extend_schema(operation_id="community_join", request=None, responses=MembershipOut)
    def post(self, request: Request, community_id: int) -> Response:
        """Come in."""
        user_id = require_person(request)
        membership = actions.join(user_id=user_id, community_id=community_id, now=now())
        return Response(MembershipOut(membership).data)


class LeaveView(APIView):
    """`/communities/{community_id}/leave`"""

    @extend_schema(operation_id="community_leave", request=None, responses=MembershipOut)
    def post(self, request: Request, community_id: int) -> Response:
        """Go out."""
        user_id = require_person(request)
        membership = actions.leave(user_id=user_id, community_id=community_id, now=now())
        return Response(MembershipOut(membership).data)
