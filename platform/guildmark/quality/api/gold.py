"""Known answers: for managers alone."""

from collections.abc import Callable

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_role
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.datasets.media import viewing
from guildmark.quality import actions, queries
from guildmark.quality.api.gold_serializers import (
    CorrectionIn,
    ExplanationIn,
    GoldFilterIn,
    GoldItemDetailOut,
    GoldItemIn,
    GoldItemOut,
    GoldMoveIn,
    StockOut,
)
from guildmark.quality.models import GoldItem


class GoldItemListView(ListAPIView[GoldItem]):
    """`/projects/{project_id}/gold-items`"""

    serializer_class = GoldItemOut

    @extend_schema(operation_id="gold_item_list", parameters=[GoldFilterIn])
    def get(self, request: Request, project_id: int) -> Response:
        """The gold of a project, the newest first."""
        require_manager(request, project_id)
        wanted = GoldFilterIn(data=request.query_params)
        wanted.is_valid(raise_exception=True)
        rows = queries.bank(project_id, queries.GoldFilter(**wanted.validated_data))
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(
            GoldItemOut(page, many=True, context=viewing(request)).data
        )

    @extend_schema(
        operation_id="gold_item_create", request=GoldItemIn, responses={201: GoldItemOut}
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Make one of the project's pictures gold."""
        require_manager(request, project_id)
        data = GoldItemIn(data=request.data)
        data.is_valid(raise_exception=True)
        gold = actions.add_gold_item(
            actor_id=asker_id(request), project_id=project_id, now=now(), **data.validated_data
        )
        return Response(
            GoldItemOut(queries.gold_item(gold.pk), context=viewing(request)).data, status=201
        )


class GoldBankView(APIView):
    """`/projects/{project_id}/gold-bank`"""

    @extend_schema(operation_id="gold_bank", responses=StockOut)
    def get(self, request: Request, project_id: int) -> Response:
        """How much gold there is, of what, and for how long it lasts."""
        require_manager(request, project_id)
        return Response(StockOut(queries.gold_stock(project_id=project_id, now=now())).data)


class GoldItemView(APIView):
    """`/gold-items/{gold_item_id}`"""

    @extend_schema(operation_id="gold_item_get", responses=GoldItemDetailOut)
    def get(self, request: Request, gold_item_id: int) -> Response:
        """A known answer with its history."""
        require_manager(request, queries.gold_item(gold_item_id).project_id)
        found = queries.gold_detail(gold_item_id)
        return Response(GoldItemDetailOut(found, context=viewing(request)).data)


class GoldItemCorrectView(APIView):
    """`/gold-items/{gold_item_id}/correct`"""

    @extend_schema(
        operation_id="gold_item_correct", request=CorrectionIn, responses=GoldItemDetailOut
    )
    @idempotent
    def post(self, request: Request, gold_item_id: int) -> Response:
        """Make a new version; everybody's answers are held against it soon."""
        require_manager(request, queries.gold_item(gold_item_id).project_id)
        data = CorrectionIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.correct_gold_item(
            actor_id=asker_id(request),
            gold_item_id=gold_item_id,
            now=now(),
            **data.validated_data,
        )
        found = queries.gold_detail(gold_item_id)
        return Response(GoldItemDetailOut(found, context=viewing(request)).data)


class GoldItemExplainView(APIView):
    """`/gold-items/{gold_item_id}/explain`"""

    @extend_schema(operation_id="gold_item_explain", request=ExplanationIn, responses=GoldItemOut)
    def post(self, request: Request, gold_item_id: int) -> Response:
        """Say what people read after this visible gold."""
        require_manager(request, queries.gold_item(gold_item_id).project_id)
        data = ExplanationIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.explain_gold_item(
            actor_id=asker_id(request),
            gold_item_id=gold_item_id,
            now=now(),
            **data.validated_data,
        )
        return Response(GoldItemOut(queries.gold_item(gold_item_id), context=viewing(request)).data)


class _MoveView(APIView):
    """A move of one gold item from state to state."""

    change: Callable[..., GoldItem]

    def move(self, request: Request, gold_item_id: int) -> Response:
        """Do it, and answer what it is now."""
        require_manager(request, queries.gold_item(gold_item_id).project_id)
        data = GoldMoveIn(data=request.data)
        data.is_valid(raise_exception=True)
        type(self).change(
            actor_id=asker_id(request),
            gold_item_id=gold_item_id,
            now=now(),
            **data.validated_data,
        )
        return Response(GoldItemOut(queries.gold_item(gold_item_id), context=viewing(request)).data)


class GoldItemSuspendView(_MoveView):
    """`/gold-items/{gold_item_id}/suspend`"""

    change = staticmethod(actions.suspend_gold_item)

    @extend_schema(operation_id="gold_item_suspend", request=GoldMoveIn, responses=GoldItemOut)
    def post(self, request: Request, gold_item_id: int) -> Response:
        """Ask nobody any more for now, and leave its scores out."""
        return self.move(request, gold_item_id)


class GoldItemActivateView(_MoveView):
    """`/gold-items/{gold_item_id}/activate`"""

    change = staticmethod(actions.activate_gold_item)

    @extend_schema(operation_id="gold_item_activate", request=GoldMoveIn, responses=GoldItemOut)
    def post(self, request: Request, gold_item_id: int) -> Response:
        """Take it back into use."""
        return self.move(request, gold_item_id)


class GoldItemRetireView(_MoveView):
    """`/gold-items/{gold_item_id}/retire`"""

    change = staticmethod(actions.retire_gold_item)

    @extend_schema(operation_id="gold_item_retire", request=GoldMoveIn, responses=GoldItemOut)
    def post(self, request: Request, gold_item_id: int) -> Response:
        """Ask nobody any more; its scores stay."""
        return self.move(request, gold_item_id)


def require_manager(request: Request, project_id: int) -> None:
    """Gold is for managers alone. Raises as `require_role`."""
    organisation_id = queries.organisation_id_of_project(project_id)
    require_role(request, organisation_id=organisation_id, roles=MANAGERS)
