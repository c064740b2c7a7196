"""What the first answers say of all the rest."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import STAFF, require_role
from guildmark.accounts.models import ApiKey
from guildmark.consensus.queries import pages
from guildmark.consensus.queries.pilot import pilot
from guildmark.core.brief import for_a_moment
from guildmark.core.money import MoneyOut
from guildmark.quality.api.figures import FigureOut

PILOT_SECONDS = 60
READ = ApiKey.Scope.PROJECTS_READ


class BalanceOut(serializers.Serializer):
    """A label by its key: its shapes, pictures with one, and their shorter side in pixels: the
    median, and what a tenth lies below. `question=option` has pictures alone."""

    key = serializers.CharField()
    name = serializers.CharField()
    shape_count = serializers.IntegerField()
    picture_count = serializers.IntegerField()
    side_px = serializers.FloatField(allow_null=True)
    small_side_px = serializers.FloatField(allow_null=True)


class PilotOut(serializers.Serializer):
    """Seconds and shapes an answer; hours and cost (minor units) of the pictures not answered yet,
    at the project's overlap and price. The balance is that of the newest `label_count` labels."""

    picture_count = serializers.IntegerField()
    answer_count = serializers.IntegerField()
    pictures_left = serializers.IntegerField()
    answers_left = serializers.IntegerField()
    overlap = serializers.IntegerField()
    price = MoneyOut()
    seconds = FigureOut()
    shapes = FigureOut()
    hours = FigureOut()
    cost = FigureOut()
    balance = BalanceOut(many=True)
    label_count = serializers.IntegerField()


class PilotView(APIView):
    """`/projects/{project_id}/pilot`"""

    @extend_schema(operation_id="project_pilot_get", responses=PilotOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What the first answers say of effort, cost, balance and sizes, at most a minute old."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        found = for_a_moment(
            f"pilot.{project_id}", seconds=PILOT_SECONDS, make=lambda: pilot(project_id)
        )
        return Response(PilotOut(found).data)
