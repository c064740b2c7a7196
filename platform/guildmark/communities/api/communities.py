"""Communities: for their staff, and the door for people."""

from drf_spectacular.utils import extend_schema, extend_schema_field
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
from guildmark.communities.criteria import OPERATORS
from guildmark.communities.models import Community, Membership
from guildmark.core.clock import now
from guildmark.core.fields import NameField
from guildmark.core.idempotency import idempotent

CLAUSE_OPERATORS = sorted(frozenset().union(*OPERATORS.values()))


class ClauseDoc(serializers.Serializer):
    """One clause, as the API describes it."""

    trait = serializers.CharField()
    operator = serializers.ChoiceField(choices=CLAUSE_OPERATORS)
    value = serializers.JSONField(required=False, allow_null=True)


class AnyOfDoc(serializers.ListField):
    """Alternatives, as the API describes them."""

    child = ClauseDoc()


class DoorsDoc(serializers.Serializer):
    """The doors, as the API describes them: of each list every entry must hold."""

    discover = serializers.ListField(child=AnyOfDoc())
    preview = serializers.ListField(child=AnyOfDoc())
    take = serializers.ListField(child=AnyOfDoc())


@extend_schema_field(DoorsDoc)
class DoorsField(serializers.JSONField):
    """AND of ORs per door. `communities.criteria` judges it, with the place of every fault."""


class CommunityIn(serializers.Serializer):
    """A new community."""

    name = NameField(max_length=120)
    description = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, default=""
    )
    joining = serializers.ChoiceField(
        choices=Community.Joining.choices, default=Community.Joining.OPEN
    )


class CommunityChangeIn(serializers.Serializer):
    """What is left out stays."""

    name = NameField(max_length=120, required=False)
    description = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    joining = serializers.ChoiceField(choices=Community.Joining.choices, required=False)


class CriteriaIn(serializers.Serializer):
    """What each door asks beyond the door before it."""

    doors = DoorsField()


class CriteriaOut(serializers.Serializer):
    """A version of the criteria."""

    number = serializers.IntegerField()
    doors = DoorsField()


class CommunityOut(serializers.Serializer):
    """A community as its staff sees it."""

    id = serializers.IntegerField()
    organisation_id = serializers.IntegerField()
    name = serializers.CharField()
    description = serializers.CharField()
    joining = serializers.ChoiceField(choices=Community.Joining.choices)
    member_count = serializers.IntegerField()
    criteria = CriteriaOut(allow_null=True, source="criteria_in_force")
    created_at = serializers.DateTimeField()


class CountOut(serializers.Serializer):
    """A number of people; null below ten, where it could point at somebody."""

    value = serializers.IntegerField(allow_null=True)
    is_under_10 = serializers.BooleanField()


class DoorCountsOut(serializers.Serializer):
    """How many people find each door open."""

    discover = CountOut()
    preview = CountOut()
    take = CountOut()


class WithoutClauseOut(serializers.Serializer):
    """How many could take work, were this group of the door not asked."""

    door = serializers.CharField()
    index = serializers.IntegerField()
    without = CountOut()


class AudienceOut(serializers.Serializer):
    """Whom criteria would let in."""

    total = CountOut()
    doors = DoorCountsOut()
    clauses = WithoutClauseOut(many=True)


class MemberOut(serializers.Serializer):
    """Somebody who is or was in."""

    user_id = serializers.IntegerField()
    pseudonym = serializers.CharField(source="user.pseudonym")
    display_name = serializers.CharField(source="user.display_name")
    state = serializers.ChoiceField(choices=Membership.State.choices)
    joined_at = serializers.DateTimeField()


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
        return Response(CommunityOut(queries.community(community.pk)).data, status=201)


class AudienceView(APIView):
    """`/organisations/{organisation_id}/audience`"""

    @extend_schema(operation_id="audience_count", request=CriteriaIn, responses=AudienceOut)
    def post(self, request: Request, organisation_id: int) -> Response:
        """Count whom criteria would let in, before they are set. Changes nothing."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = CriteriaIn(data=request.data)
        data.is_valid(raise_exception=True)
        audience = queries.audience(
            organisation_id=organisation_id, doors=data.validated_data["doors"]
        )
        return Response(AudienceOut(audience).data)


class CommunityView(APIView):
    """`/communities/{community_id}`"""

    @extend_schema(operation_id="community_get", responses=CommunityOut)
    def get(self, request: Request, community_id: int) -> Response:
        """One community."""
        community = queries.community(community_id)
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
        return Response(CommunityOut(queries.community(community_id)).data)


class CriteriaView(APIView):
    """`/communities/{community_id}/criteria`"""

    @extend_schema(operation_id="criteria_set", request=CriteriaIn, responses=CriteriaOut)
    def put(self, request: Request, community_id: int) -> Response:
        """Put a new version of the criteria in force."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        data = CriteriaIn(data=request.data)
        data.is_valid(raise_exception=True)
        version = actions.set_criteria(
            actor_id=asker_id(request),
            community_id=community_id,
            doors=data.validated_data["doors"],
            now=now(),
        )
        return Response(CriteriaOut(version).data)


class MemberListView(ListAPIView[Membership]):
    """`/communities/{community_id}/members`"""

    serializer_class = MemberOut

    @extend_schema(operation_id="member_list")
    def get(self, request: Request, community_id: int) -> Response:
        """Everybody who is or was in."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        page = self.paginate_queryset(queries.members(community_id))
        return self.get_paginated_response(MemberOut(page, many=True).data)


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
