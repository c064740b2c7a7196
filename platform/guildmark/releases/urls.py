"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.releases.api import deliveries, difference, evaluations, exports, looking, releases

urlpatterns = [
    path("projects/<int:project_id>/releases", releases.ReleaseListView.as_view()),
    path(
        "projects/<int:project_id>/release-preview",
        releases.ReleasePreviewView.as_view(),
    ),
    path("releases/<int:release_id>", releases.ReleaseView.as_view()),
    path("releases/<int:release_id>/manifest", releases.ReleaseManifestView.as_view()),
    path(
        "releases/<int:release_id>/difference/<int:before_id>",
        difference.ReleaseDifferenceView.as_view(),
    ),
    path("releases/<int:release_id>/items", looking.ReleaseItemListView.as_view()),
    path("releases/<int:release_id>/report", looking.ReleaseReportView.as_view()),
    path(
        "releases/<int:release_id>/items/<int:position>/picture",
        releases.ReleasePictureView.as_view(),
    ),
    path("releases/<int:release_id>/publish", releases.ReleasePublishView.as_view()),
    path("releases/<int:release_id>/withdraw", releases.ReleaseWithdrawView.as_view()),
    path("releases/<int:release_id>/discard", releases.ReleaseDiscardView.as_view()),
    path("releases/<int:release_id>/cancel", releases.ReleaseCancelView.as_view()),
    path("releases/<int:release_id>/evaluations", evaluations.EvaluationListView.as_view()),
    path(
        "projects/<int:project_id>/gold-evaluations",
        evaluations.GoldEvaluationListView.as_view(),
    ),
    path(
        "projects/<int:project_id>/gold-annotators",
        evaluations.GoldAnnotatorListView.as_view(),
    ),
    path(
        "projects/<int:project_id>/gold-annotator-evaluations",
        evaluations.GoldAnnotatorEvaluationView.as_view(),
    ),
    path("releases/<int:release_id>/annotators", evaluations.AnnotatorListView.as_view()),
    path(
        "releases/<int:release_id>/annotator-evaluations",
        evaluations.AnnotatorEvaluationView.as_view(),
    ),
    path("evaluations/<int:evaluation_id>", evaluations.EvaluationView.as_view()),
    path("evaluations/<int:evaluation_id>/figures", evaluations.EvaluationFiguresView.as_view()),
    path("evaluations/<int:evaluation_id>/cancel", evaluations.EvaluationCancelView.as_view()),
    path("evaluations/<int:evaluation_id>/items", evaluations.EvaluationItemListView.as_view()),
    path(
        "evaluations/<int:evaluation_id>/items/<int:position>",
        evaluations.EvaluationItemView.as_view(),
    ),
    path(
        "evaluations/<int:evaluation_id>/comparison",
        evaluations.EvaluationComparisonView.as_view(),
    ),
    path(
        "evaluations/<int:evaluation_id>/comparison.csv",
        evaluations.EvaluationComparisonTableView.as_view(),
    ),
    path("exports/<int:export_id>/deliveries", deliveries.DeliveryListView.as_view()),
    path("deliveries/<int:delivery_id>", deliveries.DeliveryView.as_view()),
    path("deliveries/<int:delivery_id>/cancel", deliveries.DeliveryCancelView.as_view()),
    path("export-formats", exports.ExportFormatListView.as_view()),
    path("releases/<int:release_id>/exports", exports.ExportListView.as_view()),
    path("exports/<int:export_id>", exports.ExportView.as_view()),
    path("exports/<int:export_id>/cancel", exports.ExportCancelView.as_view()),
    path(
        "exports/<int:export_id>/download",
        exports.ExportDownloadView.as_view(),
        name="export_download",
    ),
]
