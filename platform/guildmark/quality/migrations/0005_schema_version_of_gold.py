"""Gold says under which version of the schema it was written: as far as its history tells."""

import django.db.models.deletion
from django.db import migrations, models

#: The newest version that was there when the known answer was last given.
GIVE = """
    UPDATE quality_golditem gold SET schema_version_id = (
        SELECT version.id FROM projects_schemaversion version
        WHERE version.project_id = gold.project_id AND version.created_at <= COALESCE((
            SELECT max(change.changed_at) FROM quality_goldchange change
            WHERE change.gold_item_id = gold.id AND change.reference IS NOT NULL
        ), gold.created_at)
        ORDER BY version.number DESC LIMIT 1
    )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_squashed_0004_plugin"),
        ("quality", "0004_kept_sentences"),
    ]

    operations = [
        migrations.AddField(
            model_name="golditem",
            name="schema_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="projects.schemaversion",
            ),
        ),
        migrations.RunSQL(GIVE, migrations.RunSQL.noop),
    ]
