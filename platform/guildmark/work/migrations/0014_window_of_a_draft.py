"""A draft says which window saved it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column; drafts of before name no window."""

    dependencies = [("work", "0013_comparing")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="window_id",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
    ]
