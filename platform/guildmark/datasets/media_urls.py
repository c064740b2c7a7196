"""Pictures by signed link, at `/media/`, outside the API."""

from django.urls import URLPattern, path

from guildmark.datasets.api.media import media_file, media_passage

urlpatterns: list[URLPattern] = [
    path("passage/<str:token>", media_passage),
    path("passage/<str:token>/<str:tile>", media_passage),
    path("<str:token>", media_file),
    path("<str:token>/<str:tile>", media_file),
]
