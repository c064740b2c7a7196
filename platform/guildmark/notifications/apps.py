"""Registration of the app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """What people are told: an inbox, and mail for those who want it."""

    name = "guildmark.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
