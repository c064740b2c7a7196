"""Deliveries of exports into buckets: asked for, followed, cancelled."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_role
from guildmark.core.clock import now
from guildmark.core.fields import SaidField
from guildmark.core.idempotency import idempotent
from guildmark.core.models import Operation
from guildmark.releases import actions, queries
from guildmark.releases.api.releases import WRITE
from guildmark.releases.models import Delivery, Export

#: Names between slashes, none of dots alone, no signs that shells and browsers read otherwise.
_PREFIX = r"^/?(?:(?!\.{1,2}(?:/|$))[\w .+=@()!-]+(?:/|$))*$"


class DeliveryIn(serializers.Serializer):
    """Where an export goes: a bucket of the organisation, and the folder to put its own into."""

    bucket_id = serializers.IntegerField(min_value=1)
    prefix = serializers.RegexField(
        _PREFIX, max_length=200, required=False, allow_blank=True, default=""
    )


class DeliveryOut(serializers.Serializer):
    """A delivery; progress counts files. `kept_count` were there with the same bytes."""

    id = serializers.IntegerField()
    export_id = serializers.IntegerField()
    bucket_id = serializers.IntegerField(allow_null=True)
    bucket_title = serializers.CharField()
    folder = serializers.CharField()
    state = serializers.ChoiceField(choices=Operation.State.choices)
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    sent_count = serializers.IntegerField()
    kept_count = serializers.IntegerField()
    byte_count = serializers.IntegerField()
    error_code = serializers.CharField()
    error_detail = SaidField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class DeliveryListView(ListAPIView[Delivery]):
    """`/exports/{export_id}/deliveries`"""

    serializer_class = DeliveryOut

    @extend_schema(operation_id="delivery_list")
    def get(self, request: Request, export_id: int) -> Response:
        """Where an export was sent, the newest first."""
        _export(request, export_id)
        page = self.paginate_queryset(queries.deliveries().filter(export_id=export_id))
        return self.get_paginated_response(DeliveryOut(page, many=True).data)

    @extend_schema(
        operation_id="delivery_create",
        request=DeliveryIn,
        responses={200: DeliveryOut, 201: DeliveryOut},
    )
    @idempotent
    def post(self, request: Request, export_id: int) -> Response:
        """Put the export's files into a bucket; one that waits or runs is given back, 200."""
        _export(request, export_id)
        data = DeliveryIn(data=request.data)
        data.is_valid(raise_exception=True)
        made, is_new = actions.request_delivery(
            actor_id=asker_id(request), export_id=export_id, now=now(), **data.validated_data
        )
        return Response(DeliveryOut(made).data, status=201 if is_new else 200)


class DeliveryView(APIView):
    """`/deliveries/{delivery_id}`"""

    @extend_schema(operation_id="delivery_get", responses=DeliveryOut)
    def get(self, request: Request, delivery_id: int) -> Response:
        """One delivery, with its progress."""
        return Response(DeliveryOut(_delivery(request, delivery_id)).data)


class DeliveryCancelView(APIView):
    """`/deliveries/{delivery_id}/cancel`"""

    @extend_schema(operation_id="delivery_cancel", request=None, responses=DeliveryOut)
    @idempotent
    def post(self, request: Request, delivery_id: int) -> Response:
        """End a delivery that waits or runs. What was sent stays in the bucket."""
        _delivery(request, delivery_id)
        actions.cancel_delivery(actor_id=asker_id(request), delivery_id=delivery_id, now=now())
        return Response(DeliveryOut(queries.delivery(delivery_id)).data)


def _export(request: Request, export_id: int) -> Export:
    """Buckets are for managers, and keys that make releases. Raises NotFound, NotAllowed."""
    export = queries.export(export_id)
    organisation_id = export.release.organisation_id
    require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)
    return export


def _delivery(request: Request, delivery_id: int) -> Delivery:
    found = queries.delivery(delivery_id)
    require_role(request, organisation_id=found.organisation_id, roles=MANAGERS, scope=WRITE)
    return found
