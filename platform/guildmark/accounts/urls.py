"""Routes of the app, under `/api/v1/`."""

from django.urls import URLPattern, path

from guildmark.accounts.api import api_keys, invitations, me, organisations

ORGANISATION = "organisations/<int:organisation_id>"

urlpatterns: list[URLPattern] = [
    path("me", me.MeView.as_view()),
    path("organisations", organisations.OrganisationsView.as_view()),
    path(ORGANISATION, organisations.OrganisationView.as_view()),
    path(f"{ORGANISATION}/people", organisations.StaffListView.as_view()),
    path(f"{ORGANISATION}/people/<int:user_id>", organisations.StaffView.as_view()),
    path(f"{ORGANISATION}/invitations", invitations.InvitationListView.as_view()),
    path(
        f"{ORGANISATION}/invitations/<int:invitation_id>/revoke",
        invitations.InvitationRevokeView.as_view(),
    ),
    path(f"{ORGANISATION}/api-keys", api_keys.ApiKeyListView.as_view()),
    path(f"{ORGANISATION}/api-keys/<int:api_key_id>", api_keys.ApiKeyView.as_view()),
    path("invitations/<str:token>", invitations.InvitationView.as_view()),
    path("invitations/<str:token>/accept", invitations.InvitationAcceptView.as_view()),
    path("invitations/<str:token>/decline", invitations.InvitationDeclineView.as_view()),
]
