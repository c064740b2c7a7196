"""The protocol of the queue as SQL functions; their text lies in `work/sql/`."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = (
    "storage",
    "lanes",
    "gold",
    "give_back",
    "returned",
    "empty",
    "search",
    "claim",
    "frame",
    "submit",
    "void",
)


class Migration(migrations.Migration):
    """Install the functions. A later change of one adds a migration that runs its file again."""

    dependencies = [("work", "0001_initial")]

    operations = [
        migrations.RunSQL(
            (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
        for name in FILES
    ]
