"""What a project or a batch still takes."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import STAFF, require_role
from guildmark.consensus.queries import forecast, pages
from guildmark.core.clock import now
from guildmark.core.money import MoneyOut
from guildmark.quality.api.figures import FigureOut
from guildmark.work.queries import batches

READ = "projects:read"


class WorkLeftOut(serializers.Serializer):
    """Labels, verdicts, money (minor units of the currency of `spent`) and hours left.

    Money and hours are those of labels and verdicts together; `overlap` is labels an item.
    """

    labels = FigureOut()
    verdicts = FigureOut()
    overlap = FigureOut()
    cost = FigureOut()
    hours = FigureOut()
    spent = MoneyOut()
    open_task_count = serializers.IntegerField()
    disputed_task_count = serializers.IntegerField()


class ProjectForecastView(APIView):
    """`/projects/{project_id}/forecast`"""

    @extend_schema(operation_id="project_forecast_get", responses=WorkLeftOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What the batches of a project still take."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        return Response(WorkLeftOut(forecast.project_forecast(project_id, now=now())).data)


class BatchForecastView(APIView):
    """`/batches/{batch_id}/forecast`"""

    @extend_schema(operation_id="batch_forecast_get", responses=WorkLeftOut)
    def get(self, request: Request, batch_id: int) -> Response:
        """What one batch still takes."""
        batch = batches.batch(batch_id)
        require_role(request, organisation_id=batch.organisation_id, roles=STAFF, scope=READ)
        return Response(WorkLeftOut(forecast.batch_forecast(batch, now=now())).data)
