"""People may have grown up with several languages, and B2 can be asked for: the catalogue follows.

Nothing that anybody said is lost: one native language becomes a list of one, in what is held, in
what was held before and in profiles, and what criteria ask of it lets in the same people.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from guildmark.communities.catalogue import load_catalogue, load_counted
from guildmark.communities.native_languages import TRAIT, asked_of_several

#: The trigger takes what is held into profiles.
OF_SEVERAL = """
UPDATE {table} SET value = jsonb_build_array(value)
WHERE jsonb_typeof(value) <> 'array' AND trait_id = (
  SELECT id FROM communities_trait WHERE key = %s AND organisation_id IS NULL
)
"""


def take_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The rows of the catalogue, answers, and criteria."""
    trait = apps.get_model("communities", "Trait")
    load_catalogue(trait)
    load_counted(trait)
    with schema_editor.connection.cursor() as cursor:
        for table in ("communities_traitvalue", "communities_traitchange"):
            cursor.execute(OF_SEVERAL.format(table=table), [TRAIT])
    versions = apps.get_model("communities", "CriteriaVersion").objects.all()
    for version in versions.only("pk", "doors").iterator():
        doors = {door: asked_of_several(groups) for door, groups in version.doors.items()}
        if doors != version.doors:
            versions.filter(pk=version.pk).update(doors=doors)


class Migration(migrations.Migration):
    """Data alone."""

    dependencies = [("communities", "0010_closing")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
