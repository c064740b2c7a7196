"""Known answers of quizzes and practice say under which version of the schema they were given."""

import django.db.models.deletion
from django.db import migrations, models

#: The newest version that was there when the question was made. Of practice nobody wrote down
#: when: it is left unknown, and held in full, where there has been more than one version.
GIVE = """
    UPDATE training_quizquestion question SET schema_version_id = (
        SELECT version.id FROM projects_schemaversion version
        WHERE version.project_id = question.project_id AND version.created_at <= question.created_at
        ORDER BY version.number DESC LIMIT 1
    ) WHERE question.reference IS NOT NULL;
    UPDATE training_practiceitem practice SET schema_version_id = (
        SELECT max(version.id) FROM projects_schemaversion version
        WHERE version.project_id = practice.project_id HAVING count(*) = 1
    );
"""


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_squashed_0004_plugin"),
        ("training", "0002_sentences"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="schema_version",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="projects.schemaversion",
                ),
            )
            for name in ("practiceitem", "quizquestion")
        ),
        migrations.RunSQL(GIVE, migrations.RunSQL.noop),
    ]
