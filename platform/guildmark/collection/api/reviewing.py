"""For those who review what was sent: staff, and members where the brief asks them."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, asker_id, require_role
from guildmark.collection import actions, queries
from guildmark.collection.actions.reviewing import Reasons
from guildmark.collection.api.doors import member_asset, reviewed_asset, reviewing_brief
from guildmark.collection.api.serializers import (
    AssetOut,
    AssetRejectIn,
    AssetReviewIn,
    AssetsIn,
    ReviewingOut,
)
from guildmark.collection.models import Asset, Brief
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.datasets.media import viewing


def _shown(request: Request, asset_id: int) -> Response:
    context = {"asker_id": asker_id(request)}
    return Response(AssetOut(queries.counted_asset(asset_id), context=context).data)


class AssetListView(ListAPIView[Asset]):
    """`/projects/{project_id}/collected`"""

    serializer_class = AssetOut

    @extend_schema(operation_id="collected_list", parameters=[AssetsIn])
    def get(self, request: Request, project_id: int) -> Response:
        """What was sent, the newest first; of one state if given, disputed ones before others."""
        brief = queries.brief_of(project_id)
        require_role(request, organisation_id=brief.organisation_id, roles=REVIEWERS)
        data = AssetsIn(data=request.query_params)
        data.is_valid(raise_exception=True)
        found = queries.assets(brief.pk)
        if state := data.validated_data["state"]:
            found = found.filter(state=state).order_by("-is_disputed", "-pk")
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


def _reviewing(request: Request, user_id: int, brief: Brief) -> Response:
    shown = {
        "brief": brief,
        "waiting_count": queries.to_review(user_id=user_id, brief_id=brief.pk).count(),
        "asset": queries.next_to_review(user_id=user_id, brief_id=brief.pk),
        "earned": queries.earned(user_id=user_id, brief=brief),
    }
    return Response(ReviewingOut(shown, context=viewing(request)).data)


class ReviewingView(APIView):
    """`/projects/{project_id}/reviewing`"""

    @extend_schema(operation_id="reviewing_get", responses=ReviewingOut)
    def get(self, request: Request, project_id: int) -> Response:
        """A member's next picture to look at, and what was wanted."""
        user_id, brief = reviewing_brief(request, project_id)
        return _reviewing(request, user_id, brief)


class ReviewView(APIView):
    """`/collected/{asset_id}/review`"""

    @extend_schema(operation_id="collected_review", request=AssetReviewIn, responses=ReviewingOut)
    @idempotent
    def post(self, request: Request, asset_id: int) -> Response:
        """Say whether a picture of somebody else is what was wanted; the next one is answered."""
        user_id, asset = member_asset(request, asset_id)
        data = AssetReviewIn(data=request.data)
        data.is_valid(raise_exception=True)
        said = data.validated_data
        actions.review_asset(
            user_id=user_id,
            asset_id=asset.pk,
            is_accepted=said["is_accepted"],
            reasons=Reasons(said["reason_code"], said["note"]),
            now=now(),
        )
        return _reviewing(request, user_id, queries.brief_of(asset.brief.project_id))
