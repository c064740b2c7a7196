"""Translations of training by tags of BCP 47: `zh-Hant`, `pt-BR`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Wider text: no row is rewritten."""

    dependencies = [("training", "0007_warned_of")]

    operations = [
        migrations.AlterField(
            model_name="trainingtranslation",
            name="language",
            field=models.CharField(max_length=11),
        ),
    ]
