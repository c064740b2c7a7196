"""What people earned in projects that are deleted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("work", "0022_gone_pictures"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptEarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("project_id", models.BigIntegerField()),
                ("project_name", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted"),
                            ("accepted", "Accepted"),
                            ("spare", "Spare"),
                            ("voided", "Voided"),
                            ("picture", "Picture"),
                            ("review", "Review"),
                        ],
                        max_length=10,
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("task_count", models.PositiveIntegerField()),
                ("amount_minor", models.PositiveBigIntegerField()),
                ("last_at", models.DateTimeField()),
                (
                    "annotator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_earnings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project_id", "annotator", "state", "currency"),
                        name="kept_earning_once",
                    )
                ],
            },
        ),
    ]
