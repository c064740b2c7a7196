"""The brief, for those who run the project."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import asker_id
from guildmark.collection import actions, queries
from guildmark.collection.actions.planning import BriefPlan, PlannedExample, PlannedStratum
from guildmark.collection.api.serializers import BriefIn, BriefOut
from guildmark.core.clock import now
from guildmark.datasets.media import viewing
from guildmark.projects.api.projects import managed_project, readable_project


class BriefView(APIView):
    """`/projects/{project_id}/collection`"""

    @extend_schema(operation_id="brief_get", responses=BriefOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What is to be photographed, and how far it is."""
        readable_project(request, project_id)
        brief = queries.brief_of(project_id)
        return Response(BriefOut(brief, context=viewing(request)).data)

    @extend_schema(operation_id="brief_save", request=BriefIn, responses=BriefOut)
    def put(self, request: Request, project_id: int) -> Response:
        """Make the brief say this. Another permission is a new version, to be signed anew."""
        project = managed_project(request, project_id)
        data = BriefIn(data=request.data)
        data.is_valid(raise_exception=True)
        said = dict(data.validated_data)
        plan = BriefPlan(
            strata=[PlannedStratum(**one) for one in said.pop("strata")],
            examples=[PlannedExample(**one) for one in said.pop("examples")],
            **said,
        )
        actions.save_brief(actor_id=asker_id(request), project=project, plan=plan, now=now())
        brief = queries.brief_of(project_id)
        return Response(BriefOut(brief, context=viewing(request)).data)
