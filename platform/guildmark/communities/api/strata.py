"""Quotas of a community, and its funnel."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_role
from guildmark.communities import actions, queries
from guildmark.communities.api.criteria import CountOut
from guildmark.communities.models import Community
from guildmark.core.clock import now


class QuotaIn(serializers.Serializer):
    """Seats by answer to one choice; no seats means no quota."""

    trait = serializers.CharField(max_length=60, allow_blank=True)
    seats = serializers.DictField(child=serializers.IntegerField(min_value=0, max_value=1_000_000))


class StratumOut(serializers.Serializer):
    """The people of one answer."""

    key = serializers.CharField()
    name = serializers.CharField()
    seats = serializers.IntegerField()
    members = serializers.IntegerField()
    missing = serializers.IntegerField()
    eligible = CountOut()


class QuotaOut(serializers.Serializer):
    """The quota and how far it is filled; `trait` is empty where there is none."""

    trait = serializers.CharField(allow_blank=True)
    strata = StratumOut(many=True)


class CommunityNumbersOut(serializers.Serializer):
    """How far people came, up to being in."""

    can_see = CountOut()
    eligible = CountOut()
    applied = serializers.IntegerField()
    waiting = serializers.IntegerField()
    active = serializers.IntegerField()
    paused = serializers.IntegerField()
    ineligible = serializers.IntegerField()


def _quota(community: Community) -> object:
    shown = {
        "trait": community.quota.get("trait", ""),
        "strata": queries.strata(community),
    }
    return QuotaOut(shown).data


class QuotaView(APIView):
    """`/communities/{community_id}/quota`"""

    @extend_schema(operation_id="quota_get", responses=QuotaOut)
    def get(self, request: Request, community_id: int) -> Response:
        """What is wanted of each stratum, and what is missing."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        return Response(_quota(community))

    @extend_schema(operation_id="quota_set", request=QuotaIn, responses=QuotaOut)
    def put(self, request: Request, community_id: int) -> Response:
        """Say how many members of each answer are wanted."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        data = QuotaIn(data=request.data)
        data.is_valid(raise_exception=True)
        changed = actions.set_quota(
            actor_id=asker_id(request), community_id=community_id, now=now(), **data.validated_data
        )
        return Response(_quota(changed))


class CommunityNumbersView(APIView):
    """`/communities/{community_id}/numbers`"""

    @extend_schema(operation_id="community_numbers", responses=CommunityNumbersOut)
    def get(self, request: Request, community_id: int) -> Response:
        """How far people came, up to being in."""
        community = queries.community(community_id)
        require_role(request, organisation_id=community.organisation_id, roles=MANAGERS)
        return Response(CommunityNumbersOut(queries.community_numbers(community_id)).data)
