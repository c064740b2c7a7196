"""Registration of the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, organisations, roles, API keys and sign-in."""

    name = "guildmark.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
