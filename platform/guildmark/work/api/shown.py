"""What a community works on, for everybody."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.work.queries.shown import shown_projects


class PriceShownOut(serializers.Serializer):
    """What an answer pays."""

    amount_minor = serializers.IntegerField(source="price_minor")
    currency = serializers.CharField()


class HourlyShownOut(serializers.Serializer):
    """What an hour brings the middle half of people."""

    low_minor = serializers.IntegerField()
    high_minor = serializers.IntegerField()


class ProjectShownOut(serializers.Serializer):
    """A project as everybody may see it."""

    id = serializers.IntegerField(source="project.pk")
    name = serializers.CharField(source="project.name")
    summary = serializers.CharField(source="project.summary")
    price = PriceShownOut(source="project")
    typical_seconds = serializers.FloatField(allow_null=True)
    hourly = HourlyShownOut(allow_null=True)
    languages = serializers.ListField(
        child=serializers.CharField(), help_text="of the guideline, beside the one it is written in"
    )


class ProjectShownListView(APIView):
    """`/community-pages/{community_id}/projects`"""

    permission_classes = [AllowAny]

    @extend_schema(operation_id="community_page_project_list", responses=ProjectShownOut(many=True))
    def get(self, request: Request, community_id: int) -> Response:
        """What a community that hides from nobody works on, also without an account."""
        return Response(ProjectShownOut(shown_projects(community_id), many=True).data)
