"""Registration of the app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Batches, tasks, assignments and submissions: who gets what next."""

    name = "guildmark.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"
