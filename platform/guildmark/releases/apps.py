"""Registration of the app."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Frozen dataset versions and their exports."""

    name = "guildmark.releases"
    label = "releases"
    default_auto_field = "django.db.models.BigAutoField"
