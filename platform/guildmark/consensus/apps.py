"""Registration of the app."""

from django.apps import AppConfig


class ConsensusConfig(AppConfig):
    """The consolidated label per task, its confidence, method and provenance."""

    name = "guildmark.consensus"
    label = "consensus"
    default_auto_field = "django.db.models.BigAutoField"
