"""What each image gives to each label, by which two evaluations are compared with intervals."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0014_people_left_out")]

    operations = [
        migrations.CreateModel(
            name="EvaluationLabels",
            fields=[
                (
                    "evaluation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="labels",
                        serialize=False,
                        to="releases.evaluation",
                    ),
                ),
                ("content", models.BinaryField()),
            ],
        ),
    ]
