"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.notifications import api

urlpatterns: list[URLPattern] = [
    path("me/notices", api.NoticeListView.as_view()),
    path("me/notices/unread", api.UnreadView.as_view()),
    path("me/notices/read", api.NoticeReadView.as_view()),
    path("me/mail-choices", api.MailChoiceListView.as_view()),
    path("me/mail-choices/<str:notice_kind>", api.MailChoiceView.as_view()),
]
