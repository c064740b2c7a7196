"""How many people are asked of each task of a batch, changed while they work."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_role
from guildmark.core.clock import now
from guildmark.work import actions
from guildmark.work.actions.overlap import MOST_OVERLAP
from guildmark.work.api.batch_documentation import BatchOut
from guildmark.work.api.batches import batches_json
from guildmark.work.api.documentation import PriceOut
from guildmark.work.api.rendering import money
from guildmark.work.queries import batches as queries
from guildmark.work.queries.overlap import overlap_forecast


class OverlapIn(serializers.Serializer):
    """So many people of each task."""

    overlap = serializers.IntegerField(min_value=1, max_value=MOST_OVERLAP)


class OverlapChangeIn(OverlapIn):
    """So many people of each task, where it was so many `before`."""

    before = serializers.IntegerField()


class OverlapForecastOut(serializers.Serializer):
    """What the change would do now; `slots` and `cost` are negative where fewer are asked.

    `before` is how many are asked now. `labels_reopened` are made anew: of tasks that have one, and
    of those whose label others judge just now.
    """

    before = serializers.IntegerField()
    overlap = serializers.IntegerField()
    tasks = serializers.IntegerField()
    labels_reopened = serializers.IntegerField()
    tasks_left = serializers.IntegerField()
    slots = serializers.IntegerField()
    cost = PriceOut()
    is_verified = serializers.BooleanField()


class BatchOverlapView(APIView):
    """`/batches/{batch_id}/overlap`"""

    @extend_schema(
        operation_id="batch_overlap_forecast",
        parameters=[OpenApiParameter("overlap", int)],
        responses=OverlapForecastOut,
    )
    def get(self, request: Request, batch_id: int) -> Response:
        """What another overlap, or the one it has, would do and cost. Nothing is changed."""
        batch = queries.batch(batch_id)
        require_role(request, organisation_id=batch.organisation_id, roles=STAFF)
        body = OverlapIn(data=request.query_params, partial=True)
        body.is_valid(raise_exception=True)
        overlap = body.validated_data.get("overlap", batch.overlap)
        found = overlap_forecast(batch, overlap=overlap)
        return Response(
            {
                "before": batch.overlap,
                "overlap": overlap,
                "tasks": found.tasks,
                "labels_reopened": found.labels_reopened,
                "tasks_left": found.tasks_left,
                "slots": found.slots,
                "cost": money(found.cost_minor, found.currency),
                "is_verified": found.is_verified,
            }
        )

    @extend_schema(operation_id="batch_set_overlap", request=OverlapChangeIn, responses=BatchOut)
    def put(self, request: Request, batch_id: int) -> Response:
        """Ask so many people of each task, also of what has its label; a worker carries it out.

        A conflict where it is not what it was `before` any more: somebody else has changed it.
        """
        found = queries.batch(batch_id)
        require_role(request, organisation_id=found.organisation_id, roles=MANAGERS)
        body = OverlapChangeIn(data=request.data)
        body.is_valid(raise_exception=True)
        changed = actions.change_overlap(
            actor_id=asker_id(request), batch_id=batch_id, now=now(), **body.validated_data
        )
        return Response(batches_json([changed])[0])
