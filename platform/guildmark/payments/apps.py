"""Registration of the app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Who is to be paid what, and what was: the records of payouts. Moves no money."""

    name = "guildmark.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"
