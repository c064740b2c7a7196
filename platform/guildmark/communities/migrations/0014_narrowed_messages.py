"""Messages to members by their answers, and by how far they came."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nullable, and written by nothing that runs before: no row is rewritten."""

    dependencies = [("communities", "0013_members_by_state")]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="narrowed_by",
            field=models.JSONField(null=True),
        ),
    ]
