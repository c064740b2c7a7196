"""Answers in revisions, and work that goes back to its author, in the functions of the queue."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("give_back", "returned", "claim", "submit")


class Migration(migrations.Migration):
    """Run the files of the functions that changed again."""

    dependencies = [("work", "0007_verdicts")]

    operations = [
        migrations.RunSQL(
            (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
        for name in FILES
    ]
