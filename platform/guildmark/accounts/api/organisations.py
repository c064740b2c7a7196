"""Organisations, and their people."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts import actions, queries
from guildmark.accounts.access import (
    MANAGERS,
    OWNERS,
    STAFF,
    asker_id,
    require_person,
    require_role,
)
from guildmark.accounts.models import Role, StaffMember
from guildmark.core.clock import now
from guildmark.core.fields import NameField
from guildmark.core.idempotency import idempotent


class OrganisationIn(serializers.Serializer):
    """A name."""

    name = NameField(max_length=120)


class OrganisationOut(serializers.Serializer):
    """An organisation, and what the asker is in it."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)


class StaffOut(serializers.Serializer):
    """One of the people of an organisation."""

    user_id = serializers.IntegerField()
    display_name = serializers.CharField(source="user.display_name")
    email = serializers.EmailField(source="user.email")
    role = serializers.ChoiceField(choices=Role.choices)
    joined_at = serializers.DateTimeField()


class RoleIn(serializers.Serializer):
    """The role somebody shall have."""

    role = serializers.ChoiceField(choices=Role.choices)


def _organisation_out(*, organisation_id: int, user_id: int) -> Response:
    member = queries.place(organisation_id=organisation_id, user_id=user_id)
    fields = {"role": member.role, **vars(member.organisation)}
    return Response(OrganisationOut(fields).data)


class OrganisationsView(APIView):
    """`/organisations`"""

    @extend_schema(
        operation_id="organisation_create",
        request=OrganisationIn,
        responses={201: OrganisationOut},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Found an organisation and own it."""
        user_id = require_person(request)
        data = OrganisationIn(data=request.data)
        data.is_valid(raise_exception=True)
        member = actions.create_organisation(
            actor_id=user_id, name=data.validated_data["name"], now=now()
        )
        answer = _organisation_out(organisation_id=member.organisation_id, user_id=user_id)
        answer.status_code = 201
        return answer


class OrganisationView(APIView):
    """`/organisations/{organisation_id}`"""

    @extend_schema(operation_id="organisation_get", responses=OrganisationOut)
    def get(self, request: Request, organisation_id: int) -> Response:
        """The organisation, for its people."""
        require_role(request, organisation_id=organisation_id, roles=STAFF)
        return _organisation_out(organisation_id=organisation_id, user_id=asker_id(request))

    @extend_schema(
        operation_id="organisation_update", request=OrganisationIn, responses=OrganisationOut
    )
    def patch(self, request: Request, organisation_id: int) -> Response:
        """Rename it."""
        require_role(request, organisation_id=organisation_id, roles=OWNERS)
        data = OrganisationIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.rename_organisation(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            name=data.validated_data["name"],
            now=now(),
        )
        return _organisation_out(organisation_id=organisation_id, user_id=asker_id(request))


class StaffListView(ListAPIView[StaffMember]):
    """`/organisations/{organisation_id}/people`"""

    serializer_class = StaffOut

    @extend_schema(operation_id="staff_list")
    def get(self, request: Request, organisation_id: int) -> Response:
        """Who works here."""
        require_role(request, organisation_id=organisation_id, roles=STAFF)
        page = self.paginate_queryset(queries.staff(organisation_id))
        return self.get_paginated_response(StaffOut(page, many=True).data)


class StaffView(APIView):
    """`/organisations/{organisation_id}/people/{user_id}`"""

    @extend_schema(operation_id="staff_update", request=RoleIn, responses=StaffOut)
    def patch(self, request: Request, organisation_id: int, user_id: int) -> Response:
        """Give somebody another role."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = RoleIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.set_role(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            user_id=user_id,
            role=data.validated_data["role"],
            now=now(),
        )
        return Response(
            StaffOut(queries.place(organisation_id=organisation_id, user_id=user_id)).data
        )

    @extend_schema(operation_id="staff_remove", responses={204: None})
    def delete(self, request: Request, organisation_id: int, user_id: int) -> Response:
        """Take somebody's role away, or leave."""
        require_role(request, organisation_id=organisation_id, roles=STAFF)
        actions.remove_staff(
            actor_id=asker_id(request), organisation_id=organisation_id, user_id=user_id, now=now()
        )
        return Response(status=204)
