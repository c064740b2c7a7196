"""A project that is being deleted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_examples_of_options")]

    operations = [
        migrations.AlterField(
            model_name="project",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("active", "Active"),
                    ("closed", "Closed"),
                    ("deleting", "Deleting"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
    ]
