"""Health of the service."""

from django.urls import path

from guildmark.core.health import healthz, readyz

urlpatterns = [path("healthz", healthz), path("readyz", readyz)]
