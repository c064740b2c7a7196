"""Results for reviewers, agreement for staff, and fits to ask for."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, STAFF, asker_id, require_role
from guildmark.consensus import actions
from guildmark.consensus.api.serializers import (
    AgreementOut,
    ConsensusRowOut,
    ConsensusRunOut,
    TaskConsensusOut,
)
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.consensus.queries import pages
from guildmark.consensus.queries.tasks import last_run
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent


class ConsensusListView(ListAPIView[ConsensusResult]):
    """`/projects/{project_id}/consensus`"""

    serializer_class = ConsensusRowOut

    @extend_schema(
        operation_id="consensus_list",
        parameters=[
            OpenApiParameter(
                "order", enum=["confidence", "task"], description="the least sure first, or by task"
            )
        ],
    )
    def get(self, request: Request, project_id: int) -> Response:
        """The results in force."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        is_by_confidence = request.query_params.get("order") == "confidence"
        found = pages.results(project_id, is_by_confidence=is_by_confidence)
        page = self.paginate_queryset(found)
        return self.get_paginated_response(ConsensusRowOut(page, many=True).data)


class TaskConsensusView(APIView):
    """`/tasks/{task_id}/consensus`"""

    @extend_schema(operation_id="consensus_get", responses=TaskConsensusOut)
    def get(self, request: Request, task_id: int) -> Response:
        """Everybody's answers to one task, and what they come to."""
        organisation_id = pages.organisation_id_of_task(task_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        return Response(TaskConsensusOut(pages.task_page(task_id)).data)


class AgreementView(APIView):
    """`/projects/{project_id}/agreement`"""

    @extend_schema(operation_id="agreement_get", responses=AgreementOut)
    def get(self, request: Request, project_id: int) -> Response:
        """How much people agree, as the last fit measured it."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=STAFF)
        return Response(AgreementOut(_agreement(last_run(project_id))).data)


class ConsensusRunListView(APIView):
    """`/projects/{project_id}/consensus-runs`"""

    @extend_schema(
        operation_id="consensus_run_start", request=None, responses={201: ConsensusRunOut}
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Ask for a fit now."""
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


_NO_FIGURES: dict[str, object] = {
    "item_count": None, "alpha": None, "percent": None, "mean_iou": None, "f1_50": None,
    "labels": [], "questions": [],
}  # fmt: skip


def _agreement(run: ConsensusRun | None) -> dict[str, object]:
    if run is None:
        about: dict[str, object] = dict.fromkeys(
            ("run_id", "method", "computed_at", "submission_count")
        )
        return {**about, **_NO_FIGURES, "is_calibrated": False}
    return {
        "run_id": run.pk,
        "method": run.method,
        "computed_at": run.finished_at,
        "submission_count": run.submission_count,
        **(run.agreement or _NO_FIGURES),
        "is_calibrated": False,
    }
