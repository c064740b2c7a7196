"""Registration of the app."""

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """Briefs, collected pictures and the consent they came with."""

    name = "guildmark.collection"
    label = "collection"
    default_auto_field = "django.db.models.BigAutoField"
