"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.consensus.api import consensus

urlpatterns = [
    path("projects/<int:project_id>/consensus", consensus.ConsensusListView.as_view()),
    path("tasks/<int:task_id>/consensus", consensus.TaskConsensusView.as_view()),
    path("projects/<int:project_id>/agreement", consensus.AgreementView.as_view()),
    path("projects/<int:project_id>/consensus-runs", consensus.ConsensusRunListView.as_view()),
    path("consensus-runs/<int:run_id>", consensus.ConsensusRunView.as_view()),
]
