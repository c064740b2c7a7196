"""A project with prices keeps its currency."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column; which projects have prices is known to `work`, whose migration fills it."""

    dependencies = [("projects", "0005_gold_f1")]

    operations = [
        migrations.AddField(
            model_name="project",
            name="is_currency_fixed",
            field=models.BooleanField(
                db_default=False, default=False, help_text="there are prices in it"
            ),
        ),
    ]
