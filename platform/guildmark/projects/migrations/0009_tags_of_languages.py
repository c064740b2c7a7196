"""Translations of guidelines by tags of BCP 47: `zh-Hant`, `pt-BR`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Wider text: no row is rewritten."""

    dependencies = [("projects", "0008_budget")]

    operations = [
        migrations.AlterField(
            model_name="guidelinetranslation",
            name="language",
            field=models.CharField(max_length=11),
        ),
    ]
