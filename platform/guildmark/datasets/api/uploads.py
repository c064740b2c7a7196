"""Files in parts, by the open protocol tus 1.0.0: a broken connection costs the part in hand.

Extensions: creation, checksum, termination, expiration. What arrived before a connection broke is
kept. Uploads are found again by HEAD, or by their fingerprint in the list of the import.
"""

import base64
import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import format_datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from concord.documents.problem import is_storable_text
from guildmark.core.clock import now
from guildmark.core.errors import FieldProblem, WrongInput
from guildmark.core.idempotency import idempotent
from guildmark.core.numbers import whole_number
from guildmark.datasets import actions, queries
from guildmark.datasets.api.imports import managed_import, readable_import
from guildmark.datasets.errors import ChecksumDiffers, UnknownProtocol, WrongUploadType
from guildmark.datasets.intake.names import folder_metadata
from guildmark.datasets.intake.scratch import PARTS
from guildmark.datasets.models import FileUpload

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,termination,expiration"
PART_TYPE = "application/offset+octet-stream"
ALGORITHMS = ("sha256", "sha1")
READ_BYTES = 1024 * 1024
MOST_METADATA = 4_000


def _header(name: str, *, required: bool = True) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, required=required)


TUS = _header("Tus-Resumable")


class NoParser(BaseParser):
    """The body is read by the view, as it comes."""

    media_type = "*/*"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Mapping[str, Any]:
        """Nothing: parts are no data of a form."""
        return {}


class UploadOut(serializers.Serializer):
    """A file on its way: `received` of `byte_count` bytes are there."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    fingerprint = serializers.CharField(allow_blank=True)
    byte_count = serializers.IntegerField()
    received = serializers.IntegerField()
    expires_at = serializers.DateTimeField()


class UploadListView(ListAPIView[FileUpload]):
    """`/imports/{import_id}/uploads`"""

    serializer_class = UploadOut
    parser_classes = [NoParser]

    @extend_schema(operation_id="upload_list")
    def get(self, request: Request, import_id: int) -> Response:
        """Uploads into an import, those that have arrived too."""
        readable_import(request, import_id)
        page = self.paginate_queryset(queries.uploads_of(import_id))
        return self.get_paginated_response(UploadOut(page, many=True).data)

    @extend_schema(
        operation_id="upload_open",
        request=None,
        responses={201: UploadOut},
        parameters=[TUS, _header("Upload-Length"), _header("Upload-Metadata", required=False)],
    )
    @idempotent
    def post(self, request: Request, import_id: int) -> Response:
        """Announce a file; parts go to the address in `Location`."""
        managed_import(request, import_id)
        _speaks_tus(request)
        told = _metadata(request.headers.get("Upload-Metadata", ""))
        path = told.get("relativePath") or told.get("filename") or "unnamed"
        made = actions.open_upload(
            import_id=import_id,
            name=told.get("filename") or path,
            byte_count=_count(request, "Upload-Length"),
            metadata=folder_metadata(path),
            fingerprint=told.get("fingerprint", "")[:400],
            now=now(),
        )
        headers = {"Location": f"/api/v1/uploads/{made.pk}", **_state(made)}
        return Response(UploadOut(made).data, status=201, headers=headers)

    def options(self, request: HttpRequest, *args: object, **kwargs: object) -> Response:
        """What of the protocol is spoken."""
        return Response(
            status=204,
            headers={
                "Tus-Resumable": VERSION,
                "Tus-Version": VERSION,
                "Tus-Extension": EXTENSIONS,
                "Tus-Max-Size": str(settings.MAX_UPLOAD_BYTES),
                "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
            },
        )


class UploadView(APIView):
    """`/uploads/{upload_id}`"""

    parser_classes = [NoParser]

    @extend_schema(operation_id="upload_get", responses=UploadOut)
    def get(self, request: Request, upload_id: int) -> Response:
        """How far an upload is."""
        return Response(UploadOut(_managed(request, upload_id)).data)

    def head(self, request: Request, upload_id: int) -> Response:
        """How far an upload is, in headers."""
        upload = _managed(request, upload_id)
        return Response(headers={**_state(upload), "Cache-Control": "no-store"})

    @extend_schema(
        operation_id="upload_part",
        request={PART_TYPE: bytes},
        responses={204: None},
        parameters=[TUS, _header("Upload-Offset"), _header("Upload-Checksum", required=False)],
    )
    def patch(self, request: Request, upload_id: int) -> Response:
        """Send the bytes that belong at the offset. What arrives counts, also of a broken one."""
        _managed(request, upload_id)
        _speaks_tus(request)
        if request.content_type != PART_TYPE:
            raise WrongUploadType
        offset = _count(request, "Upload-Offset")
        with _received(request) as content:
            upload = actions.receive_part(
                upload_id=upload_id, offset=offset, content=content, now=now()
            )
        return Response(status=204, headers=_state(upload))

    @extend_schema(operation_id="upload_end", responses={204: None}, parameters=[TUS])
    def delete(self, request: Request, upload_id: int) -> Response:
        """Give an upload up. A file that has arrived stays in the import."""
        _managed(request, upload_id)
        _speaks_tus(request)
        actions.end_upload(upload_id=upload_id, now=now())
        return Response(status=204, headers={"Tus-Resumable": VERSION})


def _managed(request: Request, upload_id: int) -> FileUpload:
    """The upload, for managers and keys that write. Raises NotFound and NotAllowed."""
    upload = queries.upload(upload_id)
    managed_import(request, upload.of_import_id)
    return upload


def _speaks_tus(request: Request) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise UnknownProtocol


def _state(upload: FileUpload) -> dict[str, str]:
    return {
        "Tus-Resumable": VERSION,
        "Upload-Offset": str(upload.received),
        "Upload-Length": str(upload.byte_count),
        "Upload-Expires": format_datetime(upload.expires_at, usegmt=True),
    }


def _count(request: Request, header: str) -> int:
    """A header's number. Raises WrongInput."""
    number = whole_number(request.headers.get(header, ""))
    if number is None:
        problem = FieldProblem(header, "wrong", f"{header} must be a number of bytes.")
        raise WrongInput(errors=(problem,))
    return number


