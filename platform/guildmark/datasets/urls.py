"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.datasets.api import datasets, imports, items, profile, uploads

urlpatterns: list[URLPattern] = [
    path("organisations/<int:organisation_id>/datasets", datasets.DatasetListView.as_view()),
    path("datasets/<int:dataset_id>", datasets.DatasetView.as_view()),
    path("datasets/<int:dataset_id>/items", items.ItemListView.as_view()),
    path("datasets/<int:dataset_id>/items/exclude", items.ExcludeView.as_view()),
    path("datasets/<int:dataset_id>/items/include", items.IncludeView.as_view()),
    path("datasets/<int:dataset_id>/profile", profile.ProfileView.as_view()),
    path("items/<int:item_id>", datasets.ItemView.as_view()),
    path("datasets/<int:dataset_id>/imports", imports.ImportListView.as_view()),
    path("imports/<int:import_id>", imports.ImportView.as_view()),
    path("imports/<int:import_id>/files", imports.ImportFileListView.as_view()),
    path("imports/<int:import_id>/uploads", uploads.UploadListView.as_view()),
    path("uploads/<int:upload_id>", uploads.UploadView.as_view()),
    path("imports/<int:import_id>/url-list", imports.ImportListedView.as_view()),
    path("imports/<int:import_id>/bucket", imports.ImportBucketView.as_view()),
    path("imports/<int:import_id>/start", imports.ImportStartView.as_view()),
    path("imports/<int:import_id>/cancel", imports.ImportCancelView.as_view()),
]
