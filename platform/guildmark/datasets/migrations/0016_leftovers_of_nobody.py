"""Files to delete whose organisation nobody knows any more."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Undone, there is no place for them. Their files are found again where this is done again."""
    apps.get_model("datasets", "Leftover").objects.filter(organisation_id=None).delete()


class Migration(migrations.Migration):
    dependencies = [("datasets", "0001_squashed_0015_leftovers")]

    operations = [
        migrations.AlterField(
            model_name="leftover",
            name="organisation_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget),
    ]
