"""Routes of the app, under `/api/v1/`."""

from django.urls import path

from guildmark.payments.api import own, staff

ORGANISATION = "organisations/<int:organisation_id>"

urlpatterns = [
    path("me/assignments", own.MyAssignmentsView.as_view()),
    path("me/dues", own.OwnDuesView.as_view()),
    path("me/payouts", own.OwnPayoutListView.as_view()),
    path(f"{ORGANISATION}/payments", staff.PaymentListView.as_view()),
    path(f"{ORGANISATION}/payments.csv", staff.PaymentTableView.as_view()),
    path(f"{ORGANISATION}/payouts", staff.PayoutListView.as_view()),
    path(f"{ORGANISATION}/payouts/<int:payout_id>.csv", staff.PayoutTableView.as_view()),
]
