"""Empty answers have a file of their own; nothing else changes."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("empty",)


class Migration(migrations.Migration):
    """Run the file."""

    dependencies = [("work", "0012_claim_cost")]

    operations = [
        migrations.RunSQL(
            (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
        for name in FILES
    ]
