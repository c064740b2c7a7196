"""Captions of a guideline's examples in its translations."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column that old processes need not fill."""

    dependencies = [("projects", "0001_squashed_0004_plugin")]

    operations = [
        migrations.AddField(
            "guidelinetranslation", "captions", models.JSONField(default=dict, db_default={})
        ),
    ]
