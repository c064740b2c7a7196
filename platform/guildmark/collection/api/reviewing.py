"""For those who review what was sent."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, asker_id, require_role
from guildmark.collection import actions, queries
from guildmark.collection.api.doors import reviewed_asset
from guildmark.collection.api.serializers import AssetOut, AssetRejectIn, AssetsIn
from guildmark.collection.models import Asset
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent


def _shown(request: Request, asset_id: int) -> Response:
    context = {"asker_id": asker_id(request)}
    return Response(AssetOut(queries.asset(asset_id), context=context).data)


class AssetListView(ListAPIView[Asset]):
    """`/projects/{project_id}/collected`"""

    serializer_class = AssetOut

    @extend_schema(operation_id="collected_list", parameters=[AssetsIn])
    def get(self, request: Request, project_id: int) -> Response:
        """What was sent, the newest first; of one state if given."""
        brief = queries.brief_of(project_id)
        require_role(request, organisation_id=brief.organisation_id, roles=REVIEWERS)
        data = AssetsIn(data=request.query_params)
        data.is_valid(raise_exception=True)
        found = queries.assets(brief.pk)
        if state := data.validated_data["state"]:
            found = found.filter(state=state)
        context = {"asker_id": asker_id(request)}
        page = self.paginate_queryset(found)
        return self.get_paginated_response(AssetOut(page, many=True, context=context).data)


class AcceptView(APIView):
    """`/collected/{asset_id}/accept`"""

    @extend_schema(operation_id="collected_accept", request=None, responses=AssetOut)
    @idempotent
    def post(self, request: Request, asset_id: int) -> Response:
        """Make it an item of the project's dataset, and pay it."""
        reviewed_asset(request, asset_id)
        actions.accept_asset(actor_id=asker_id(request), asset_id=asset_id, now=now())
        return _shown(request, asset_id)


class RejectView(APIView):
    """`/collected/{asset_id}/reject`"""

    @extend_schema(operation_id="collected_reject", request=AssetRejectIn, responses=AssetOut)
    @idempotent
    def post(self, request: Request, asset_id: int) -> Response:
        """Do not take it, and say why."""
        reviewed_asset(request, asset_id)
        data = AssetRejectIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.reject_asset(
            actor_id=asker_id(request), asset_id=asset_id, now=now(), **data.validated_data
        )
        return _shown(request, asset_id)
