"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.quality.api import gold, people

urlpatterns = [
    path("projects/<int:project_id>/gold-items", gold.GoldItemListView.as_view()),
    path("gold-items/<int:gold_item_id>/suspend", gold.GoldItemSuspendView.as_view()),
    path("gold-items/<int:gold_item_id>/activate", gold.GoldItemActivateView.as_view()),
    path("gold-items/<int:gold_item_id>/retire", gold.GoldItemRetireView.as_view()),
    path("projects/<int:project_id>/people", people.PeopleListView.as_view()),
    path("projects/<int:project_id>/people/<int:user_id>", people.PersonView.as_view()),
    path("projects/<int:project_id>/people/<int:user_id>/block", people.PersonBlockView.as_view()),
    path(
        "projects/<int:project_id>/people/<int:user_id>/unblock",
        people.PersonUnblockView.as_view(),
    ),
    path("me/quality", people.MyQualityView.as_view()),
    path("me/quality/<int:project_id>", people.MyProjectQualityView.as_view()),
]
