"""Pictures that are deleted, wherever they are used."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import asker_id
from guildmark.core.clock import now
from guildmark.datasets.api.datasets import managed_dataset
from guildmark.datasets.api.items import ChangedOut
from guildmark.oversight.actions import delete_pictures

MOST_AT_ONCE = 100


class DeleteItemsIn(serializers.Serializer):
    """Items by id, and why: the reason is kept in the place of the picture."""

    item_ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        max_length=MOST_AT_ONCE,
        min_length=1,
    )
    note = serializers.CharField(min_length=3, max_length=200)


class DeleteItemsView(APIView):
    """`/datasets/{dataset_id}/items/delete`"""

    @extend_schema(operation_id="item_delete", request=DeleteItemsIn, responses=ChangedOut)
    def post(self, request: Request, dataset_id: int) -> Response:
        """Delete pictures for good, with everything that was made of them. Safe to repeat."""
        dataset = managed_dataset(request, dataset_id)
        data = DeleteItemsIn(data=request.data)
        data.is_valid(raise_exception=True)
        count = delete_pictures(
            actor_id=asker_id(request), dataset=dataset, **data.validated_data, now=now()
        )
        return Response(ChangedOut({"item_count": count}).data)
