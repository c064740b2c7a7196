"""The functions of the protocol anew: prefetch, schedule, audiences, gold in an order of one's own.

Positions of gold become random, as `work_next_gold` wants them, and batches learn their slots.
"""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("gold", "give_back", "claim", "submit")
REPLACED = (
    "work_claim(bigint, bigint, timestamptz)",
    "work_claim_for_seat(timestamptz, work_seat)",
    "work_claim_ordinary(projects_project, timestamptz, work_seat)",
    "work_claim_gold(projects_project, timestamptz, work_seat)",
    "work_live_lease(bigint, bigint, timestamptz)",
    "work_why_empty(bigint, bigint, boolean)",
    "work_lease(bigint, bigint, work_batch, boolean, integer, timestamptz)",
    "work_next_gold(bigint, bigint, bigint)",
    "work_return_slots(work_task, integer, text, timestamptz)",
)


class Migration(migrations.Migration):
    """Drop what has other parameters now, run the files, and bring the rows along."""

    dependencies = [("work", "0009_protocol")]

    operations = [
        *(
            migrations.RunSQL(f"DROP FUNCTION IF EXISTS {name}", migrations.RunSQL.noop)
            for name in REPLACED
        ),
        *(
            migrations.RunSQL(
                (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
            )
            for name in FILES
        ),
        migrations.RunSQL(
            "UPDATE work_task SET position = floor(random() * 4611686018427387904)::bigint"
            " WHERE is_gold",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "UPDATE work_batch SET slots_made = task_count * overlap WHERE state <> 'draft'",
            migrations.RunSQL.noop,
        ),
    ]
