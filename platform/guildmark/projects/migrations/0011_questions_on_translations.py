"""Questions on a guideline keep the language it was read in, and the passage of the original."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two empty texts: no row is rewritten."""

    dependencies = [("projects", "0010_longer_tags")]

    operations = [
        migrations.AddField(
            model_name="guidelinequestion",
            name="language",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="of the translation that was read, empty for the text itself",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="guidelinequestion",
            name="original_quote",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="empty if none is known",
                max_length=600,
            ),
        ),
    ]
