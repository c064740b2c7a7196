"""Audiences that ask for a native language ask it of several, as communities do since 0011."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from guildmark.communities.native_languages import asked_of_several


def take_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The same people stay in."""
    audiences = apps.get_model("work", "Audience").objects.all()
    for audience in audiences.only("pk", "criteria").iterator():
        criteria = asked_of_several(audience.criteria)
        if criteria != audience.criteria:
            audiences.filter(pk=audience.pk).update(criteria=criteria)


class Migration(migrations.Migration):
    """Data alone."""

    dependencies = [
        ("communities", "0011_several_native_languages"),
        ("work", "0027_keys_of_the_task"),
    ]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
