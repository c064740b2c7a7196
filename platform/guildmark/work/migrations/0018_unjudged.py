"""Who finds nothing waits for what no worker has judged yet, however long ago it was answered."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

SQL = Path(__file__).resolve().parents[1] / "sql"
#: As the sweep finds what was forgotten: all answers are there, and nobody is asked about a label.
MARK = """
UPDATE work_task t SET is_unjudged = true
WHERE t.state = 'saturated' AND NOT t.is_gold AND t.open_slots = 0 AND t.leased = 0
    AND t.counted > 0 AND (t.step = 'verify' OR NOT EXISTS (
        SELECT FROM work_task v
        WHERE v.batch_id = t.batch_id AND v.item_id = t.item_id AND v.step = 'verify'
            AND v.state NOT IN ('resolved', 'cancelled')))
"""


class Migration(migrations.Migration):
    """Add the mark, set it where it is due, and install the functions anew."""

    dependencies = [("work", "0017_lapses_of_the_shut_out")]

    operations = [
        migrations.AddField(
            "task",
            "is_unjudged",
            models.BooleanField(
                db_default=False,
                default=False,
                help_text="the last answer wanted is there, and no worker has looked at it since",
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["batch", "id"], condition=Q(is_unjudged=True), name="task_unjudged"
            ),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
            )
            for name in ("empty", "submit", "void")
        ),
    ]
