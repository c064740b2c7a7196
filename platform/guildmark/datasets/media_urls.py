"""Pictures by signed link, at `/media/`, outside the API."""

from django.urls import URLPattern, path

from guildmark.datasets.api.media import media_file

urlpatterns: list[URLPattern] = [path("<str:token>", media_file)]
