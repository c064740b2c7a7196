"""What a fit of a large project kept, for the next one to go on from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consensus", "0007_labelled_by_confidence"),
        ("projects", "0001_squashed_0004_plugin"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerColumns",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_whole", models.BooleanField()),
                ("task_count", models.PositiveIntegerField()),
                ("touched_count", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="columns",
                        to="consensus.consensusrun",
                    ),
                ),
                (
                    "schema_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="projects.schemaversion",
                    ),
                ),
            ],
        ),
    ]
