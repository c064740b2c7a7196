"""What was voided can be reinstated, as what was rejected."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the functions anew."""

    dependencies = [("work", "0004_suggestions")]

    operations = [
        migrations.RunSQL(
            (SQL / "void.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
    ]
