"""The person who is asking."""

import json
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts import actions, queries
from guildmark.accounts.access import require_person
from guildmark.accounts.models import Role, User
from guildmark.core.fields import NameField
from guildmark.core.plain_json import can_be_kept

MOST_WORKSPACE_CHARACTERS = 20_000


@extend_schema_field({"type": "object", "additionalProperties": {}})
class WorkspaceField(serializers.JSONField):
    """What the browser keeps of the workspace: an object of so many characters at most."""

    # Any: it is JSON from outside.
    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The object as it came."""
        if not isinstance(data, dict):
            raise serializers.ValidationError("This must be an object.", code="wrong_type")
        if not can_be_kept(data):
            raise serializers.ValidationError("This cannot be kept.", code="not_storable")
        if len(json.dumps(data)) > MOST_WORKSPACE_CHARACTERS:
            raise serializers.ValidationError("This is too large to be kept.", code="too_large")
        return data


class OrganisationBriefOut(serializers.Serializer):
    """An organisation where it is named beside something else."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()


class PlaceOut(serializers.Serializer):
    """A role in an organisation."""

    organisation = OrganisationBriefOut()
    role = serializers.ChoiceField(choices=Role.choices)


class MeOut(serializers.Serializer):
    """What the browser application knows of who sits before it."""

    id = serializers.IntegerField()
    email = serializers.EmailField()
    display_name = serializers.CharField()
    pseudonym = serializers.CharField()
    locale = serializers.CharField(help_text="empty for what the browser asks for")
    workspace = WorkspaceField(help_text="how the workspace is set, as the browser wrote it")
    staff_of = PlaceOut(many=True, source="staff_of.all")


class MeIn(serializers.Serializer):
    """What a person may change of themselves here; what is left out stays."""

    display_name = NameField(max_length=80, required=False, allow_blank=True)
    locale = serializers.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=12, required=False, allow_blank=True
    )
    workspace = WorkspaceField(required=False)


class MeView(APIView):
    """`/me`"""

    @extend_schema(operation_id="me_get", responses=MeOut)
    def get(self, request: Request) -> Response:
        """The signed-in person with their places of work."""
        require_person(request)
        assert isinstance(request.user, User)  # noqa: S101 -- `require_person` lets nobody else in
        return Response(MeOut(queries.with_places(request.user)).data)

    @extend_schema(operation_id="me_update", request=MeIn, responses=MeOut)
    def patch(self, request: Request) -> Response:
        """Change name, language or what is set for the workspace."""
        user_id = require_person(request)
        data = MeIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.update_person(user_id=user_id, **data.validated_data)
        return Response(MeOut(queries.person(user_id)).data)
