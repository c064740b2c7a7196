"""Registration of the app."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Comprehension, quizzes, attempts and qualifications."""

    name = "guildmark.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"
