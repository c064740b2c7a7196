"""Labels from elsewhere: bring a file, say what its names become, look at it, cancel."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, asker_id, require_role
from guildmark.core.brief import for_a_moment
from guildmark.core.clock import now
from guildmark.core.idempotency import idempotent
from guildmark.datasets.api.imports import UploadParser
from guildmark.datasets.api.serializers import ImportOut
from guildmark.incoming import actions, queries
from guildmark.incoming.api.serializers import (
    LabelImportIn,
    LabelImportOut,
    LabelImportRowOut,
    LabelParcelIn,
    MappingIn,
    RefusedLabelOut,
    SuggestionEffectOut,
)
from guildmark.incoming.effects import effect_of
from guildmark.incoming.models import LabelImport, RefusedLabel
from guildmark.incoming.options import Options

WRITE = "projects:write"
#: Two thousand answers are compared; many look at once.
EFFECT_SECONDS = 20


def _require_manager(request: Request, organisation_id: int) -> None:
    """Labels may be known answers, so reviewers and clients do not see them."""
    require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)


def _managed(request: Request, label_import_id: int) -> LabelImport:
    """The import, for managers and keys that write. Raises NotFound and NotAllowed."""
    found = queries.label_import(label_import_id)
    _require_manager(request, found.organisation_id)
    return found


class LabelImportListView(ListAPIView[LabelImport]):
    """`/projects/{project_id}/label-imports`"""

    serializer_class = LabelImportRowOut
    parser_classes = [UploadParser]

    @extend_schema(operation_id="label_import_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The imports of labels into a project, the newest first."""
        _require_manager(request, queries.project(project_id).organisation_id)
        page = self.paginate_queryset(queries.label_imports(project_id))
        return self.get_paginated_response(LabelImportRowOut(page, many=True).data)

    @extend_schema(
        operation_id="label_import_create",
        request={"multipart/form-data": LabelImportIn},
        responses={200: LabelImportOut, 201: LabelImportOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Bring a file of labels; one that is on its way already is given back, 200."""
        _require_manager(request, queries.project(project_id).organisation_id)
        data = LabelImportIn(data=request.data)
        data.is_valid(raise_exception=True)
        said = data.validated_data
        asked = actions.Asked(
            purpose=said["purpose"],
            format_key=said["format"],
            source_name=said["source_name"],
            has_pictures=said["has_pictures"],
            mapping=said.get("mapping"),
            options=Options(said["is_hidden"], said["is_zero_based"], said["question"]),
        )
        actor_id = asker_id(request)
        if "import_id" in said:
            made, is_new = actions.request_sent_label_import(
                actor_id=actor_id,
                project_id=project_id,
                asked=asked,
                import_id=said["import_id"],
                now=now(),
            )
        else:
            made, is_new = actions.request_label_import(
                actor_id=actor_id,
                project_id=project_id,
                asked=asked,
                upload=said["file"],
                now=now(),
            )
        return Response(LabelImportOut(made).data, status=201 if is_new else 200)


class LabelParcelView(APIView):
    """`/projects/{project_id}/label-parcels`"""

    @extend_schema(
        operation_id="label_parcel_open",
        request=LabelParcelIn,
        responses={200: ImportOut, 201: ImportOut},
    )
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Make room for one large file of labels; it is sent to the uploads of this import."""
        _require_manager(request, queries.project(project_id).organisation_id)
        data = LabelParcelIn(data=request.data)
        data.is_valid(raise_exception=True)
        made, is_new = actions.open_label_parcel(
            actor_id=asker_id(request),
            project_id=project_id,
            fingerprint=data.validated_data["fingerprint"],
            now=now(),
        )
        return Response(ImportOut(made).data, status=201 if is_new else 200)


class LabelImportView(APIView):
    """`/label-imports/{label_import_id}`"""

    @extend_schema(operation_id="label_import_get", responses=LabelImportOut)
    def get(self, request: Request, label_import_id: int) -> Response:
        """How far an import of labels is, and what its file holds."""
        return Response(LabelImportOut(_managed(request, label_import_id)).data)


class LabelImportStartView(APIView):
    """`/label-imports/{label_import_id}/start`"""

    @extend_schema(operation_id="label_import_start", request=MappingIn, responses=LabelImportOut)
    @idempotent
    def post(self, request: Request, label_import_id: int) -> Response:
        """Say what each name of the file becomes, and let the labels be kept."""
        _managed(request, label_import_id)
        data = MappingIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.start_label_import(
            actor_id=asker_id(request),
            label_import_id=label_import_id,
            mapping=data.validated_data["mapping"],
            now=now(),
        )
        return Response(LabelImportOut(queries.label_import(label_import_id)).data)


class LabelImportCancelView(APIView):
    """`/label-imports/{label_import_id}/cancel`"""

    @extend_schema(operation_id="label_import_cancel", request=None, responses=LabelImportOut)
    @idempotent
    def post(self, request: Request, label_import_id: int) -> Response:
        """End an import; labels that were kept stay."""
        _managed(request, label_import_id)
        actions.cancel_label_import(
            actor_id=asker_id(request), label_import_id=label_import_id, now=now()
        )
        return Response(LabelImportOut(queries.label_import(label_import_id)).data)


class RefusedLabelListView(ListAPIView[RefusedLabel]):
    """`/label-imports/{label_import_id}/refusals`"""

    serializer_class = RefusedLabelOut

    @extend_schema(operation_id="refused_label_list")
    def get(self, request: Request, label_import_id: int) -> Response:
        """What was not kept and why; the first thousand of what could not be read."""
        _managed(request, label_import_id)
        page = self.paginate_queryset(queries.refused_labels(label_import_id))
        return self.get_paginated_response(RefusedLabelOut(page, many=True).data)


class SuggestionEffectView(APIView):
    """`/projects/{project_id}/suggestion-effect`"""

    @extend_schema(operation_id="suggestion_effect_get", responses=SuggestionEffectOut)
    def get(self, request: Request, project_id: int) -> Response:
        """What suggestions do to time and agreement, at most twenty seconds old."""
        project = queries.project(project_id)
        _require_manager(request, project.organisation_id)
        found = for_a_moment(
            f"suggestion-effect:{project_id}:{project.suggestion_share}",
            seconds=EFFECT_SECONDS,
            make=lambda: effect_of(project_id),
        )
        return Response(SuggestionEffectOut(found).data)
