"""Registration of the app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Gold items, their scores and the skill of annotators."""

    name = "guildmark.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"
