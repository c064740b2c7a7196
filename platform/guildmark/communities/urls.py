"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.communities.api import communities, criteria, traits

urlpatterns: list[URLPattern] = [
    path("traits", traits.TraitListView.as_view()),
    path("me/traits", traits.TraitValueListView.as_view()),
    path("me/traits/<str:key>", traits.TraitValueView.as_view()),
    path(
        "organisations/<int:organisation_id>/communities",
        communities.CommunityListView.as_view(),
    ),
    path("organisations/<int:organisation_id>/audience", criteria.AudienceView.as_view()),
    path("communities/<int:community_id>", communities.CommunityView.as_view()),
    path("communities/<int:community_id>/criteria", criteria.CriteriaView.as_view()),
    path("communities/<int:community_id>/members", communities.MemberListView.as_view()),
    path("communities/<int:community_id>/join", communities.JoinView.as_view()),
    path("communities/<int:community_id>/leave", communities.LeaveView.as_view()),
]
