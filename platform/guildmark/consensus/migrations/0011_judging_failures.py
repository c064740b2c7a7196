"""What a worker fails at is kept, for staff to see, and tried again later."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consensus", "0010_doubts"),
        ("projects", "0001_squashed_0004_plugin"),
        ("work", "0024_taken_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="JudgingFailure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=300)),
                ("tries", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                (
                    "again_at",
                    models.DateTimeField(db_index=True, help_text="when it is tried again"),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judging_failure",
                        to="work.task",
                    ),
                ),
            ],
        ),
    ]
