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
from guildmark.datasets.media import MediaLink, passage_url, read_passage, read_token
from guildmark.datasets.models import Item, ItemAid

SANDBOX = "default-src 'none'; sandbox"
TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@require_safe
def media_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The picture for the session or the key that was given the link; for others nothing is there.

    With a media host of its own, the way to it: no picture is served beside the application's
    cookies then.
    """
    moment = clock.now()
    try:
        link = read_token(token, viewer=_viewer(request), now=moment)
        if settings.MEDIA_BASE_URL:
            return _on_to_the_media_host(passage_url(link, now=moment))
        return _picture(request, link, seconds_left=link.expires_s - int(moment.timestamp()))
    except Refusal as refusal:
        return _refused(refusal)


@require_safe
def media_passage(request: HttpRequest, token: str) -> HttpResponseBase:
    """The picture on the media host, for whoever was sent there some minutes ago."""
    moment = clock.now()
    try:
        if request.get_host() != urlsplit(settings.MEDIA_BASE_URL).netloc:
            raise NotFound
        link = read_passage(token, now=moment)
        response = _picture(request, link, seconds_left=link.expires_s - int(moment.timestamp()))
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


def _picture(request: HttpRequest, link: MediaLink, *, seconds_left: int) -> HttpResponseBase:
    """The bytes of a rendition or a thumbnail, to be kept by the asker's browser alone."""
    item = queries.item(link.item_id)
    if not item.rendition:
        raise NotFound  # its owner took it back
    etag = f'"{item.rendition_sha256}-{link.variant}"'
    response = _not_modified(request, etag) or _content(item, link)
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={seconds_left}, immutable"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    return HttpResponseNotModified() if request.headers.get("If-None-Match") == etag else None


def _content(item: Item, link: MediaLink) -> FileResponse:
    """The file behind the link, with a content type of ours: nothing of a sender decides it."""
    if link.variant == "superpixels":
        return _superpixels(item)
    file = item.rendition if link.variant == "rendition" else item.thumbnail
    ending = str(file).rpartition(".")[2]
    response = FileResponse(file.storage.open(str(file)), content_type=TYPES[ending])
    response["Content-Disposition"] = "inline"
    return response


def _superpixels(item: Item) -> FileResponse:
    """The cells of a picture as `concord.superpixels` packs them; the browser unpacks them."""
    name = queries.aid(item.pk, ItemAid.Kind.SUPERPIXELS).name
    content = default_storage.open(name)
    response = FileResponse(content, content_type="application/octet-stream")
    response["Content-Encoding"] = "gzip"
    return response
