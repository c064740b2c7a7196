"""Registration of the app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects, label schema versions, guideline versions and the quality plan."""

    name = "guildmark.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"
