"""When something last came into an import: one that is open now gets its days from now on."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("datasets", "0009_kept_sentences")]

    operations = [
        migrations.AddField(
            model_name="import",
            name="touched_at",
            field=models.DateTimeField(
                db_default=Now(), help_text="when a file, part or source last came into it"
            ),
        ),
    ]