def _metadata(header: str) -> dict[str, str]:
    """`key base64,key base64` as the protocol has it. Raises WrongInput."""
    told = {}
    try:
        for pair in header[:MOST_METADATA].split(",") if header else []:
            key, _, value = pair.strip().partition(" ")
            told[key] = base64.b64decode(value, validate=True).decode()
    except ValueError as error:  # what is no base64, no ASCII, no UTF-8
        problem = FieldProblem("Upload-Metadata", "wrong", "Values must be UTF-8 in base64.")
        raise WrongInput(errors=(problem,)) from error
    if not all(map(is_storable_text, told.values())):
        problem = FieldProblem("Upload-Metadata", "wrong", "A value has a NUL.")
        raise WrongInput(errors=(problem,))
    return told


@contextmanager
def _received(request: Request) -> Iterator[Path]:
    """A file with what arrived of the body. Raises ChecksumDiffers and WrongInput."""
    with tempfile.NamedTemporaryFile(prefix=PARTS) as kept:
        is_whole = _read(request, kept.file)
        kept.flush()
        _check(request.headers.get("Upload-Checksum", ""), Path(kept.name), is_whole=is_whole)
        yield Path(kept.name)


def _read(request: Request, into: IO[bytes]) -> bool:
    """Copy the body; False where the connection broke, and what came until then is there."""
    announced = int(request.META.get("CONTENT_LENGTH") or 0)
    count = 0
    try:
        while chunk := request._request.read(READ_BYTES):
            into.write(chunk)
            count += len(chunk)
    except UnreadablePostError:
        return False
    return count == announced


def _check(header: str, content: Path, *, is_whole: bool) -> None:
    if not header:
        return
    algorithm, _space, wanted = header.partition(" ")
    if algorithm not in ALGORITHMS:
        problem = FieldProblem(
            "Upload-Checksum",
            "unknown",
            _("Known are {names}.").format(names=", ".join(ALGORITHMS)),
        )
        raise WrongInput(errors=(problem,))
    with content.open("rb") as file:
        digest = hashlib.file_digest(file, algorithm).digest()
    if not is_whole or base64.b64encode(digest).decode() != wanted:
        raise ChecksumDiffers
