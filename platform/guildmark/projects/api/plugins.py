"""Files of plug-ins, for everybody who is signed in."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from guildmark.core.errors import NotFound
from guildmark.projects.plugins import TYPES, plugin_file

KEPT_SECONDS = 3600


@require_safe
def plugin(request: HttpRequest, name: str, file: str) -> HttpResponseBase:
    """One file of a plug-in; for nobody nothing is there."""
    try:
        if not request.user.is_authenticated:
            raise NotFound
        path = plugin_file(name, file)
    except NotFound as refusal:
        return HttpResponse(refusal.detail, status=refusal.status, content_type="text/plain")
    response = FileResponse(path.open("rb"), content_type=TYPES[path.suffix])
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
