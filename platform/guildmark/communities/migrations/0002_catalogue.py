"""The facts every installation starts with, and the rows in which people's answers are kept."""

from pathlib import Path

from django.db import migrations

from guildmark.communities.catalogue import load_catalogue, load_counted

SQL = Path(__file__).resolve().parents[1] / "sql"


def load(apps, schema_editor):
    trait = apps.get_model("communities", "Trait")
    load_catalogue(trait)
    load_counted(trait)


class Migration(migrations.Migration):
    """Triggers first, then rows."""

    dependencies = [("communities", "0001_initial")]

    operations = [
        migrations.RunSQL(
            (SQL / "profile.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
