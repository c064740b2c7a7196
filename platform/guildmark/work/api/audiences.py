"""Audiences of a project, for staff."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_role
from guildmark.core.clock import now
from guildmark.core.fields import NameField
from guildmark.core.idempotency import idempotent
from guildmark.work import actions
from guildmark.work.models import Audience
from guildmark.work.queries.audiences import audiences_of
from guildmark.work.queries.batches import project_owner


class AudienceIn(serializers.Serializer):
    """People who meet criteria: a list of groups, of each of which one condition has to hold."""

    name = NameField(max_length=120)
    criteria = serializers.JSONField()


class BatchAudienceOut(serializers.Serializer):
    """For whom batches of a project can be."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    criteria = serializers.JSONField()
    created_at = serializers.DateTimeField()


class AudienceListView(ListAPIView[Audience]):
    """`/projects/{project_id}/audiences`"""

    serializer_class = BatchAudienceOut

    @extend_schema(operation_id="audience_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The audiences of a project by name."""
        require_role(request, organisation_id=project_owner(project_id), roles=STAFF)
        page = self.paginate_queryset(audiences_of(project_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        return self.get_paginated_response(BatchAudienceOut(page, many=True).data)

    @extend_schema(
        operation_id="audience_create", request=AudienceIn, responses={201: BatchAudienceOut}
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Name the people who meet criteria, so that a batch can be for them alone."""
        require_role(request, organisation_id=project_owner(project_id), roles=MANAGERS)
        body = AudienceIn(data=request.data)
        body.is_valid(raise_exception=True)
        made = actions.make_audience(
            actor_id=asker_id(request), project_id=project_id, now=now(), **body.validated_data
        )
        return Response(BatchAudienceOut(made).data, status=201)
