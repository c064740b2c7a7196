"""A check all of whose answer is newer than the known one says nothing of anybody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0005_schema_version_of_gold")]

    operations = [
        migrations.AddField(
            model_name="goldscore",
            name="is_held",
            field=models.BooleanField(default=True, db_default=True),
        ),
    ]
