"""Returned work waits for its author to its end, whatever becomes of a lease on it."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("give_back", "returned", "submit")
WAITING = """
UPDATE work_assignment SET return_ends_at = lease_expires_at WHERE state = 'returned'
"""
CURRENCY_STAYS = """
UPDATE projects_project p SET is_currency_fixed = true
WHERE EXISTS (SELECT FROM work_batch b WHERE b.project_id = p.id)
"""
#: It asks whether the slot is held now, and not for the state of the assignment.
OLD_FILL_SLOT = "DROP FUNCTION IF EXISTS work_fill_slot(work_task, text, timestamptz)"


class Migration(migrations.Migration):
    """A column, and the files again."""

    dependencies = [("work", "0015_labels_reopened"), ("projects", "0006_currency_stays")]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="return_ends_at",
            field=models.DateTimeField(
                help_text="until then what came back waits for its author", null=True
            ),
        ),
        migrations.RunSQL(WAITING, migrations.RunSQL.noop),
        migrations.RunSQL(CURRENCY_STAYS, migrations.RunSQL.noop),
        migrations.RunSQL(OLD_FILL_SLOT, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
            )
            for name in FILES
        ),
    ]
