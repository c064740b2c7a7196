"""Whether a lane has something open is asked in one place; nothing else changes."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("lanes", "claim", "empty")


class Migration(migrations.Migration):
    """Run the files."""

    dependencies = [("work", "0016_laid_aside")]

    operations = [
        migrations.RunSQL(
            (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
        for name in FILES
    ]
