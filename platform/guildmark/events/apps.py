"""Registration of the app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """One append-only table: audit trail and outbox."""

    name = "guildmark.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
