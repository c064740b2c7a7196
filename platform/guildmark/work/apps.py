"""Registration of the app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Batches, tasks, assignments and submissions: who gets what next."""

    name = "guildmark.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let profiles say which projects ask for what is held."""
        from guildmark.communities.askers import add_asker  # noqa: PLC0415  models first
        from guildmark.work.queries.audiences import asked_by_audiences  # noqa: PLC0415  as above

        add_asker(self.label, asked_by_audiences)
