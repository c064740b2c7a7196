"""Pictures by signed link: here for who was given it, on a media host in passing."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_safe
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from guildmark.accounts.authentication import KeySignIn, SessionSignIn
from guildmark.core import clock
from guildmark.core.actors import actor_of
from guildmark.core.errors import NotFound, Refusal
from guildmark.datasets import queries
from guildmark.datasets.intake.tiling import tile_names
from guildmark.datasets.media import MediaLink, passage_url, read_passage, read_token
from guildmark.datasets.models import Item, ItemAid
from guildmark.datasets.queries.aids import aid

SANDBOX = "default-src 'none'; sandbox"
TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@require_safe
def media_file(request: HttpRequest, token: str, tile: str = "") -> HttpResponseBase:
    """The picture for the session or the key that was given the link; for others nothing is there.

    With a media host of its own, the way to it: no picture is served beside the application's
    cookies then.
    """
    moment = clock.now()
    try:
        link = read_token(token, viewer=_viewer(request), now=moment)
        if settings.MEDIA_BASE_URL:
            passage = passage_url(link, now=moment)
            return _on_to_the_media_host(f"{passage}/{tile}" if tile else passage)
        return _picture(request, link, tile, seconds_left=link.expires_s - int(moment.timestamp()))
    except Refusal as refusal:
        return _refused(refusal)


@require_safe
def media_passage(request: HttpRequest, token: str, tile: str = "") -> HttpResponseBase:
    """The picture on the media host, for whoever was sent there some minutes ago."""
    moment = clock.now()
    try:
        if request.get_host() != urlsplit(settings.MEDIA_BASE_URL).netloc:
            raise NotFound
        link = read_passage(token, now=moment)
        seconds_left = link.expires_s - int(moment.timestamp())
        response = _picture(request, link, tile, seconds_left=seconds_left)
    except Refusal as refusal:
        return _refused(refusal)
    # The workspace reads pixels across origins.
    response["Access-Control-Allow-Origin"] = settings.BASE_URL
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _viewer(request: HttpRequest) -> str:
    """Who asks, as `actor_of` says. Raises NotFound for nobody, and for a key that is no good."""
    asked = Request(request, authenticators=[SessionSignIn(), KeySignIn()])
    try:
        if not asked.user.is_authenticated:
            raise NotFound
    except AuthenticationFailed as error:
        raise NotFound from error
    return actor_of(asked)


def _on_to_the_media_host(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _refused(refusal: Refusal) -> HttpResponse:
    return HttpResponse(refusal.detail, status=refusal.status, content_type="text/plain")


def _picture(
    request: HttpRequest, link: MediaLink, tile: str, *, seconds_left: int
) -> HttpResponseBase:
    """The bytes of a picture or of what was made of it, kept by the asker's browser alone."""
    item = queries.item(link.item_id)
    if not item.rendition:
        raise NotFound  # its owner took it back
    etag = f'"{item.rendition_sha256}-{link.variant}{tile}"'
    response = _not_modified(request, etag) or _content(item, link, tile)
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={seconds_left}, immutable"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    return HttpResponseNotModified() if request.headers.get("If-None-Match") == etag else None


def _content(item: Item, link: MediaLink, tile: str) -> FileResponse:
    """The file behind the link, with a content type of ours: nothing of a sender decides it."""
    if (link.variant == "tiles") != bool(tile):
        raise NotFound
    if link.variant == "superpixels":
        response = _file(aid(item.pk, ItemAid.Kind.SUPERPIXELS).name, "application/octet-stream")
        response["Content-Encoding"] = "gzip"  # as it lies there; the browser unpacks it
        return response
    if link.variant == "tiles":
        return _tile(item, tile)
    if link.variant == "levels" and not item.shown:
        raise NotFound
    files = {
        "rendition": item.shown or item.rendition,
        "levels": item.rendition,
        "thumbnail": item.thumbnail,
    }
    file = files[link.variant]
    return _file(str(file), TYPES[str(file).rpartition(".")[2]])


def _tile(item: Item, tile: str) -> FileResponse:
    """One of the tiles that a picture of this size has. Raises NotFound."""
    if tile not in tile_names(item.width_px, item.height_px):
        raise NotFound
    return _file(f"{aid(item.pk, ItemAid.Kind.TILES).name}/{tile}", TYPES["jpg"])


def _file(name: str, content_type: str) -> FileResponse:
    response = FileResponse(default_storage.open(name), content_type=content_type)
    response["Content-Disposition"] = "inline"
    return response
