"""Registration of the app."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """What staff read of everything below, and what goes everywhere below. Keeps deletions."""

    name = "guildmark.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"
