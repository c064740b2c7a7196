"""What a person has done."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import require_person
from guildmark.core.clock import now
from guildmark.core.errors import NotFound
from guildmark.work.api.documentation import MyAssignmentOut, ProgressOut
from guildmark.work.api.rendering import money
from guildmark.work.models import Assignment
from guildmark.work.queries.leases import assignments_of
from guildmark.work.queries.people import progress


class MyAssignmentsView(ListAPIView[Assignment]):
    """`/me/assignments`"""

    serializer_class = MyAssignmentOut

    @extend_schema(operation_id="assignment_list")
    def get(self, request: Request) -> Response:
        """Everything one has taken, the newest first."""
        user_id = require_person(request)
        page = self.paginate_queryset(assignments_of(user_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        return self.get_paginated_response(
            [
                {
                    "id": one.pk,
                    "project_id": one.project_id,
                    "project_name": one.project.name,
                    "state": one.state,
                    "price": money(one.amount_minor, one.currency),
                    "leased_at": one.leased_at,
                    "ended_at": one.ended_at,
                }
                for one in page
            ]
        )


class ProgressView(APIView):
    """`/projects/{project_id}/progress`"""

    @extend_schema(operation_id="progress_get", responses=ProgressOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What one has done in a project, today and ever."""
        user_id = require_person(request)
        found = progress(user_id=user_id, project_id=project_id, now=now())
        if found is None:
            raise NotFound
        return Response(
            {
                "done_today": found.today.task_count,
                "done_total": found.total.task_count,
                "earned_minor": found.total.amount_minor,
                "currency": found.total.currency,
            }
        )
