"""What became of each prediction, by which figures at any choice have their intervals."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0008_wrong_pixels")]

    operations = [
        migrations.CreateModel(
            name="EvaluationOutcomes",
            fields=[
                (
                    "evaluation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="outcomes",
                        serialize=False,
                        to="releases.evaluation",
                    ),
                ),
                ("content", models.BinaryField()),
            ],
        ),
    ]
