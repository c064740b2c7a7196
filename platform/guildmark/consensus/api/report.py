"""How far people agree, and what a fit found out."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import STAFF, require_role
from guildmark.consensus.api.serializers import AgreementOut
from guildmark.consensus.models import ConsensusRun
from guildmark.consensus.queries import pages
from guildmark.consensus.queries.tasks import last_run


class AgreementView(APIView):
    """`/projects/{project_id}/agreement`"""

    @extend_schema(operation_id="agreement_get", responses=AgreementOut)
    def get(self, request: Request, project_id: int) -> Response:
        """How much people agree, as the last fit measured it."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=STAFF)
        return Response(AgreementOut(_agreement(last_run(project_id))).data)


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
