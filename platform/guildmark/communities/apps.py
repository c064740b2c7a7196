"""Registration of the app."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    """Traits, criteria, communities and memberships."""

    name = "guildmark.communities"
    label = "communities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let criteria ask who is in a community."""
        from guildmark.communities.looked_up import add_looked_up  # noqa: PLC0415  models first
        from guildmark.communities.membership_trait import MemberOf  # noqa: PLC0415  as above

        add_looked_up(MemberOf())
