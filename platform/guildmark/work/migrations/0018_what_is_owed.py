"""What is kept and paid is reserved, and what was never begun is no part of a share."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("give_back", "returned", "submit", "void")


class Migration(migrations.Migration):
    """Run the files."""

    dependencies = [("work", "0017_one_probe")]

    operations = [
        migrations.RunSQL(
            (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
        for name in FILES
    ]
