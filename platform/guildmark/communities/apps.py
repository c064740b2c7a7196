"""Registration of the app."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    """Traits, criteria, communities and memberships."""

    name = "guildmark.communities"
    label = "communities"
    default_auto_field = "django.db.models.BigAutoField"
