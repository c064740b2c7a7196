"""Exports of a release, and the files to download."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from concord.formats import EXPORTERS, Head
from concord.formats.fitting import unfit
from guildmark.accounts.access import (
    asker_id,
    is_own,
    require_anybody_known,
    require_asker_or_managers,
)
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.core.said import told
from guildmark.releases import actions, queries
from guildmark.releases.api.ranges import ranged
from guildmark.releases.api.releases import WRITE, visible_release
from guildmark.releases.api.serializers import (
    ExportFormatOut,
    ExportFormatsIn,
    ExportIn,
    ExportOut,
)
from guildmark.releases.content import parts_of
from guildmark.releases.models import Export

_EVERYTHING = Head(
    definition={
        "version": 1,
        "labels": [],
        "questions": [{"key": "any", "text": "Any", "type": "text", "required": False}],
    }
)


class ExportFormatListView(APIView):
    """`/export-formats`"""

    @extend_schema(
        operation_id="export_format_list",
        parameters=[ExportFormatsIn],
        responses=ExportFormatOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """Every format that can be asked for, and which suit a release."""
        require_anybody_known(request)
        data = ExportFormatsIn(data=request.query_params)
        data.is_valid(raise_exception=True)
        release_id = data.validated_data.get("release_id")
        head = _EVERYTHING
        if release_id is not None:
            release = visible_release(request, release_id)
            head = Head(definition=release.schema_definition, splits=parts_of(release))
        rows = _formats(head, is_asked=release_id is not None)
        return Response(ExportFormatOut(list(rows), many=True).data)


class ExportListView(ListAPIView[Export]):
    """`/releases/{release_id}/exports`"""

    serializer_class = ExportOut

    @extend_schema(operation_id="export_list")
    def get(self, request: Request, release_id: int) -> Response:
        """The exports of a release, the newest first."""
        visible_release(request, release_id)
        page = self.paginate_queryset(queries.exports().filter(release_id=release_id))
        assert page is not None  # noqa: S101 -- the pagination class is set for all lists
        return self.get_paginated_response(ExportOut(_rows(request, page), many=True).data)

    @extend_schema(
        operation_id="export_create", request=ExportIn, responses={200: ExportOut, 201: ExportOut}
    )
    @idempotent
    def post(self, request: Request, release_id: int) -> Response:
        """Ask for a file; the same one that waits, runs or is done is given back with 200."""
        visible_release(request, release_id)
        data = ExportIn(data=request.data)
        data.is_valid(raise_exception=True)
        export, is_new = actions.request_export(
            actor_id=asker_id(request),
            release_id=release_id,
            now=now(),
            **{"language": language_of_request()} | data.validated_data,
        )
        return Response(ExportOut(_row(request, export)).data, status=201 if is_new else 200)


class ExportView(APIView):
    """`/exports/{export_id}`"""

    @extend_schema(operation_id="export_get", responses=ExportOut)
    def get(self, request: Request, export_id: int) -> Response:
        """One export, with its progress."""
        return Response(ExportOut(_row(request, visible_export(request, export_id))).data)


class ExportCancelView(APIView):
    """`/exports/{export_id}/cancel`"""

    @extend_schema(operation_id="export_cancel", request=None, responses=ExportOut)
    @idempotent
    def post(self, request: Request, export_id: int) -> Response:
        """End an export that waits or runs; it may be asked for again.

        For who asked for it, managers, and keys that make releases: others may wait for it too.
        """
        export = visible_export(request, export_id)
        require_asker_or_managers(
            request,
            organisation_id=export.release.organisation_id,
            asked_by_id=export.created_by_id,
            scope=WRITE,
        )
        actions.cancel_export(actor_id=asker_id(request), export_id=export_id, now=now())
        return Response(ExportOut(_row(request, queries.export(export_id))).data)


class ExportDownloadView(APIView):
    """`/exports/{export_id}/download`"""

    @extend_schema(
        operation_id="export_download",
        parameters=[OpenApiParameter("Range", str, OpenApiParameter.HEADER)],
        responses={
            (200, "application/zip"): OpenApiTypes.BINARY,
            (206, "application/zip"): OpenApiTypes.BINARY,
            (200, "application/pdf"): OpenApiTypes.BINARY,
            (206, "application/pdf"): OpenApiTypes.BINARY,
            416: None,
        },
    )
    def get(self, request: Request, export_id: int) -> HttpResponseBase:
        """The file, or the range of it that is asked for; of a withdrawn release it says so."""
        visible_export(request, export_id)
        export, file = actions.open_export(export_id=export_id, now=now())
        name = f"{export.file_stem}.{export.file_suffix}"
        return ranged(
            request._request,
            file,
            size=export.byte_count,
            etag=export.sha256,
            headers={
                "Content-Type": f"application/{export.file_suffix}",
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "private, no-store",
                "X-Content-Type-Options": "nosniff",
                "X-Release-State": export.release.state,
            },
        )


def language_of_request() -> str:
    """The language that the asker reads, of those that reports are written in."""
    asked = get_language() or settings.LANGUAGE_CODE
    return next(
        (code for code, _name in settings.LANGUAGES if asked.split("-")[0] == code),
        settings.LANGUAGE_CODE,
    )


def visible_export(request: Request, export_id: int) -> Export:
    """The export, for whoever may see its release. Raises NotFound, NotAllowed."""
    export = queries.export(export_id)
    visible_release(request, export.release_id)
    return export


def _rows(request: Request, exports: Iterable[Export]) -> list[dict[str, object]]:
    return [_row(request, one) for one in exports]


def _row(request: Request, export: Export) -> dict[str, object]:
    is_done = export.state == Export.State.DONE
    return {
        **vars(export),
        "is_own": is_own(request, export.created_by_id),
        "download_url": reverse("export_download", args=[export.pk]) if is_done else None,
    }


def _formats(head: Head, *, is_asked: bool) -> Iterator[dict[str, str]]:
    for exporter in EXPORTERS.values():
        yield {
            "key": exporter.key,
            "name": told(exporter.name),
            "how": exporter.path,
            "loses": " ".join(map(told, exporter.omissions(head))),
            "unfit": told(unfit(exporter.key, head.schema)) if is_asked else "",
        }
