"""Releases: for managers to make, for clients to read."""

from django.http import HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from guildmark.accounts.access import MANAGERS, STAFF, asker_id, holds_role, require_role
from guildmark.accounts.models import ApiKey, Role
from guildmark.core.actors import actor_of
from guildmark.core.clock import now
from guildmark.core.errors import NotFound
from guildmark.core.idempotency import idempotent
from guildmark.core.states import state_word
from guildmark.datasets.media import image_url
from guildmark.releases import actions, choosing, queries
from guildmark.releases.api.plan_serializers import PlanDoc, PreviewOut
from guildmark.releases.api.serializers import (
    ReleaseIn,
    ReleaseOneOut,
    ReleaseOut,
    WithdrawIn,
)
from guildmark.releases.errors import ReleaseNotReady
from guildmark.releases.freezing import manifest_bytes
from guildmark.releases.models import Release
from guildmark.releases.plans import plan_of

READ, WRITE = "releases:read", "releases:write"


def visible_states(request: Request, organisation_id: int) -> tuple[str, ...]:
    """What the asker may see: clients, and keys that only read, see what was published."""
    is_outside = (
        WRITE not in request.auth.scopes
        if isinstance(request.auth, ApiKey)
        else holds_role(request, organisation_id=organisation_id, roles={Role.CLIENT})
    )
    return queries.OUTSIDE_STATES if is_outside else tuple(Release.State.values)


def visible_release(request: Request, release_id: int) -> Release:
    """The release, for staff and keys that may see it. Raises NotFound, NotAllowed."""
    release = queries.release(release_id)
    require_role(request, organisation_id=release.organisation_id, roles=STAFF, scope=READ)
    if release.state not in visible_states(request, release.organisation_id):
        raise NotFound
    return release


class ReleaseListView(ListAPIView[Release]):
    """`/projects/{project_id}/releases`"""

    serializer_class = ReleaseOut

    @extend_schema(operation_id="release_list")
    def get(self, request: Request, project_id: int) -> Response:
        """The releases of a project, the newest first."""
        organisation_id = queries.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=STAFF, scope=READ)
        found = queries.releases().filter(
            project_id=project_id, state__in=visible_states(request, organisation_id)
        )
        page = self.paginate_queryset(found)
        return self.get_paginated_response(ReleaseOut(page, many=True).data)

    @extend_schema(operation_id="release_create", request=ReleaseIn, responses={201: ReleaseOut})
    @idempotent
    def post(self, request: Request, project_id: int) -> Response:
        """Freeze what the results say now; a worker does it."""
        organisation_id = queries.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)
        data = ReleaseIn(data=request.data)
        data.is_valid(raise_exception=True)
        release = actions.create(
            actor_id=asker_id(request), project_id=project_id, now=now(), **data.validated_data
        )
        return Response(ReleaseOut(queries.release(release.pk)).data, status=201)


class ReleasePreviewView(APIView):
    """`/projects/{project_id}/release-preview`"""

    @extend_schema(operation_id="release_preview", request=PlanDoc, responses=PreviewOut)
    def post(self, request: Request, project_id: int) -> Response:
        """What a release of this plan would hold if it were built now."""
        organisation_id = queries.organisation_id_of_project(project_id)
        require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=WRITE)
        data = PlanDoc(data=request.data)
        data.is_valid(raise_exception=True)
        found = choosing.preview(project_id, plan_of(data.validated_data))
        return Response(PreviewOut(_preview(found)).data)


class ReleaseView(APIView):
    """`/releases/{release_id}`"""

    @extend_schema(operation_id="release_get", responses=ReleaseOneOut)
    def get(self, request: Request, release_id: int) -> Response:
        """One release."""
        release = visible_release(request, release_id)
        taken_back = {"taken_back": queries.taken_back_count(release_id)}
        return Response({**ReleaseOut(release).data, **taken_back})


