"""Limits on people: managers make and lift them, everybody sees their own."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, REVIEWERS, asker_id, require_person, require_role
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.quality import actions, queries
from guildmark.quality.api.standing_serializers import (
    LiftIn,
    OwnRestrictionOut,
    RestrictionIn,
    RestrictionOut,
    parameters_of,
)
from guildmark.quality.models import Restriction


class PersonRestrictionsView(ListAPIView[Restriction]):
    """`/projects/{project_id}/people/{user_id}/restrictions`"""

    serializer_class = RestrictionOut

    @extend_schema(operation_id="person_restriction_list")
    def get(self, request: Request, project_id: int, user_id: int) -> Response:
        """What limits, or has limited, somebody here; the newest first."""
        organisation_id = queries.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=REVIEWERS)
        found = queries.restrictions_of(project_id=project_id, annotator_id=user_id)
        page = self.paginate_queryset(found)
        return self.get_paginated_response(RestrictionOut(page, many=True).data)

    @extend_schema(
        operation_id="restriction_create", request=RestrictionIn, responses={201: RestrictionOut}
    )
    @idempotent
    def post(self, request: Request, project_id: int, user_id: int) -> Response:
        """Limit what somebody may do here, and say why."""
        organisation_id = queries.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = RestrictionIn(data=request.data)
        data.is_valid(raise_exception=True)
        made = actions.restrict(
            actor_id=asker_id(request),
            project_id=project_id,
            annotator_id=user_id,
            kind=data.validated_data["kind"],
            reason=data.validated_data["reason"],
            expires_at=data.validated_data["expires_at"],
            parameters=parameters_of(data.validated_data),
            now=now(),
        )
        return Response(RestrictionOut(queries.restriction(made.pk)).data, status=201)


class RestrictionLiftView(APIView):
    """`/restrictions/{restriction_id}/lift`"""

    @extend_schema(operation_id="restriction_lift", request=LiftIn, responses=RestrictionOut)
    def post(self, request: Request, restriction_id: int) -> Response:
        """End it before its time; other restrictions of the person stay."""
        organisation_id = queries.restriction(restriction_id).organisation_id
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = LiftIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.lift_restriction(
            actor_id=asker_id(request),
            restriction_id=restriction_id,
            reason=data.validated_data["reason"],
            now=now(),
        )
        return Response(RestrictionOut(queries.restriction(restriction_id)).data)


class MyRestrictionsView(ListAPIView[Restriction]):
    """`/me/restrictions`"""

    serializer_class = OwnRestrictionOut

    @extend_schema(operation_id="my_restrictions")
    def get(self, request: Request) -> Response:
        """What limits me, or has: why, on what evidence, until when; the active ones first."""
        page = self.paginate_queryset(queries.own_restrictions(require_person(request)))
        return self.get_paginated_response(OwnRestrictionOut(page, many=True).data)
