"""Which brand one owns of which kind of product."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from guildmark.communities.catalogue import load_catalogue, load_counted


def take_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The rows of the catalogue; what people said of products and of brands stays."""
    trait = apps.get_model("communities", "Trait")
    load_catalogue(trait)
    load_counted(trait)


class Migration(migrations.Migration):
    """Data alone."""

    dependencies = [("communities", "0015_more_languages")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