class ReleaseManifestView(APIView):
    """`/releases/{release_id}/manifest`"""

    @extend_schema(operation_id="release_manifest", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, release_id: int) -> HttpResponseBase:
        """The manifest; the SHA-256 of exactly these bytes is `manifest_sha256`."""
        release = visible_release(request, release_id)
        if release.manifest is None:
            raise ReleaseNotReady(
                _("The release is {state}.").format(state=state_word(release.state))
            )
        return StreamingHttpResponse(
            manifest_bytes(release.manifest, queries.manifest_rows(release.pk)),
            content_type="application/json",
        )


class ReleasePictureView(APIView):
    """`/releases/{release_id}/items/{position}/picture`"""

    @extend_schema(operation_id="release_picture", request=None, responses={302: None})
    def get(self, request: Request, release_id: int, position: int) -> HttpResponseBase:
        """On to the picture, by a link that is good for the asker and for an hour."""
        release = visible_release(request, release_id)
        frozen = queries.frozen_item(release.pk, position)
        if frozen.item.is_gone:
            raise NotFound
        url = image_url(frozen.item, viewer=actor_of(request))
        return HttpResponseRedirect(url, headers={"Cache-Control": "private, no-store"})


class ReleasePublishView(APIView):
    """`/releases/{release_id}/publish`"""

    @extend_schema(operation_id="release_publish", request=None, responses=ReleaseOut)
    def post(self, request: Request, release_id: int) -> Response:
        """Let clients see it; the one before is superseded."""
        _require_manager(request, release_id)
        actions.publish(actor_id=asker_id(request), release_id=release_id, now=now())
        return Response(ReleaseOut(queries.release(release_id)).data)


class ReleaseWithdrawView(APIView):
    """`/releases/{release_id}/withdraw`"""

    @extend_schema(operation_id="release_withdraw", request=WithdrawIn, responses=ReleaseOut)
    def post(self, request: Request, release_id: int) -> Response:
        """Say that it should not be used any more, and why."""
        _require_manager(request, release_id)
        data = WithdrawIn(data=request.data)
        data.is_valid(raise_exception=True)
        actions.withdraw(
            actor_id=asker_id(request), release_id=release_id, now=now(), **data.validated_data
        )
        return Response(ReleaseOut(queries.release(release_id)).data)


class ReleaseDiscardView(APIView):
    """`/releases/{release_id}/discard`"""

    @extend_schema(operation_id="release_discard", request=None, responses=ReleaseOut)
    def post(self, request: Request, release_id: int) -> Response:
        """Throw away what is ready and was never published."""
        _require_manager(request, release_id)
        actions.discard(actor_id=asker_id(request), release_id=release_id, now=now())
        return Response(ReleaseOut(queries.release(release_id)).data)


class ReleaseCancelView(APIView):
    """`/releases/{release_id}/cancel`"""

    @extend_schema(operation_id="release_cancel", request=None, responses=ReleaseOut)
    def post(self, request: Request, release_id: int) -> Response:
        """End a build: at once where it waits, soon where a worker is at it."""
        release = queries.release(release_id)
        require_role(request, organisation_id=release.organisation_id, roles=MANAGERS, scope=WRITE)
        actions.cancel(actor_id=asker_id(request), release_id=release_id, now=now())
        return Response(ReleaseOut(queries.release(release_id)).data)


def _preview(found: choosing.Preview) -> dict[str, object]:
    return {
        "items": found.items,
        "of": found.of,
        "excluded": found.excluded,
        "labels": [{"key": key, "shapes": count} for key, count in sorted(found.labels.items())],
        "answers": [{"key": key, "items": count} for key, count in found.answers.items()],
        "parts": [{"name": part, "items": count} for part, count in found.parts.items()],
        "grouped": found.grouped,
    }


def _require_manager(request: Request, release_id: int) -> None:
    release = queries.release(release_id)
    require_role(request, organisation_id=release.organisation_id, roles=MANAGERS)
