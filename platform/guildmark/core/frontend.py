"""The page of the browser application: the built `index.html` with the nonce of this answer."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

NONCE_PLACE = "__CSP_NONCE__"
NOT_BUILT = "The front end is not built. Run ./guildmark up, or npm run build in frontend/."


@cache
def _template(path: Path, modified_ns: int) -> str:
    return path.read_text(encoding="utf-8")


@require_safe
@ensure_csrf_cookie
def application_page(request: HttpRequest) -> HttpResponse:
    """The one HTML page; the routes inside it belong to the browser."""
    path = Path(settings.FRONTEND_DIST) / "index.html"
    if not path.is_file():
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain")
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]  # set by CSPMiddleware
    html = _template(path, path.stat().st_mtime_ns).replace(NONCE_PLACE, nonce)
    if settings.IS_DEMO or settings.DEBUG:
        html = html.replace("<html ", "<html data-trial-languages ", 1)
    return HttpResponse(html, headers={"Cache-Control": "no-store"})
