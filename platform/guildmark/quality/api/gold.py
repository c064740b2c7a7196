"""Known answers: for managers alone."""

from collections.abc import Callable

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_role
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.datasets.api.serializers import ItemOut
from guildmark.datasets.media import viewing
from guildmark.quality import actions, queries
from guildmark.quality.models import GoldItem


class GoldItemIn(serializers.Serializer):
    """An item and its answer; hidden gold checks, visible gold teaches."""

    item_id = serializers.IntegerField()
    reference = serializers.JSONField()
    is_hidden = serializers.BooleanField(default=True)


class GoldItemOut(serializers.Serializer):
    """A known answer, and how people did on it."""

    id = serializers.IntegerField()
    item = ItemOut()
    reference = serializers.JSONField()
    state = serializers.ChoiceField(choices=GoldItem.State.choices)
    is_hidden = serializers.BooleanField()
    check_count = serializers.IntegerField()
    right_count = serializers.IntegerField()


class GoldItemListView(ListAPIView[GoldItem]):
    """`/projects/{project_id}/gold-items`"""

    serializer_class = GoldItemOut

    @extend_schema(operation_id="gold_item_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The gold of a project, the newest first."""
        _require_manager(request, project_id)
        page = self.paginate_queryset(queries.gold_items().filter(project_id=project_id))
        return self.get_paginated_response(
            GoldItemOut(page, many=True, context=viewing(request)).data
        )

    @extend_schema(
        operation_id="gold_item_create", request=GoldItemIn, responses={201: GoldItemOut}
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Make one of the project's pictures gold."""
        _require_manager(request, project_id)
        data = GoldItemIn(data=request.data)
        data.is_valid(raise_exception=True)
        gold = actions.add_gold_item(
            actor_id=asker_id(request), project_id=project_id, now=now(), **data.validated_data
        )
        return Response(
            GoldItemOut(queries.gold_item(gold.pk), context=viewing(request)).data, status=201
        )


class _MoveView(APIView):
    """A move of one gold item from state to state."""

    change: Callable[..., GoldItem]

    def move(self, request: Request, gold_item_id: int) -> Response:
        """Do it, and answer what it is now."""
        _require_manager(request, queries.gold_item(gold_item_id).project_id)
        type(self).change(actor_id=asker_id(request), gold_item_id=gold_item_id, now=now())
        return Response(GoldItemOut(queries.gold_item(gold_item_id), context=viewing(request)).data)


class GoldItemSuspendView(_MoveView):
    """`/gold-items/{gold_item_id}/suspend`"""

    change = staticmethod(actions.suspend_gold_item)

    @extend_schema(operation_id="gold_item_suspend", request=None, responses=GoldItemOut)
    def post(self, request: Request, gold_item_id: int) -> Response:
        """Ask nobody any more for now, and leave its scores out."""
        return self.move(request, gold_item_id)


class GoldItemActivateView(_MoveView):
    """`/gold-items/{gold_item_id}/activate`"""

    change = staticmethod(actions.activate_gold_item)

    @extend_schema(operation_id="gold_item_activate", request=None, responses=GoldItemOut)
    def post(self, request: Request, gold_item_id: int) -> Response:
        """Take it back into use."""
        return self.move(request, gold_item_id)


class GoldItemRetireView(_MoveView):
    """`/gold-items/{gold_item_id}/retire`"""

    change = staticmethod(actions.retire_gold_item)

    @extend_schema(operation_id="gold_item_retire", request=None, responses=GoldItemOut)
    def post(self, request: Request, gold_item_id: int) -> Response:
        """Ask nobody any more; its scores stay."""
        return self.move(request, gold_item_id)


def _require_manager(request: Request, project_id: int) -> None:
    organisation_id = queries.organisation_id_of_project(project_id)
    require_role(request, organisation_id=organisation_id, roles=MANAGERS)
