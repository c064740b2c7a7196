"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.incoming.api import label_imports

urlpatterns = [
    path("projects/<int:project_id>/label-imports", label_imports.LabelImportListView.as_view()),
    path("projects/<int:project_id>/label-parcels", label_imports.LabelParcelView.as_view()),
    path(
        "projects/<int:project_id>/suggestion-effect",
        label_imports.SuggestionEffectView.as_view(),
    ),
    path("label-imports/<int:label_import_id>", label_imports.LabelImportView.as_view()),
    path("label-imports/<int:label_import_id>/start", label_imports.LabelImportStartView.as_view()),
    path(
        "label-imports/<int:label_import_id>/cancel",
        label_imports.LabelImportCancelView.as_view(),
    ),
    path(
        "label-imports/<int:label_import_id>/refusals",
        label_imports.RefusedLabelListView.as_view(),
    ),
]
