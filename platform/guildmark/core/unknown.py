"""What is answered under `/api/` where nothing is: a refusal as any other, not a page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from guildmark.core.errors import NotFound
from guildmark.core.problems import CONTENT_TYPE, problem_body
from guildmark.core.rendering import json_bytes


@csrf_exempt
def unknown_address(request: HttpRequest) -> HttpResponse:
    """404, whatever the method. An address with letters for a number is one of these."""
    refusal = NotFound()
    content = json_bytes(problem_body(refusal))
    return HttpResponse(content, status=refusal.status, content_type=CONTENT_TYPE)
