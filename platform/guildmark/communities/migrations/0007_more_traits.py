"""Write the catalogue of traits every installation starts with."""

from django.db import migrations

from guildmark.communities.catalogue import load_catalogue


def load(apps, schema_editor):
    load_catalogue(apps.get_model("communities", "Trait"))


class Migration(migrations.Migration):
    dependencies = [("communities", "0006_announcements")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
