"""Results for reviewers."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, require_role
from guildmark.consensus.api.serializers import (
    ConsensusListIn,
    ConsensusRowOut,
    TaskConsensusIn,
    TaskConsensusOut,
)
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries import pages
from guildmark.datasets.media import viewing


class ConsensusListView(ListAPIView[ConsensusResult]):
    """`/projects/{project_id}/consensus`"""

    serializer_class = ConsensusRowOut

    @extend_schema(operation_id="consensus_list", parameters=[ConsensusListIn])
    def get(self, request: Request, project_id: int) -> Response:
        """The results in force."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        asked = ConsensusListIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        order = asked.validated_data.pop("order")
        wanted = pages.ResultFilter(**asked.validated_data)
        found = pages.results(project_id, wanted, is_by_confidence=order == "confidence")
        page = pages.with_doubts(self.paginate_queryset(found) or [])
        return self.get_paginated_response(
            ConsensusRowOut(page, many=True, context=viewing(request)).data
        )


class TaskConsensusView(APIView):
    """`/tasks/{task_id}/consensus`"""

    @extend_schema(
        operation_id="consensus_get", parameters=[TaskConsensusIn], responses=TaskConsensusOut
    )
    def get(self, request: Request, task_id: int) -> Response:
        """Everybody's answers to one task, and what they come to."""
        organisation_id = pages.organisation_id_of_task(task_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        asked = TaskConsensusIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        version = asked.validated_data.pop("version")
        wanted = pages.ResultFilter(**asked.validated_data)
        page = pages.task_page(task_id, version=version, wanted=wanted)
        return Response(TaskConsensusOut(page, context=viewing(request)).data)
