"""How much of the checks was right is counted, where whole answers were: the catalogue says so."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from guildmark.communities.catalogue import load_counted


def rename(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The rows of what the service counts."""
    load_counted(apps.get_model("communities", "Trait"))


class Migration(migrations.Migration):
    """Data alone."""

    dependencies = [("communities", "0011_several_native_languages")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
