"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.work.api import (
    aids,
    assignments,
    audiences,
    batches,
    overlap,
    people,
    queue,
    shown,
    suggestions,
)

ASSIGNMENT = "assignments/<int:assignment_id>"
BATCH = "batches/<int:batch_id>"
PROJECT = "projects/<int:project_id>"

urlpatterns: list[URLPattern] = [
    path(f"{PROJECT}/next", assignments.NextView.as_view()),
    path(ASSIGNMENT, assignments.AssignmentView.as_view()),
    path(f"{ASSIGNMENT}/aids", aids.AidsView.as_view()),
    path(f"{PROJECT}/pictures/<str:picture>/aids", aids.PictureAidsView.as_view()),
    path(f"{ASSIGNMENT}/draft", assignments.DraftView.as_view()),
    path(f"{ASSIGNMENT}/heartbeat", assignments.HeartbeatView.as_view()),
    path(f"{ASSIGNMENT}/submit", assignments.SubmitView.as_view()),
    path(f"{ASSIGNMENT}/skip", assignments.SkipView.as_view()),
    path(f"{ASSIGNMENT}/release", assignments.ReleaseView.as_view()),
    path(f"{ASSIGNMENT}/suggestion", suggestions.SuggestionView.as_view()),
    path(f"{PROJECT}/suggesting", suggestions.SuggestingView.as_view()),
    path("community-pages/<int:community_id>/projects", shown.ProjectShownListView.as_view()),
    path("feed", people.FeedView.as_view()),
    path("me/kept-earnings", people.KeptEarningListView.as_view()),
    path(f"{PROJECT}/progress", people.ProgressView.as_view()),
    path(f"{PROJECT}/batches", batches.BatchListView.as_view()),
    path(f"{PROJECT}/queue", queue.QueueView.as_view()),
    path(f"{PROJECT}/throughput", queue.ThroughputView.as_view()),
    path(f"{PROJECT}/leases", queue.LiveLeaseListView.as_view()),
    path(f"{PROJECT}/leases/<int:assignment_id>/take-back", queue.TakeBackView.as_view()),
    path(f"{PROJECT}/stuck-tasks", queue.StuckTaskListView.as_view()),
    path(f"{PROJECT}/tasks", batches.TaskListView.as_view()),
    path(BATCH, batches.BatchView.as_view()),
    path(f"{BATCH}/open", batches.BatchOpenView.as_view()),
    path(f"{BATCH}/pause", batches.BatchPauseView.as_view()),
    path(f"{BATCH}/resume", batches.BatchResumeView.as_view()),
    path(f"{BATCH}/drain", batches.BatchDrainView.as_view()),
    path(f"{BATCH}/schedule", batches.BatchScheduleView.as_view()),
    path(f"{BATCH}/price", batches.BatchPriceView.as_view()),
    path(f"{BATCH}/overlap", overlap.BatchOverlapView.as_view()),
    path(f"{BATCH}/audience", batches.BatchAudienceView.as_view()),
    path(f"{PROJECT}/audiences", audiences.AudienceListView.as_view()),
    path(f"{BATCH}/priority", batches.BatchPriorityView.as_view()),
    path(f"{BATCH}/archive", batches.BatchArchiveView.as_view()),
]
