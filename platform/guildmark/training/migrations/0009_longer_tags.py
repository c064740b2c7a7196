"""Translations of training by the longest tags of BCP 47: `yue-Hant-419`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Wider text: no row is rewritten."""

    dependencies = [("training", "0008_tags_of_languages")]

    operations = [
        migrations.AlterField(
            model_name="trainingtranslation",
            name="language",
            field=models.CharField(max_length=12),
        ),
    ]
