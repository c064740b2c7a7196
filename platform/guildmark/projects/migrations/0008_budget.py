"""A project may have a limit of money."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0007_days_of_appeals")]

    operations = [
        migrations.AddField(
            model_name="project",
            name="budget_minor",
            field=models.PositiveBigIntegerField(
                null=True, help_text="most that the batches reserve together; no limit without"
            ),
        ),
    ]
