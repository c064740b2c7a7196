"""Registration of the app."""

from django.apps import AppConfig
from django.db.models.signals import pre_migrate


class CoreConfig(AppConfig):
    """Ground floor: errors, clock, pagination, idempotency and the plumbing of the API."""

    name = "guildmark.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have `migrate` look first whether the database is of a newer Guildmark."""
        from guildmark.core.newer import refuse_newer_database  # noqa: PLC0415  models, once loaded

        pre_migrate.connect(refuse_newer_database, sender=self)
