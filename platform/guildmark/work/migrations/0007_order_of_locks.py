"""Verify tasks are locked after all draw tasks, and every batch that is written to before writing."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the functions anew."""

    dependencies = [("work", "0001_squashed_0006_course")]

    operations = [
        migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for name in ("give_back", "void")
    ]
