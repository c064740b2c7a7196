"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.consensus.api import consensus, report, runs

urlpatterns = [
    path("projects/<int:project_id>/consensus", consensus.ConsensusListView.as_view()),
    path("tasks/<int:task_id>/consensus", consensus.TaskConsensusView.as_view()),
    path("projects/<int:project_id>/agreement", report.AgreementView.as_view()),
    path("projects/<int:project_id>/consensus-report", report.ConsensusReportView.as_view()),
    path("projects/<int:project_id>/consensus-runs", runs.ConsensusRunListView.as_view()),
    path("consensus-runs/<int:run_id>", runs.ConsensusRunView.as_view()),
    path("consensus-runs/<int:run_id>/cancel", runs.ConsensusRunCancelView.as_view()),
]
