"""What a reviewer decided is told from what they only took; an end that is past is lifted."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("void",)
#: Until now both were called alike; who resolved the task is in the trail.
TELL_DECIDED = """
UPDATE work_assignment a SET reason = 'settled' FROM work_task t
WHERE a.task_id = t.id AND a.reason = 'adjudicates' AND t.state = 'resolved' AND EXISTS (
    SELECT FROM events_event e
    WHERE e.name = 'task.resolved' AND e.actor_id = a.annotator_id
        AND (e.payload ->> 'task_id')::bigint = a.task_id)
"""


class Migration(migrations.Migration):
    """Run the file."""

    dependencies = [("work", "0014_halted_verifying"), ("events", "__first__")]

    operations = [
        migrations.RunSQL(TELL_DECIDED, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
            )
            for name in FILES
        ),
    ]
