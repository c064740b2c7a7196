"""The database keeps each person's answers in one row."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("profile",)


class Migration(migrations.Migration):
    """Run the file."""

    dependencies = [("communities", "0003_profile")]

    operations = [
        migrations.RunSQL(
            (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
        for name in FILES
    ]
