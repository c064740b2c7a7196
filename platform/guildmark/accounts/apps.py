"""Registration of the app."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, organisations, roles, API keys and sign-in."""

    name = "guildmark.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the API's description about our ways of signing in."""
        import_module("guildmark.accounts.openapi")
