"""Datasets, and one item."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_role
from guildmark.accounts.models import ApiKey
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.datasets import actions, queries
from guildmark.datasets.api.serializers import DatasetChangeIn, DatasetIn, DatasetOut, ItemOut
from guildmark.datasets.media import viewing
from guildmark.datasets.models import Dataset

READ = ApiKey.Scope.DATASETS_READ
WRITE = ApiKey.Scope.DATASETS_WRITE


def readable_dataset(request: Request, dataset_id: int) -> Dataset:
    """The dataset, for staff and keys that read. Raises NotFound and NotAllowed."""
    dataset = queries.dataset(dataset_id)
    require_role(request, organisation_id=dataset.organisation_id, roles=STAFF, scope=READ)
    return dataset


def managed_dataset(request: Request, dataset_id: int) -> Dataset:
    """The dataset, for managers and keys that write. Raises NotFound and NotAllowed."""
    dataset = queries.dataset(dataset_id)
    require_role(request, organisation_id=dataset.organisation_id, roles=MANAGERS, scope=WRITE)
    return dataset


class DatasetListView(ListAPIView[Dataset]):
    """`/organisations/{organisation_id}/datasets`"""

    serializer_class = DatasetOut

    @extend_schema(operation_id="dataset_list")
    def get(self, request: Request, organisation_id: int) -> Response:
        """The datasets of the organisation."""
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        page = self.paginate_queryset(queries.datasets_of(organisation_id))
        return self.get_paginated_response(DatasetOut(page, many=True).data)

    @extend_schema(operation_id="dataset_create", request=DatasetIn, responses={201: DatasetOut})
    @idempotent
    def post(self, request: Request, organisation_id: int) -> Response:
        """Make an empty dataset."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)
        data = DatasetIn(data=request.data)
        data.is_valid(raise_exception=True)
        dataset = actions.create_dataset(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            name=data.validated_data["name"],
            now=now(),
        )
        return Response(DatasetOut(queries.counted_dataset(dataset.pk)).data, status=201)


class DatasetView(APIView):
    """`/datasets/{dataset_id}`"""

    @extend_schema(operation_id="dataset_get", responses=DatasetOut)
    def get(self, request: Request, dataset_id: int) -> Response:
        """One dataset."""
        readable_dataset(request, dataset_id)
        return Response(DatasetOut(queries.counted_dataset(dataset_id)).data)

    @extend_schema(operation_id="dataset_update", request=DatasetChangeIn, responses=DatasetOut)
    def patch(self, request: Request, dataset_id: int) -> Response:
        """Say whether capture times of pictures are kept; without, those kept are deleted."""
        managed_dataset(request, dataset_id)
        data = DatasetChangeIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.set_capture_time(
            actor_id=asker_id(request),
            dataset_id=dataset_id,
            is_kept=data.validated_data["keeps_capture_time"],
            now=now(),
        )
        return Response(DatasetOut(queries.counted_dataset(dataset_id)).data)


class ItemView(APIView):
    """`/items/{item_id}`"""

    @extend_schema(operation_id="item_get", responses=ItemOut)
    def get(self, request: Request, item_id: int) -> Response:
        """One image."""
        item = queries.item(item_id)
        require_role(request, organisation_id=item.organisation_id, roles=STAFF, scope=READ)
        return Response(ItemOut(item, context=viewing(request)).data)
