"""Translations of guidelines by the longest tags of BCP 47: `yue-Hant-419`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Wider text: no row is rewritten."""

    dependencies = [("projects", "0009_tags_of_languages")]

    operations = [
        migrations.AlterField(
            model_name="guidelinetranslation",
            name="language",
            field=models.CharField(max_length=12),
        ),
    ]
