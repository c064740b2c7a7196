"""`/docs/openapi.yaml`: the description of the API, as it is checked in with the code that runs."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

PATH = settings.REPOSITORY / "frontend" / "openapi.yaml"


@cache
def _content() -> bytes:
    """`./guildmark check` compares the file with the code: making it anew costs seconds of CPU."""
    return PATH.read_bytes()


@require_safe
@conditional_page
def description(request: HttpRequest) -> HttpResponse:
    """For whoever makes a client: no sign-in, and 304 for who has it already."""
    return HttpResponse(_content(), content_type="application/yaml")
