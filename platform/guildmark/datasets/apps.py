"""Registration of the app."""

from django.apps import AppConfig


class DatasetsConfig(AppConfig):
    """Datasets, items, media and imports."""

    name = "guildmark.datasets"
    label = "datasets"
    default_auto_field = "django.db.models.BigAutoField"
