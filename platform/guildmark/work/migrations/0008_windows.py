"""A claim says through which window a picture of more than 8 bits is shown."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
#: Its answer has two more columns: it cannot be replaced.
ANEW = "DROP FUNCTION work_claim(bigint, bigint, timestamptz, boolean);"


class Migration(migrations.Migration):
    """Install the function anew."""

    dependencies = [("work", "0007_order_of_locks"), ("datasets", "0007_levels")]

    operations = [
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
        migrations.RunSQL(
            (SQL / "claim.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
    ]
