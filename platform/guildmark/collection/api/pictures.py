"""The bytes of collected pictures, for their sender and for those who review."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from guildmark.collection.api.doors import seen_asset
from guildmark.core.errors import NotFound

TYPES = {"jpg": "image/jpeg", "png": "image/png"}
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def _file(file: FieldFile) -> FileResponse:
    """What we decoded and wrote, with a content type of ours. Raises NotFound once it is gone."""
    if not file:
        raise NotFound
    ending = str(file).rpartition(".")[2]
    stored = file.storage.open(str(file))
    return FileResponse(stored, content_type=TYPES[ending], headers=HEADERS)


class PictureView(APIView):
    """`/collected/{asset_id}/picture`"""

    @extend_schema(
        operation_id="collected_picture", responses={(200, "image/jpeg"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, asset_id: int) -> FileResponse:
        """The upright picture, without metadata."""
        return _file(seen_asset(request, asset_id).rendition)


class ThumbnailView(APIView):
    """`/collected/{asset_id}/thumbnail`"""

    @extend_schema(
        operation_id="collected_thumbnail", responses={(200, "image/jpeg"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, asset_id: int) -> FileResponse:
        """The same, small."""
        return _file(seen_asset(request, asset_id).thumbnail)
