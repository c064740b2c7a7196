"""The frame of an answer says whether the task teaches."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
DROP = "DROP FUNCTION IF EXISTS work_answer_frame(bigint, bigint)"


class Migration(migrations.Migration):
    """Install the function again: it answers one thing more."""

    dependencies = [("work", "0010_protocol_functions")]

    operations = [
        migrations.RunSQL(
            DROP + ";\n" + (SQL / "frame.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
    ]
