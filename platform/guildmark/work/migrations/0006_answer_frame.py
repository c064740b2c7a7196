"""What an answer is checked against, as a function: its plan is kept."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the function."""

    dependencies = [("work", "0005_void")]

    operations = [
        migrations.RunSQL(
            (SQL / "frame.sql").read_text(encoding="utf-8"),
            "DROP FUNCTION work_answer_frame(bigint, bigint)",
        )
    ]
