"""Fits of a project: asked for, watched, stopped."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, asker_id, require_role
from guildmark.consensus import actions
from guildmark.consensus.api.serializers import ConsensusRunOut, ConsensusRunRowOut
from guildmark.consensus.models import ConsensusRun
from guildmark.consensus.queries import pages
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent


class ConsensusRunListView(ListAPIView[ConsensusRun]):
    """`/projects/{project_id}/consensus-runs`"""

    serializer_class = ConsensusRunRowOut

    @extend_schema(operation_id="consensus_run_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The fits of a project, the newest first."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        page = self.paginate_queryset(pages.runs(project_id))
        return self.get_paginated_response(ConsensusRunRowOut(page, many=True).data)

    @extend_schema(
        operation_id="consensus_run_start", request=None, responses={201: ConsensusRunOut}
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Ask for a fit now: a cold one, whose results are published."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        run = actions.request_run(actor_id=asker_id(request), project_id=project_id, now=now())
        return Response(ConsensusRunOut(run).data, status=201)


class ConsensusRunView(APIView):
    """`/consensus-runs/{run_id}`"""

    @extend_schema(operation_id="consensus_run_get", responses=ConsensusRunOut)
    def get(self, request: Request, run_id: int) -> Response:
        """One fit, with its progress."""
        run = pages.run(run_id)
        require_role(request, organisation_id=run.project.organisation_id, roles=REVIEWERS)
        return Response(ConsensusRunOut(run).data)


class ConsensusRunCancelView(APIView):
    """`/consensus-runs/{run_id}/cancel`"""

    @extend_schema(operation_id="consensus_run_cancel", request=None, responses=ConsensusRunOut)
    def post(self, request: Request, run_id: int) -> Response:
        """Stop a fit that is live; what it has written stays."""
        run = pages.run(run_id)
        require_role(request, organisation_id=run.project.organisation_id, roles=REVIEWERS)
        stopped = actions.cancel_run(actor_id=asker_id(request), run_id=run_id, now=now())
        return Response(ConsensusRunOut(stopped).data)
