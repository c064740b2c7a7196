"""Keys of machines."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts import actions, queries
from guildmark.accounts.access import MANAGERS, asker_id, require_role
from guildmark.accounts.models import ApiKey
from guildmark.core.clock import now
from guildmark.core.fields import NameField
from guildmark.core.idempotency import idempotent


class ApiKeyIn(serializers.Serializer):
    """What a new key is called, may do, and until when."""

    name = NameField(max_length=80)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=ApiKey.Scope.choices), allow_empty=False
    )
    expires_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class ApiKeyOut(serializers.Serializer):
    """A key without its secret."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    prefix = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=ApiKey.Scope.choices))
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True)
    last_used_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewApiKeyOut(ApiKeyOut):
    """A key with its text, shown this once."""

    secret = serializers.CharField()


class ApiKeyListView(ListAPIView[ApiKey]):
    """`/organisations/{organisation_id}/api-keys`"""

    serializer_class = ApiKeyOut

    @extend_schema(operation_id="api_key_list")
    def get(self, request: Request, organisation_id: int) -> Response:
        """The keys, revoked ones too."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        page = self.paginate_queryset(queries.api_keys(organisation_id))
        return self.get_paginated_response(ApiKeyOut(page, many=True).data)

    @extend_schema(operation_id="api_key_create", request=ApiKeyIn, responses={201: NewApiKeyOut})
    @idempotent
    def post(self, request: Request, organisation_id: int) -> Response:
        """Make a key; its text is in this answer and cannot be asked for again."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        data = ApiKeyIn(data=request.data)
        data.is_valid(raise_exception=True)
        key, text = actions.create_api_key(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            now=now(),
            **data.validated_data,
        )
        return Response(NewApiKeyOut({"secret": text.text, **vars(key)}).data, status=201)


class ApiKeyView(APIView):
    """`/organisations/{organisation_id}/api-keys/{api_key_id}`"""

    @extend_schema(operation_id="api_key_revoke", responses={204: None})
    def delete(self, request: Request, organisation_id: int, api_key_id: int) -> Response:
        """End the key at once."""
        require_role(request, organisation_id=organisation_id, roles=MANAGERS)
        actions.revoke_api_key(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            api_key_id=api_key_id,
            now=now(),
        )
        return Response(status=204)
