"""An answer that is taken out ends the verifying of its label."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("void",)


class Migration(migrations.Migration):
    """Run the file."""

    dependencies = [("work", "0013_empty_answers")]

    operations = [
        migrations.RunSQL(
            (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
        for name in FILES
    ]
