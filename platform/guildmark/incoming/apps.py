"""Registration of the app."""

from django.apps import AppConfig


class IncomingConfig(AppConfig):
    """Labels that come in from elsewhere."""

    name = "guildmark.incoming"
    label = "incoming"
    default_auto_field = "django.db.models.BigAutoField"
