"""What was answered just now is found behind marks that no worker takes away any more."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
#: Left by verdicts that came in after their round was halted.
STALE = """
UPDATE work_task SET is_unjudged = false
WHERE is_unjudged AND step = 'verify' AND state IN ('resolved', 'cancelled')
"""
#: 0019 let go of the items of discarded drafts; only what was called off is left there.
COUNTED = """
UPDATE work_batch b
SET task_count = (SELECT count(*) FROM work_task t WHERE t.batch_id = b.id)
WHERE b.state = 'archived' AND b.opened_at IS NULL
"""


class Migration(migrations.Migration):
    """Install the function anew, take stale marks away, and count what discarded drafts hold."""

    dependencies = [("work", "0020_answers_of_a_model")]

    operations = [
        migrations.RunSQL((SQL / "empty.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(STALE, migrations.RunSQL.noop),
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop),
    ]
