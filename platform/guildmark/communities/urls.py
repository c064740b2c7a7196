"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.communities.api import (
    applications,
    communities,
    criteria,
    directory,
    invitations,
    messages,
    strata,
    traits,
)

urlpatterns: list[URLPattern] = [
    path("traits", traits.TraitListView.as_view()),
    path("organisations/<int:organisation_id>/traits", traits.OwnTraitListView.as_view()),
    path(
        "organisations/<int:organisation_id>/traits/<int:trait_id>", traits.OwnTraitView.as_view()
    ),
    path(
        "organisations/<int:organisation_id>/traits/<int:trait_id>/retire",
        traits.OwnTraitRetireView.as_view(),
    ),
    path(
        "communities/<int:community_id>/members/<int:user_id>/traits",
        traits.MemberTraitListView.as_view(),
    ),
    path(
        "communities/<int:community_id>/members/<int:user_id>/traits/<slug:own_key>",
        traits.MemberTraitView.as_view(),
    ),
    path("me/traits", traits.TraitValueListView.as_view()),
    path("me/traits/<slug:key>", traits.TraitValueView.as_view()),
    path(
        "organisations/<int:organisation_id>/communities",
        communities.CommunityListView.as_view(),
    ),
    path("organisations/<int:organisation_id>/audience", criteria.AudienceView.as_view()),
    path("communities/<int:community_id>", communities.CommunityView.as_view()),
    path("communities/<int:community_id>/close", communities.CommunityCloseView.as_view()),
    path("communities/<int:community_id>/reopen", communities.CommunityReopenView.as_view()),
    path("communities/<int:community_id>/criteria", criteria.CriteriaView.as_view()),
    path("communities/<int:community_id>/criteria-trials", criteria.CriteriaTrialView.as_view()),
    path("communities/<int:community_id>/members", communities.MemberListView.as_view()),
    path("communities/<int:community_id>/members.csv", communities.MemberTableView.as_view()),
    path("communities/<int:community_id>/members/<int:user_id>", communities.MemberView.as_view()),
    path(
        "communities/<int:community_id>/applications",
        applications.ApplicationListView.as_view(),
    ),
    path(
        "communities/<int:community_id>/applications/decisions",
        applications.DecisionListView.as_view(),
    ),
    path("applications/<int:application_id>/accept", applications.ApplicationAcceptView.as_view()),
    path(
        "applications/<int:application_id>/decline", applications.ApplicationDeclineView.as_view()
    ),
    path(
        "applications/<int:application_id>/withdraw",
        applications.ApplicationWithdrawView.as_view(),
    ),
    path(
        "communities/<int:community_id>/invitations",
        invitations.CommunityInvitationListView.as_view(),
    ),
    path(
        "communities/<int:community_id>/invitations/rows",
        invitations.InvitationRowsView.as_view(),
    ),
    path(
        "community-invitations/<int:community_invitation_id>/resend",
        invitations.InvitationResendView.as_view(),
    ),
    path(
        "community-invitations/<int:community_invitation_id>/revoke",
        invitations.CommunityInvitationRevokeView.as_view(),
    ),
    path("community-offers/<str:offer_token>", invitations.CommunityOfferView.as_view()),
    path(
        "community-offers/<str:offer_token>/accept", invitations.CommunityOfferAcceptView.as_view()
    ),
    path(
        "community-offers/<str:offer_token>/decline",
        invitations.CommunityOfferDeclineView.as_view(),
    ),
    path("communities/<int:community_id>/announcements", messages.AnnouncementListView.as_view()),
    path(
        "communities/<int:community_id>/announcement-counts",
        messages.AddresseeCountView.as_view(),
    ),
    path("communities/<int:community_id>/quota", strata.QuotaView.as_view()),
    path("communities/<int:community_id>/numbers", strata.CommunityNumbersView.as_view()),
    path("directory/<int:community_id>", directory.CommunitySeenView.as_view()),
    path("community-pages/<int:community_id>", directory.CommunityShownView.as_view()),
    path("communities/<int:community_id>/join", communities.JoinView.as_view()),
    path("communities/<int:community_id>/leave", communities.LeaveView.as_view()),
]
