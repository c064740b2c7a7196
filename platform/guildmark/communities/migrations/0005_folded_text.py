"""Free text is compared without regard to capital letters, the space around it, and its form."""

from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from guildmark.communities.trait_values import folded

SQL = Path(__file__).resolve().parents[1] / "sql"
CHUNK = 2000


def fold(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What people have written already; the trigger takes it into their profiles."""
    values = apps.get_model("communities", "TraitValue").objects.filter(trait__type="text")
    for one in values.only("pk", "value").iterator(chunk_size=CHUNK):
        values.filter(pk=one.pk).update(folded=folded(one.value))


class Migration(migrations.Migration):
    """A column, the function that reads it, and what it holds for those who are here."""

    dependencies = [("communities", "0004_sentences")]

    operations = [
        migrations.AddField("traitvalue", "folded", models.TextField(null=True)),
        migrations.RunSQL(
            (SQL / "profile.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
