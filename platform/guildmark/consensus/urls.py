"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.consensus.api import (
    adjudication,
    alarms,
    consensus,
    failures,
    forecast,
    items,
    pilot,
    report,
    runs,
)

urlpatterns = [
    path("projects/<int:project_id>/alarms", alarms.AlarmsView.as_view()),
    path("projects/<int:project_id>/consensus", consensus.ConsensusListView.as_view()),
    path("tasks/<int:task_id>/consensus", consensus.TaskConsensusView.as_view()),
    path("projects/<int:project_id>/disputes", adjudication.DisputeListView.as_view()),
    path("projects/<int:project_id>/dispute-counts", adjudication.DisputeCountsView.as_view()),
    path("projects/<int:project_id>/forecast", forecast.ProjectForecastView.as_view()),
    path("projects/<int:project_id>/items", items.ProjectItemListView.as_view()),
    path("projects/<int:project_id>/pilot", pilot.PilotView.as_view()),
    path("batches/<int:batch_id>/forecast", forecast.BatchForecastView.as_view()),
    path("projects/<int:project_id>/failures", failures.FailureListView.as_view()),
    path("tasks/<int:task_id>/judge-again", failures.JudgeAgainView.as_view()),
    path("tasks/<int:task_id>/adjudication", adjudication.AdjudicationView.as_view()),
    path("tasks/<int:task_id>/adjudication/release", adjudication.ReleaseView.as_view()),
    path("tasks/<int:task_id>/adjudicate", adjudication.SettleView.as_view()),
    path("tasks/<int:task_id>/ask-more", adjudication.AskMoreView.as_view()),
    path("tasks/<int:task_id>/return", adjudication.ReturnAnswerView.as_view()),
    path("tasks/<int:task_id>/cancel", adjudication.CancelTaskView.as_view()),
    path("tasks/<int:task_id>/call-off", adjudication.CallOffTaskView.as_view()),
    path("tasks/<int:task_id>/reopen", adjudication.ReopenTaskView.as_view()),
    path("projects/<int:project_id>/agreement", report.AgreementView.as_view()),
    path("projects/<int:project_id>/consensus-report", report.ConsensusReportView.as_view()),
    path("projects/<int:project_id>/consensus-runs", runs.ConsensusRunListView.as_view()),
    path("consensus-runs/<int:run_id>", runs.ConsensusRunView.as_view()),
    path("consensus-runs/<int:run_id>/cancel", runs.ConsensusRunCancelView.as_view()),
]
