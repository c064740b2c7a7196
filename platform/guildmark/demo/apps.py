"""Registration of the app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration: pictures with exact truth and simulated annotators who go the real way."""

    name = "guildmark.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
