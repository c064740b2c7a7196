"""Health of the service, and the words of its refusals."""

from django.urls import path

from guildmark.core.description import description
from guildmark.core.health import healthz, readyz
from guildmark.core.problem_page import problems_page

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("docs/problems", problems_page),
    path("docs/openapi.yaml", description),
]
