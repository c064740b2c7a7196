"""Batches and the queue, for staff."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, REVIEWERS, STAFF, asker_id, require_role
from guildmark.core.actors import actor_of
from guildmark.core.asked import asked_choice, choice_parameter
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.core.said import told
from guildmark.datasets.api.items import item_filter
from guildmark.work import actions
from guildmark.work.api.batch_documentation import (
    BatchAudienceIn,
    BatchIn,
    BatchMoveIn,
    BatchOut,
    BatchPauseIn,
    BatchPriceIn,
    BatchPriorityIn,
    BatchScheduleIn,
    TaskOut,
)
from guildmark.work.api.rendering import money, task_item
from guildmark.work.models import Batch, Task
from guildmark.work.queries import batches as queries
from guildmark.work.queries.overlap import with_changing_overlap

# Any: JSON on its way out, described by the serializers of `documentation`


def batches_json(batches: Sequence[Batch]) -> list[dict[str, Any]]:
    """Batches with their counts: two queries, however many."""
    ids = [batch.pk for batch in batches]
    counts, changing = queries.counts_of(ids), with_changing_overlap(ids)
    return [_batch_json(one, counts[one.pk], one.pk in changing) for one in batches]


def _batch_json(
    batch: Batch, counts: queries.BatchCounts, is_overlap_changing: bool
) -> dict[str, Any]:
    return {
        "id": batch.pk,
        "project_id": batch.project_id,
        "name": batch.name,
        "state": str(batch.state),
        "pause_reason": told(batch.pause_reason),
        "resumes_at": batch.resumes_at,
        "opens_at": batch.opens_at,
        "closes_at": batch.closes_at,
        "audience_id": batch.audience_id,
        "audience_name": batch.audience.name if batch.audience else "",
        "priority": batch.priority,
        "overlap": batch.overlap,
        "is_overlap_changing": is_overlap_changing,
        "is_adaptive": batch.is_adaptive,
        "overlap_min": batch.overlap_min,
        "overlap_max": batch.overlap_max,
        "audit_share": batch.audit_share,
        "gold_share": batch.gold_share,
        "share_cap": batch.share_cap,
        "price": money(batch.price_minor, batch.currency),
        "task_count": batch.task_count,
        "reserved": money(batch.reserved_minor, batch.currency),
        "counts": {
            **counts.states,
            "leased_now": counts.leased_now,
            "submissions": counts.submissions,
        },
        "created_at": batch.created_at,
        "opened_at": batch.opened_at,
    }


class BatchListView(ListAPIView[Batch]):
    """`/projects/{project_id}/batches`"""

    serializer_class = BatchOut

    @extend_schema(operation_id="batch_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The batches of a project, the newest first."""
        organisation_id = queries.project_owner(project_id)
        require_role(request, organisation_id=organisation_id, roles=STAFF)
        page = self.paginate_queryset(queries.batches_of(project_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        return self.get_paginated_response(batches_json(page))

    @extend_schema(operation_id="batch_create", request=BatchIn, responses={201: BatchOut})
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Make a draft batch with a task for each item."""
        organisation_id = queries.project_owner(project_id)
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        body = BatchIn(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data
        wanted = asked.pop("item_filter")
        made = actions.create_batch(
            actor_id=asker_id(request),
            project_id=project_id,
            wanted=None if wanted is None else item_filter(wanted),
            now=now(),
            **asked,
        )
        return Response(batches_json([made])[0], status=201)


class BatchView(APIView):
    """`/batches/{batch_id}`"""

    @extend_schema(operation_id="batch_get", responses=BatchOut)
    def get(self, request: Request, batch_id: int) -> Response:
        """One batch."""
        found = queries.batch(batch_id)
        require_role(request, organisation_id=found.organisation_id, roles=STAFF)
        return Response(batches_json([found])[0])


def _moving(request: Request, batch_id: int) -> tuple[int, str]:
    """Who moves a batch, and why. Raises as `require_role` does, and ValidationError."""
    found = queries.batch(batch_id)
    require_role(request, organisation_id=found.organisation_id, roles=MANAGERS)
    body = BatchMoveIn(data=request.data)
    body.is_valid(raise_exception=True)
    return asker_id(request), body.validated_data["reason"]


class BatchOpenView(APIView):
    """`/batches/{batch_id}/open`"""

    @extend_schema(operation_id="batch_open", request=None, responses=BatchOut)
    def post(self, request: Request, batch_id: int) -> Response:
        """Offer the tasks of a draft, and reserve their price."""
        actor_id, _ = _moving(request, batch_id)
        moved = actions.open_batch(actor_id=actor_id, batch_id=batch_id, now=now())
        return Response(batches_json([moved])[0])


class BatchPauseView(APIView):
    """`/batches/{batch_id}/pause`"""

    @extend_schema(operation_id="batch_pause", request=BatchPauseIn, responses=BatchOut)
    def post(self, request: Request, batch_id: int) -> Response:
        """Lease no more of it; people are shown the reason, and until when."""
        actor_id, _ = _moving(request, batch_id)
        body = BatchPauseIn(data=request.data)
        body.is_valid(raise_exception=True)
        moved = actions.pause_batch(
            actor_id=actor_id, batch_id=batch_id, now=now(), **body.validated_data
        )
        return Response(batches_json([moved])[0])

    @extend_schema(operation_id="batch_change_pause", request=BatchPauseIn, responses=BatchOut)
    def put(self, request: Request, batch_id: int) -> Response:
        """Another reason, or another end, of a pause."""
        actor_id, _ = _moving(request, batch_id)
        body = BatchPauseIn(data=request.data)
        body.is_valid(raise_exception=True)
        changed = actions.change_pause(
            actor_id=actor_id, batch_id=batch_id, now=now(), **body.validated_data
        )
        return Response(batches_json([changed])[0])


class BatchScheduleView(APIView):
    """`/batches/{batch_id}/schedule`"""

    @extend_schema(operation_id="batch_schedule", request=BatchScheduleIn, responses=BatchOut)
    def put(self, request: Request, batch_id: int) -> Response:
        """From when and until when it is worked on; at the end it is drained."""
        actor_id, _ = _moving(request, batch_id)
        body = BatchScheduleIn(data=request.data)
        body.is_valid(raise_exception=True)
        changed = actions.set_schedule(
            actor_id=actor_id, batch_id=batch_id, now=now(), **body.validated_data
        )
        return Response(batches_json([changed])[0])


class BatchPriceView(APIView):
    """`/batches/{batch_id}/price`"""

    @extend_schema(operation_id="batch_price", request=BatchPriceIn, responses=BatchOut)
    def put(self, request: Request, batch_id: int) -> Response:
        """What a task of a draft pays, and the share of checks."""
        actor_id, _ = _moving(request, batch_id)
        body = BatchPriceIn(data=request.data)
        body.is_valid(raise_exception=True)
        changed = actions.set_price(
            actor_id=actor_id, batch_id=batch_id, now=now(), **body.validated_data
        )
        return Response(batches_json([changed])[0])


class BatchAudienceView(APIView):
    """`/batches/{batch_id}/audience`"""

    @extend_schema(operation_id="batch_set_audience", request=BatchAudienceIn, responses=BatchOut)
    def put(self, request: Request, batch_id: int) -> Response:
        """For whom it is from the next claim on; leases in hand are honoured."""
        actor_id, _ = _moving(request, batch_id)
        body = BatchAudienceIn(data=request.data)
        body.is_valid(raise_exception=True)
        changed = actions.set_audience(
            actor_id=actor_id, batch_id=batch_id, now=now(), **body.validated_data
        )
        return Response(batches_json([changed])[0])


class BatchResumeView(APIView):
    """`/batches/{batch_id}/resume`"""

    @extend_schema(operation_id="batch_resume", request=None, responses=BatchOut)
    def post(self, request: Request, batch_id: int) -> Response:
        """Offer a paused batch again."""
        actor_id, _ = _moving(request, batch_id)
        moved = actions.resume_batch(actor_id=actor_id, batch_id=batch_id, now=now())
        return Response(batches_json([moved])[0])


class BatchDrainView(APIView):
    """`/batches/{batch_id}/drain`"""

    @extend_schema(operation_id="batch_drain", request=BatchMoveIn, responses=BatchOut)
    def post(self, request: Request, batch_id: int) -> Response:
        """Stop early with what there is."""
        actor_id, reason = _moving(request, batch_id)
        moved = actions.drain_batch(actor_id=actor_id, batch_id=batch_id, reason=reason, now=now())
        return Response(batches_json([moved])[0])


class BatchArchiveView(APIView):
    """`/batches/{batch_id}/archive`"""

    @extend_schema(operation_id="batch_archive", request=None, responses=BatchOut)
    def post(self, request: Request, batch_id: int) -> Response:
        """Put a complete batch, or a draft, away."""
        actor_id, _ = _moving(request, batch_id)
        moved = actions.archive_batch(actor_id=actor_id, batch_id=batch_id, now=now())
        return Response(batches_json([moved])[0])


class BatchPriorityView(APIView):
    """`/batches/{batch_id}/priority`"""

    @extend_schema(operation_id="batch_set_priority", request=BatchPriorityIn, responses=BatchOut)
    def post(self, request: Request, batch_id: int) -> Response:
        """Say which batch comes first: the higher number. Safe to repeat."""
        found = queries.batch(batch_id)
        require_role(request, organisation_id=found.organisation_id, roles=MANAGERS)
        body = BatchPriorityIn(data=request.data)
        body.is_valid(raise_exception=True)
        moved = actions.set_priority(
            actor_id=asker_id(request), batch_id=batch_id, now=now(), **body.validated_data
        )
        return Response(batches_json([moved])[0])


class TaskListView(ListAPIView[Task]):
    """`/projects/{project_id}/tasks`"""

    serializer_class = TaskOut

    @extend_schema(
        operation_id="task_list",
        parameters=[choice_parameter("state", Task.State.values)],
    )
    def get(self, request: Request, project_id: int) -> Response:
        """The tasks of a project, of one state where one is named."""
        organisation_id = queries.project_owner(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        state = asked_choice(request, "state", Task.State.values)
        page = self.paginate_queryset(queries.tasks_of(project_id, state=state))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        moment, viewer = now(), actor_of(request)
        return self.get_paginated_response(
            [
                {
                    "id": task.pk,
                    "item": task_item(task, viewer=viewer, now=moment),
                    "state": task.state,
                    "target": task.target,
                    "counted": task.counted,
                    "leased": task.leased,
                }
                for task in page
            ]
        )
