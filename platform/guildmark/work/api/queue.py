"""The queue as it is now, for staff: what is where, who is at work, what is stuck."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, REVIEWERS, STAFF, asker_id, require_role
from guildmark.core.actors import actor_of
from guildmark.core.brief import for_a_moment
from guildmark.core.clock import now
from guildmark.work import actions
from guildmark.work.api.live_documentation import (
    LiveLeaseOut,
    QueueOut,
    StuckTaskOut,
    TakeBackIn,
    ThroughputOut,
)
from guildmark.work.api.rendering import money, task_item
from guildmark.work.models import Assignment, Task
from guildmark.work.queries import batches as queries
from guildmark.work.queries import live
from guildmark.work.queries.throughput import answers_by_day

#: A look at a million tasks takes a while, and many look at once.
QUEUE_SECONDS = 5
READ = "projects:read"
DAYS_SHOWN = 7
DAYS_SECONDS = 60

# Any: JSON on its way out, described by the serializers of `live_documentation`


class QueueView(APIView):
    """`/projects/{project_id}/queue`"""

    @extend_schema(operation_id="queue_get", responses=QueueOut)
    def get(self, request: Request, project_id: int) -> Response:
        """A project's queue at a glance, at most five seconds old."""
        organisation_id = queries.project_owner(project_id)
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        found = for_a_moment(
            f"queue:{project_id}",
            seconds=QUEUE_SECONDS,
            make=lambda: queries.queue(project_id=project_id, now=now()),
        )
        return Response(
            {
                "tasks": found.states,
                "leased_now": found.leased_now,
                "people_now": found.people_now,
                "submissions_per_hour": [
                    {"at": hour, "count": count} for hour, count in found.per_hour
                ],
                "submissions_total": found.submissions_total,
                "spent": money(found.spent_minor, found.currency),
                "reserved": money(found.reserved_minor, found.currency),
                "budget_left": None
                if found.budget_left_minor is None
                else money(found.budget_left_minor, found.currency),
            }
        )


class ThroughputView(APIView):
    """`/projects/{project_id}/throughput`"""

    @extend_schema(operation_id="throughput_get", responses=ThroughputOut)
    def get(self, request: Request, project_id: int) -> Response:
        """Answers a day over the last seven days, UTC."""
        organisation_id = queries.project_owner(project_id)
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        days = for_a_moment(
            f"throughput:{project_id}",
            seconds=DAYS_SECONDS,
            make=lambda: answers_by_day(project_id, days=DAYS_SHOWN, now=now()),
        )
        return Response({"per_day": [{"at": day, "count": count} for day, count in days]})


class LiveLeaseListView(ListAPIView[Assignment]):
    """`/projects/{project_id}/leases`"""

    serializer_class = LiveLeaseOut

    @extend_schema(operation_id="lease_list")
    def get(self, request: Request, project_id: int) -> Response:
        """Who has which picture at this moment, what ends first first."""
        organisation_id = queries.project_owner(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        page = self.paginate_queryset(live.live_leases(project_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        return self.get_paginated_response([_lease_json(one) for one in page])


def _lease_json(lease: Assignment) -> dict[str, Any]:
    return {
        "id": lease.pk,
        "person": {"id": lease.annotator_id, "pseudonym": lease.annotator.pseudonym},
        "item_name": lease.item.name,
        "step": lease.task.step,
        "batch_name": lease.shown_batch,  # type: ignore[attr-defined]  # `live_leases` puts it there
        "leased_at": lease.leased_at,
        "expires_at": lease.lease_expires_at,
        "extensions": lease.extensions,
    }


class TakeBackView(APIView):
    """`/projects/{project_id}/leases/{assignment_id}/take-back`"""

    @extend_schema(operation_id="lease_take_back", request=TakeBackIn, responses={204: None})
    def post(self, request: Request, project_id: int, assignment_id: int) -> Response:
        """Take a task from whoever holds it; others are asked, and the person is told why."""
        organisation_id = queries.project_owner(project_id)
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        body = TakeBackIn(data=request.data)
        body.is_valid(raise_exception=True)
        actions.take_back(
            actor_id=asker_id(request),
            project_id=project_id,
            assignment_id=assignment_id,
            now=now(),
            **body.validated_data,
        )
        return Response(status=204)


class StuckTaskListView(ListAPIView[Task]):
    """`/projects/{project_id}/stuck-tasks`"""

    serializer_class = StuckTaskOut

    @extend_schema(operation_id="stuck_task_list")
    def get(self, request: Request, project_id: int) -> Response:
        """Tasks in triage with the reasons of those who gave them back, the longest first."""
        organisation_id = queries.project_owner(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        page = self.paginate_queryset(live.stuck_tasks(project_id))
        assert page is not None  # noqa: S101 -- as above
        reasons = live.given_back([task.pk for task in page])
        return self.get_paginated_response(
            [_stuck_json(request, task, reasons[task.pk]) for task in page]
        )


def _stuck_json(request: Request, task: Task, reasons: list[live.GivenBack]) -> dict[str, Any]:
    return {
        "id": task.pk,
        "item": task_item(task, viewer=actor_of(request), now=now()),
        "step": task.step,
        "batch_name": task.batch.name if task.batch else None,
        "counted": task.counted,
        "since": task.changed_at,
        "given_back": [
            {"state": one.state, "reason": one.reason, "note": one.note, "at": one.ended_at}
            for one in reasons
        ],
    }
