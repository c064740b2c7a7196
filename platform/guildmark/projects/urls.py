"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.projects.api import directory, guidelines, projects, questions, translations

PROJECT = "projects/<int:project_id>"
GUIDELINE = "guideline-versions/<int:guideline_version_id>"

urlpatterns: list[URLPattern] = [
    path("organisations/<int:organisation_id>/projects", projects.ProjectListView.as_view()),
    path("directory", directory.DirectoryView.as_view()),
    path(PROJECT, projects.ProjectView.as_view()),
    path(f"{PROJECT}/activate", projects.ProjectActivateView.as_view()),
    path(f"{PROJECT}/close", projects.ProjectCloseView.as_view()),
    path(f"{PROJECT}/schema-versions", projects.SchemaVersionListView.as_view()),
    path(f"{PROJECT}/guideline-versions", guidelines.GuidelineVersionListView.as_view()),
    path(f"{PROJECT}/guideline", guidelines.GuidelineView.as_view()),
    path(GUIDELINE, guidelines.GuidelineVersionView.as_view()),
    path(f"{GUIDELINE}/publish", guidelines.GuidelinePublishView.as_view()),
    path(f"{GUIDELINE}/retract", guidelines.GuidelineRetractView.as_view()),
    path(f"{GUIDELINE}/translations", translations.TranslationListView.as_view()),
    path(f"{GUIDELINE}/translations/<slug:language>", translations.TranslationView.as_view()),
    path(f"{GUIDELINE}/difference", questions.GuidelineDifferenceView.as_view()),
    path(f"{PROJECT}/guideline-questions", questions.GuidelineQuestionListView.as_view()),
    path(f"{PROJECT}/my-guideline-questions", questions.OwnGuidelineQuestionListView.as_view()),
    path("guideline-questions/<int:question_id>", questions.GuidelineQuestionView.as_view()),
    path(f"{GUIDELINE}/examples", guidelines.ExampleListView.as_view()),
    path("guideline-examples/<int:example_id>", guidelines.ExampleView.as_view()),
    path("markdown-preview", guidelines.MarkdownPreviewView.as_view()),
]
