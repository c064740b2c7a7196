"""Imports: make one, add files, start it, look at it, cancel it."""

from __future__ import annotations

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, require_role
from guildmark.buckets import queries as bucket_queries
from guildmark.core.clock import now
from guildmark.core.forms import BoundedForm
from guildmark.core.idempotency import idempotent
from guildmark.datasets import actions, queries
from guildmark.datasets.api.datasets import READ, WRITE, readable_dataset
from guildmark.datasets.api.serializers import (
    BucketSourceIn,
    ImportFileIn,
    ImportFileOut,
    ImportFilesIn,
    ImportOut,
    ListedOut,
)
from guildmark.datasets.errors import UploadTooLarge
from guildmark.datasets.models import Import, ImportFile
from guildmark.datasets.url_lists import MOST_LIST_BYTES, listed_pictures


class UploadParser(BoundedForm):
    """Forms with one file of an import."""

    def most_bytes(self) -> int:
        """How large the file may be."""
        most: int = settings.MAX_UPLOAD_BYTES
        return most

    def too_large(self, most_megabytes: int) -> UploadTooLarge:
        """What a larger one is told."""
        return UploadTooLarge.beyond(most_megabytes)


def managed_import(request: Request, import_id: int) -> Import:
    """The import, for managers and keys that write. Raises NotFound and NotAllowed."""
    found = queries.import_(import_id)
    require_role(request, organisation_id=found.organisation_id, roles=MANAGERS, scope=WRITE)
    return found


def readable_import(request: Request, import_id: int) -> Import:
    """The import, for staff and keys that read. Raises NotFound and NotAllowed."""
    found = queries.import_(import_id)
    require_role(request, organisation_id=found.organisation_id, roles=STAFF, scope=READ)
    return found


class ImportListView(ListAPIView[Import]):
    """`/datasets/{dataset_id}/imports`"""

    serializer_class = ImportOut

    @extend_schema(operation_id="import_list")
    def get(self, request: Request, dataset_id: int) -> Response:
        """The imports into a dataset, the newest first."""
        readable_dataset(request, dataset_id)
        page = self.paginate_queryset(queries.imports_of(dataset_id))
        return self.get_paginated_response(ImportOut(page, many=True).data)

    @extend_schema(operation_id="import_create", request=None, responses={201: ImportOut})
    @idempotent
    def post(self, request: Request, dataset_id: int) -> Response:
        """Open an import for files."""
        dataset = queries.dataset(dataset_id)
        require_role(request, organisation_id=dataset.organisation_id, roles=MANAGERS, scope=WRITE)
        made = actions.create_import(actor_id=asker_id(request), dataset=dataset, now=now())
        return Response(ImportOut(made).data, status=201)


class ImportView(APIView):
    """`/imports/{import_id}`"""

    @extend_schema(operation_id="import_get", responses=ImportOut)
    def get(self, request: Request, import_id: int) -> Response:
        """How far an import is."""
        return Response(ImportOut(readable_import(request, import_id)).data)


class ImportFileListView(ListAPIView[ImportFile]):
    """`/imports/{import_id}/files`"""

    serializer_class = ImportFileOut
    parser_classes = [UploadParser]

    @extend_schema(operation_id="import_file_list", parameters=[ImportFilesIn])
    def get(self, request: Request, import_id: int) -> Response:
        """What became of each file and of each member of an archive."""
        readable_import(request, import_id)
        data = ImportFilesIn(data=request.query_params)
        data.is_valid(raise_exception=True)
        files = queries.import_files(import_id, **data.validated_data)
        page = self.paginate_queryset(files)
        return self.get_paginated_response(ImportFileOut(page, many=True).data)

    @extend_schema(
        operation_id="import_file_add",
        request={"multipart/form-data": ImportFileIn},
        responses={201: ImportFileOut},
    )
    @idempotent
    def post(self, request: Request, import_id: int) -> Response:
        """Add one file: JPEG, PNG, TIFF, or a ZIP of them."""
        managed_import(request, import_id)
        data = ImportFileIn(data=request.data)
        data.is_valid(raise_exception=True)
        upload = data.validated_data["file"]
        file = actions.add_import_file(
            import_id=import_id, name=upload.name, upload=upload, now=now()
        )
        return Response(ImportFileOut(file).data, status=201)


class ListParser(BoundedForm):
    """Forms with one list of addresses."""

    def most_bytes(self) -> int:
        """How large the list may be."""
        return MOST_LIST_BYTES

    def too_large(self, most_megabytes: int) -> UploadTooLarge:
        """What a larger one is told."""
        return UploadTooLarge.beyond(most_megabytes)


class ImportListedView(APIView):
    """`/imports/{import_id}/url-list`"""

    parser_classes = [ListParser]

    @extend_schema(
        operation_id="import_url_list_add",
        request={"multipart/form-data": ImportFileIn},
        responses={201: ListedOut},
    )
    @idempotent
    def post(self, request: Request, import_id: int) -> Response:
        """Add pictures by their addresses: CSV with a column url, JSON lines, or one a line."""
        managed_import(request, import_id)
        data = ImportFileIn(data=request.data)
        data.is_valid(raise_exception=True)
        pictures = listed_pictures(data.validated_data["file"].read())
        count = actions.add_listed_pictures(import_id=import_id, pictures=pictures, now=now())
        return Response(ListedOut({"listed": len(pictures), "added": count}).data, status=201)


class ImportBucketView(APIView):
    """`/imports/{import_id}/bucket`"""

    @extend_schema(operation_id="import_bucket_set", request=BucketSourceIn, responses=ImportOut)
    def put(self, request: Request, import_id: int) -> Response:
        """Take in the objects of a bucket; a worker lists them after the start."""
        found = managed_import(request, import_id)
        data = BucketSourceIn(data=request.data)
        data.is_valid(raise_exception=True)
        bucket = bucket_queries.bucket(
            organisation_id=found.organisation_id, bucket_id=data.validated_data["bucket_id"]
        )
        actions.set_bucket_source(
            import_id=import_id, bucket=bucket, prefix=data.validated_data["prefix"], now=now()
        )
        return Response(ImportOut(queries.import_(import_id)).data)


class ImportStartView(APIView):
    """`/imports/{import_id}/start`"""

    @extend_schema(operation_id="import_start", request=None, responses=ImportOut)
    @idempotent
    def post(self, request: Request, import_id: int) -> Response:
        """Let a worker read the files."""
        managed_import(request, import_id)
        started = actions.start_import(actor_id=asker_id(request), import_id=import_id, now=now())
        return Response(ImportOut(started).data)


class ImportCancelView(APIView):
    """`/imports/{import_id}/cancel`"""

    @extend_schema(operation_id="import_cancel", request=None, responses=ImportOut)
    @idempotent
    def post(self, request: Request, import_id: int) -> Response:
        """End an import; what has become an item stays."""
        managed_import(request, import_id)
        ended = actions.cancel_import(actor_id=asker_id(request), import_id=import_id, now=now())
        return Response(ImportOut(ended).data)
