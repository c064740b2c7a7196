"""Registration of the app."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Comprehension, quizzes, attempts and qualifications."""

    name = "guildmark.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let criteria ask who is qualified for a project, and messages how far people came."""
        from guildmark.communities.looked_up import add_looked_up  # noqa: PLC0415  models first
        from guildmark.communities.stages import add_standing_at  # noqa: PLC0415  as above
        from guildmark.training.qualified_traits import qualified_traits  # noqa: PLC0415  as above
        from guildmark.training.queries.funnel import standing_at  # noqa: PLC0415  as above

        for fact in qualified_traits():
            add_looked_up(fact)
        add_standing_at(self.label, standing_at)
