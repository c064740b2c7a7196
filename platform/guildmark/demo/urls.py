"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.demo.api import SiteView

urlpatterns = [path("site", SiteView.as_view())]
