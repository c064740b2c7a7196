"""Pictures whose answers no worker could compare, for staff."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import REVIEWERS, require_role
from guildmark.consensus import actions
from guildmark.consensus.models import JudgingFailure
from guildmark.consensus.queries import pages
from guildmark.consensus.queries.failures import failures_of
from guildmark.core.actors import actor_of
from guildmark.core.clock import now
from guildmark.work.api.batch_documentation import TaskItemOut
from guildmark.work.api.rendering import task_item
from guildmark.work.models import Task


class FailureOut(serializers.Serializer):
    """A task at whose answers workers fail. `error` is empty where none came to an end at all."""

    task_id = serializers.IntegerField()
    item = TaskItemOut()
    step = serializers.ChoiceField(choices=Task.Step.choices)
    batch_name = serializers.CharField(allow_null=True)
    error = serializers.CharField()
    tries = serializers.IntegerField()
    since = serializers.DateTimeField()
    again_at = serializers.DateTimeField()


class FailureListView(ListAPIView[JudgingFailure]):
    """`/projects/{project_id}/failures`"""

    serializer_class = FailureOut

    @extend_schema(operation_id="failure_list")
    def get(self, request: Request, project_id: int) -> Response:
        """Pictures that get no label, for a worker fails at their answers; the oldest first."""
        organisation_id = pages.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        page = self.paginate_queryset(failures_of(project_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        return self.get_paginated_response([_failure_json(request, one) for one in page])


# Any: JSON on its way out, described by the serializer
def _failure_json(request: Request, failure: JudgingFailure) -> dict[str, Any]:
    task = failure.task
    return {
        "task_id": task.pk,
        "item": task_item(task, viewer=actor_of(request), now=now()),
        "step": task.step,
        "batch_name": task.batch.name if task.batch else None,
        "error": failure.error,
        "tries": failure.tries,
        "since": failure.first_at,
        "again_at": failure.again_at,
    }


class JudgeAgainView(APIView):
    """`/tasks/{task_id}/judge-again`"""

    @extend_schema(operation_id="task_judge_again", request=None, responses={204: None})
    def post(self, request: Request, task_id: int) -> Response:
        """Try a picture again, within half a minute. Safe to repeat."""
        organisation_id = pages.organisation_id_of_task(task_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        actions.judge_again(task_id=task_id, now=now())
        return Response(status=204)
