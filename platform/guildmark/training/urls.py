"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.training.api import attempts, people, practice, qualifications, staff, translations

PROJECT = "projects/<int:project_id>"
ATTEMPT = "attempts/<int:attempt_id>"

urlpatterns: list[URLPattern] = [
    path(f"{PROJECT}/training-plan", staff.PlanView.as_view()),
    path(f"{PROJECT}/comprehension-questions", staff.ComprehensionQuestionListView.as_view()),
    path("comprehension-questions/<int:question_id>", staff.ComprehensionQuestionView.as_view()),
    path(f"{PROJECT}/quiz-questions", staff.QuizQuestionListView.as_view()),
    path("quiz-questions/<int:question_id>", staff.QuizQuestionView.as_view()),
    path("quiz-questions/<int:question_id>/answers", staff.QuizAnswerListView.as_view()),
    path(f"{PROJECT}/quiz-analysis", staff.QuizAnalysisView.as_view()),
    path(f"{PROJECT}/quiz-attempts", attempts.QuizAttemptListView.as_view()),
    path(
        "quiz-attempts/<int:attempt_id>/forgiveness",
        attempts.QuizAttemptForgivenessView.as_view(),
    ),
    path(f"{PROJECT}/qualifications", qualifications.QualificationListView.as_view()),
    path(f"{PROJECT}/qualifications/<int:user_id>", qualifications.QualificationMoveView.as_view()),
    path(f"{PROJECT}/practice-items", practice.PracticeItemListView.as_view()),
    path("practice-items/<int:practice_item_id>", practice.PracticeItemView.as_view()),
    path("practice-items/<int:practice_item_id>/tries", practice.PracticeTryView.as_view()),
    path(f"{PROJECT}/practice", practice.PracticeView.as_view()),
    path(
        f"{PROJECT}/training-translations/<str:language>",
        translations.TrainingTranslationView.as_view(),
    ),
    path(f"{PROJECT}/guideline-readers", staff.GuidelineReadersView.as_view()),
    path(f"{PROJECT}/guideline-change", people.GuidelineChangeView.as_view()),
    path(f"{PROJECT}/funnel", staff.FunnelView.as_view()),
    path(f"{PROJECT}/way", people.WayView.as_view()),
    path("communities/<int:community_id>/ways", people.CommunityWayListView.as_view()),
    path(f"{PROJECT}/guideline-reading", people.GuidelineReadingView.as_view()),
    path(f"{PROJECT}/comprehension", people.ComprehensionView.as_view()),
    path(f"{PROJECT}/attempts", people.AttemptListView.as_view()),
    path(ATTEMPT, people.AttemptView.as_view()),
    path(f"{ATTEMPT}/answers/<int:question_id>", people.AttemptAnswerView.as_view()),
    path(f"{ATTEMPT}/submit", people.AttemptSubmitView.as_view()),
]
