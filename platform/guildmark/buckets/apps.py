"""Registration of the app."""

from django.apps import AppConfig


class BucketsConfig(AppConfig):
    """Buckets, their keys, and the client."""

    name = "guildmark.buckets"
    label = "buckets"
    default_auto_field = "django.db.models.BigAutoField"
