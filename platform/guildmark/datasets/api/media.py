"""Pictures by signed link. No sign-in: the token is the permission, on any host."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from guildmark.core import clock
from guildmark.core.errors import Refusal
from guildmark.datasets import queries
from guildmark.datasets.media import MediaLink, read_token
from guildmark.datasets.models import Item

SANDBOX = "default-src 'none'; sandbox"
TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@require_safe
def media_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The bytes of a rendition or a thumbnail, to be kept by the asker's browser alone."""
    moment = clock.now()
    try:
        link = read_token(token, now=moment)
        item = queries.item(link.item_id)
    except Refusal as refusal:
        return HttpResponse(refusal.detail, status=refusal.status, content_type="text/plain")
    etag = f'"{item.rendition_sha256}-{link.variant}"'
    response = _not_modified(request, etag) or _content(item, link)
    seconds_left = link.expires_s - int(moment.timestamp())
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={seconds_left}, immutable"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    if settings.MEDIA_BASE_URL:  # a host of its own: the workspace reads pixels across origins
        response["Access-Control-Allow-Origin"] = settings.BASE_URL
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    else:
        response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    return HttpResponseNotModified() if request.headers.get("If-None-Match") == etag else None


def _content(item: Item, link: MediaLink) -> FileResponse:
    """The file behind the link, with a content type of ours: nothing of a sender decides it."""
    file = item.rendition if link.variant == "rendition" else item.thumbnail
    ending = str(file).rpartition(".")[2]
    response = FileResponse(file.storage.open(str(file)), content_type=TYPES[ending])
    response["Content-Disposition"] = "inline"
    return response
