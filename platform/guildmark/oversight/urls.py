"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.oversight import api

urlpatterns = [
    path("me/account", api.OwnAccountView.as_view()),
    path("me/copy", api.OwnCopyView.as_view()),
    path("datasets/<int:dataset_id>/items/delete", api.DeleteItemsView.as_view()),
    path("datasets/<int:dataset_id>/deletion", api.DatasetDeletionView.as_view()),
    path("projects/<int:project_id>/deletion", api.ProjectDeletionView.as_view()),
    path("deletions/<int:deletion_id>", api.DeletionView.as_view()),
    path(
        "organisations/<int:organisation_id>/events",
        api.OrganisationTrailView.as_view(),
    ),
    path("projects/<int:project_id>/events", api.ProjectTrailView.as_view()),
]
