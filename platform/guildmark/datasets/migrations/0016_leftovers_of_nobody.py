"""Files to delete whose organisation nobody knows any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("datasets", "0001_squashed_0015_leftovers")]

    operations = [
        migrations.AlterField(
            model_name="leftover",
            name="organisation_id",
            field=models.BigIntegerField(null=True),
        ),
    ]
