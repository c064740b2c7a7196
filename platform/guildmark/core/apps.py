"""Registration of the app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Ground floor: errors, clock, pagination, idempotency and the plumbing of the API."""

    name = "guildmark.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
