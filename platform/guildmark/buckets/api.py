"""Buckets: name one, give it another key, forget it. No answer ever holds a secret."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_role
from guildmark.accounts.models import ApiKey
from guildmark.buckets import actions, queries
from guildmark.buckets.client import BucketClient
from guildmark.buckets.models import Bucket
from guildmark.core.asking import AskRefused, target_of
from guildmark.core.clock import now
from guildmark.core.fields import NameField
from guildmark.core.idempotency import idempotent

WRITE = ApiKey.Scope.DATASETS_WRITE
#: As the makers of S3 have it.
BUCKET_NAME = re.compile(r"^[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$")
PLAIN = re.compile(r"^[\x21-\x7e]*$")


class BucketKeyIn(serializers.Serializer):
    """The key to ask with; both parts, or both empty for none."""

    access_key_id = serializers.RegexField(PLAIN, max_length=200, allow_blank=True)
    secret_access_key = serializers.RegexField(
        PLAIN, max_length=200, allow_blank=True, write_only=True
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A half of a key opens nothing. Any: what the fields made of it."""
        if bool(attrs["access_key_id"]) != bool(attrs["secret_access_key"]):
            missing = "secret_access_key" if attrs["access_key_id"] else "access_key_id"
            raise serializers.ValidationError({missing: _("A key has two parts. Give both.")})
        return attrs


class BucketIn(BucketKeyIn):
    """Where a bucket is, and the key to ask with, if any."""

    access_key_id = serializers.RegexField(
        PLAIN, max_length=200, required=False, allow_blank=True, default=""
    )
    secret_access_key = serializers.RegexField(
        PLAIN, max_length=200, required=False, allow_blank=True, default="", write_only=True
    )
    name = NameField(max_length=80)
    endpoint = serializers.CharField(max_length=300)
    bucket_name = serializers.RegexField(BUCKET_NAME, max_length=63)
    region = serializers.RegexField(
        r"^[a-z0-9-]+$", max_length=60, required=False, default="us-east-1"
    )
    is_by_path = serializers.BooleanField(required=False, default=True)

    def validate_endpoint(self, value: str) -> str:
        """Scheme and host without a path."""
        try:
            scheme, host, *more = urlsplit(value.rstrip("/"))
        except ValueError as error:
            raise serializers.ValidationError(_("This is not an address.")) from error
        if any(more):
            raise serializers.ValidationError(_("Give scheme and host alone, without a path."))
        return f"{scheme}://{host}"

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What will be asked may be; where it leads is looked at each time. Any: as above."""
        attrs = super().validate(attrs)
        client = BucketClient(
            endpoint=attrs["endpoint"],
            bucket_name=attrs["bucket_name"],
            region=attrs["region"],
            is_by_path=attrs["is_by_path"],
            access_key_id="",
            secret_access_key="",
        )
        try:
            target_of(client.url_of(""), named=settings.BUCKET_HOSTS)
        except AskRefused as refused:
            raise serializers.ValidationError({"endpoint": _reason(client, refused)}) from refused
        return attrs


def _reason(client: BucketClient, refused: AskRefused) -> str:
    if client.is_by_path:
        return refused.sentence
    place = urlsplit(client.url_of("")).netloc
    told = _("By host the bucket is asked at {place}.").format(place=place)
    return f"{told} {_(refused.sentence)}"


class BucketOut(serializers.Serializer):
    """A bucket without its secret."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    endpoint = serializers.CharField()
    bucket_name = serializers.CharField()
    region = serializers.CharField()
    is_by_path = serializers.BooleanField()
    has_key = serializers.BooleanField()
    access_key_id = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()


def _require(request: Request, organisation_id: int) -> None:
    require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)


class BucketListView(ListAPIView[Bucket]):
    """`/organisations/{organisation_id}/buckets`"""

    serializer_class = BucketOut

    @extend_schema(operation_id="bucket_list")
    def get(self, request: Request, organisation_id: int) -> Response:
        """The buckets of the organisation, by name."""
        _require(request, organisation_id)
        page = self.paginate_queryset(queries.buckets_of(organisation_id))
        return self.get_paginated_response(BucketOut(page, many=True).data)

    @extend_schema(operation_id="bucket_add", request=BucketIn, responses={201: BucketOut})
    @idempotent
    def post(self, request: Request, organisation_id: int) -> Response:
        """Name a bucket. Its secret is kept sealed and is never shown again."""
        _require(request, organisation_id)
        data = BucketIn(data=request.data)
        data.is_valid(raise_exception=True)
        made = actions.add_bucket(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            now=now(),
            **data.validated_data,
        )
        return Response(BucketOut(made).data, status=201)


class BucketView(APIView):
    """`/organisations/{organisation_id}/buckets/{bucket_id}`"""

    @extend_schema(operation_id="bucket_change_key", request=BucketKeyIn, responses=BucketOut)
    def patch(self, request: Request, organisation_id: int, bucket_id: int) -> Response:
        """Ask with another key from now on; with none, when both parts are empty."""
        _require(request, organisation_id)
        data = BucketKeyIn(data=request.data)
        data.is_valid(raise_exception=True)
        changed = actions.change_bucket_key(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            bucket_id=bucket_id,
            now=now(),
            **data.validated_data,
        )
        return Response(BucketOut(changed).data)

    @extend_schema(operation_id="bucket_remove", responses={204: None})
    def delete(self, request: Request, organisation_id: int, bucket_id: int) -> Response:
        """Forget the bucket and its key. What lies in it stays."""
        _require(request, organisation_id)
        actions.remove_bucket(
            actor_id=asker_id(request),
            organisation_id=organisation_id,
            bucket_id=bucket_id,
            now=now(),
        )
        return Response(status=204)
