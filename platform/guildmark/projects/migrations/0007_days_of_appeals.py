"""How long people may appeal, when an answer is due, and how many contests suspend gold."""

from django.db import migrations, models


def _whole(number: int, about: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(default=number, db_default=number, help_text=about)


class Migration(migrations.Migration):
    """Beside people at work: all have a default of the database."""

    dependencies = [("projects", "0006_marks_of_gold")]

    operations = [
        migrations.AddField(
            model_name="project",
            name="appeal_days",
            field=_whole(7, "days in which people may appeal, at least 7"),
        ),
        migrations.AddField(
            model_name="project",
            name="appeal_answer_days",
            field=_whole(9, "days after which an appeal nobody answered is upheld"),
        ),
        migrations.AddField(
            model_name="project",
            name="gold_contests",
            field=_whole(2, "people whose contests suspend a known answer"),
        ),
    ]
