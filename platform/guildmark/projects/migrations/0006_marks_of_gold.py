"""When an answer to gold is right: also its names and its questions have marks of the project."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Beside people at work: both have a default of the database."""

    dependencies = [("projects", "0005_deleting")]

    operations = [
        migrations.AddField(
            model_name="project",
            name="gold_label_accuracy",
            field=models.FloatField(
                default=0.9,
                db_default=0.9,
                help_text="share of found shapes called right from which an answer to gold is right",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="gold_question_accuracy",
            field=models.FloatField(
                default=0.8,
                db_default=0.8,
                help_text="share of questions from which an answer to gold is right",
            ),
        ),
    ]
