"""A running batch asks another number of people."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Keep how far a change is, and install what carries it out."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("work", "0024_taken_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="OverlapChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("overlap_before", models.PositiveSmallIntegerField()),
                ("overlap", models.PositiveSmallIntegerField()),
                ("reached_item_id", models.BigIntegerField(db_default=0, default=0)),
                ("task_count", models.PositiveIntegerField(db_default=0, default=0)),
                ("slot_count", models.PositiveIntegerField(db_default=0, default=0)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overlap_changes",
                        to="work.batch",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(finished_at=None),
                        fields=("batch",),
                        name="overlap_change_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            (SQL / "overlap.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
    ]
