"""Disputed tasks, and a reviewer who settles them."""

from collections.abc import Collection
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, REVIEWERS, asker_id, require_role
from guildmark.consensus import actions
from guildmark.consensus.api.adjudication_serializers import (
    AdjudicationOut,
    AskMoreIn,
    CancelTaskIn,
    DisputeCountsOut,
    DisputeOut,
    HeldOut,
    ReopenTaskIn,
    ReturnAnswerIn,
    SettledOut,
    SettleIn,
    TaskStateOut,
)
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries import disputes, pages
from guildmark.core.clock import now, seconds_left
from guildmark.core.idempotency import idempotent
from guildmark.datasets.media import viewing
from guildmark.work import actions as work
from guildmark.work.models import Task


class DisputeListView(ListAPIView[ConsensusResult]):
    """`/projects/{project_id}/disputes`"""

    serializer_class = DisputeOut

    @extend_schema(operation_id="dispute_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The tasks that wait for a reviewer, the least sure first."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        page = self.paginate_queryset(disputes.disputed_results(project_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        rows = disputes.dispute_rows(project_id, list(page), viewer_id=asker_id(request))
        return self.get_paginated_response(
            DisputeOut(rows, many=True, context=viewing(request)).data
        )


class DisputeCountsView(APIView):
    """`/projects/{project_id}/dispute-counts`"""

    @extend_schema(operation_id="dispute_counts_get", responses=DisputeCountsOut)
    def get(self, request: Request, project_id: int) -> Response:
        """How many tasks wait for a reviewer."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        return Response(DisputeCountsOut(disputes.dispute_counts(project_id)).data)


def _reviewer(request: Request, task_id: int) -> int:
    """Who decides about a task. Raises as `require_role` does."""
    return _holder(request, task_id, REVIEWERS)


def _manager(request: Request, task_id: int) -> int:
    """Who may end a task, or open it again. Raises as `require_role` does."""
    return _holder(request, task_id, MANAGERS)


def _holder(request: Request, task_id: int, roles: Collection[str]) -> int:
    organisation_id = pages.organisation_id_of_task(task_id)
    require_role(request, organisation_id=organisation_id, roles=roles)
    return asker_id(request)


# Any: what a body holds is said by its serializer
def _body(request: Request, serializer: type[Serializer[Any]]) -> dict[str, Any]:
    body = serializer(data=request.data)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)


def _state(task: Task) -> Response:
    return Response(TaskStateOut({"task_id": task.pk, "state": task.state}).data)


class AdjudicationView(APIView):
    """`/tasks/{task_id}/adjudication`"""

    @extend_schema(operation_id="adjudication_get", responses=AdjudicationOut)
    def get(self, request: Request, task_id: int) -> Response:
        """One task with everything a reviewer decides by."""
        viewer_id = _reviewer(request, task_id)
        found = disputes.adjudication_page(task_id, viewer_id=viewer_id)
        return Response(AdjudicationOut(found, context=viewing(request)).data)

    @extend_schema(operation_id="adjudication_begin", request=None, responses=HeldOut)
    def post(self, request: Request, task_id: int) -> Response:
        """Take a disputed task, or keep it for another 15 minutes."""
        moment = now()
        held = actions.begin_adjudication(
            actor_id=_reviewer(request, task_id), task_id=task_id, now=moment
        )
        shown = {
            "task_id": held.task_id,
            "expires_at": held.expires_at,
            "seconds_left": seconds_left(held.expires_at, moment),
        }
        return Response(HeldOut(shown).data)


class ReleaseView(APIView):
    """`/tasks/{task_id}/adjudication/release`"""

    @extend_schema(operation_id="adjudication_release", request=None, responses=TaskStateOut)
    def post(self, request: Request, task_id: int) -> Response:
        """Leave a task to the next reviewer."""
        actor_id = _reviewer(request, task_id)
        actions.release(actor_id=actor_id, task_id=task_id, now=now())
        return _state(disputes.task(task_id))


class SettleView(APIView):
    """`/tasks/{task_id}/adjudicate`"""

    @extend_schema(operation_id="task_adjudicate", request=SettleIn, responses={201: SettledOut})
    @idempotent
    def post(self, request: Request, task_id: int) -> Response:
        """Decide what the label of a disputed task is; no computation replaces it."""
        actor_id = _reviewer(request, task_id)
        body = _body(request, SettleIn)
        sources = {
            key: [actions.Source(**one) for one in ones]
            for key, ones in body.pop("sources").items()
        }
        result = actions.settle(
            actor_id=actor_id,
            task_id=task_id,
            settlement=actions.Settlement(**body, sources=sources),
            now=now(),
        )
        settled = {
            "task_id": task_id,
            "version": result.version,
            "next_disputed_id": disputes.next_disputed(result.project_id),
        }
        return Response(SettledOut(settled).data, status=201)


class AskMoreView(APIView):
    """`/tasks/{task_id}/ask-more`"""

    @extend_schema(operation_id="task_ask_more", request=AskMoreIn, responses=TaskStateOut)
    @idempotent
    def post(self, request: Request, task_id: int) -> Response:
        """Ask further people instead of deciding."""
        actor_id = _reviewer(request, task_id)
        body = _body(request, AskMoreIn)
        return _state(actions.ask_others(actor_id=actor_id, task_id=task_id, now=now(), **body))


class ReturnAnswerView(APIView):
    """`/tasks/{task_id}/return`"""

    @extend_schema(operation_id="task_return", request=ReturnAnswerIn, responses=TaskStateOut)
    @idempotent
    def post(self, request: Request, task_id: int) -> Response:
        """Send one of the answers back to its author instead of deciding."""
        actor_id = _reviewer(request, task_id)
        body = _body(request, ReturnAnswerIn)
        actions.return_to_author(actor_id=actor_id, task_id=task_id, now=now(), **body)
        return _state(disputes.task(task_id))


class CancelTaskView(APIView):
    """`/tasks/{task_id}/cancel`"""

    @extend_schema(operation_id="task_cancel", request=CancelTaskIn, responses=TaskStateOut)
    @idempotent
    def post(self, request: Request, task_id: int) -> Response:
        """Nobody is to label this picture."""
        actor_id = _reviewer(request, task_id)
        body = _body(request, CancelTaskIn)
        actions.cancel(actor_id=actor_id, task_id=task_id, now=now(), **body)
        return _state(disputes.task(task_id))


class CallOffTaskView(APIView):
    """`/tasks/{task_id}/call-off`"""

    @extend_schema(operation_id="task_call_off", request=CancelTaskIn, responses=TaskStateOut)
    @idempotent
    def post(self, request: Request, task_id: int) -> Response:
        """Nobody more is to see this picture, though people are asked about it."""
        actor_id = _manager(request, task_id)
        reason = _body(request, CancelTaskIn)["note"]
        work.call_off_task(actor_id=actor_id, task_id=task_id, reason=reason, now=now())
        return _state(disputes.task(task_id))


class ReopenTaskView(APIView):
    """`/tasks/{task_id}/reopen`"""

    @extend_schema(operation_id="task_reopen", request=ReopenTaskIn, responses=TaskStateOut)
    @idempotent
    def post(self, request: Request, task_id: int) -> Response:
        """Open a resolved task again, for further people or for a reviewer."""
        actor_id = _manager(request, task_id)
        body = _body(request, ReopenTaskIn)
        return _state(actions.reopen(actor_id=actor_id, task_id=task_id, now=now(), **body))
