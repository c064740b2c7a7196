"""Taking answers out, accepting them and taking a rejection back, as SQL functions."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the functions of `void.sql`."""

    dependencies = [("work", "0004_judging")]

    operations = [
        migrations.RunSQL((SQL / "void.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
