"""How far people agree, and what a fit found out."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, STAFF, holds_role, require_role
from guildmark.accounts.models import ApiKey
from guildmark.consensus.api.agreement_serializers import ProjectAgreementOut, of_nobody
from guildmark.consensus.api.report_serializers import ConsensusReportOut
from guildmark.consensus.queries import agreement, pages, report
from guildmark.datasets.media import viewing

READ = ApiKey.Scope.PROJECTS_READ


class AgreementView(APIView):
    """`/projects/{project_id}/agreement`"""

    @extend_schema(operation_id="agreement_get", responses=ProjectAgreementOut)
    def get(self, request: Request, project_id: int) -> Response:
        """How much people agree, as the last fit measured it.

        Clients and keys are told of nobody by name.
        """
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        found = agreement.agreement_page(project_id)
        if not holds_role(request, organisation_id=organisation_id, roles=REVIEWERS):
            found = of_nobody(found)
        return Response(ProjectAgreementOut(found).data)


class ConsensusReportView(APIView):
    """`/projects/{project_id}/consensus-report`"""

    @extend_schema(operation_id="consensus_report_get", responses=ConsensusReportOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What the last fit found out, and how things stand now."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        found = report.report_page(project_id)
        return Response(ConsensusReportOut(found, context=viewing(request)).data)
