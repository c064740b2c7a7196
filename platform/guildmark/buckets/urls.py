"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.buckets import api

urlpatterns: list[URLPattern] = [
    path("organisations/<int:organisation_id>/buckets", api.BucketListView.as_view()),
    path("organisations/<int:organisation_id>/buckets/<int:bucket_id>", api.BucketView.as_view()),
]
