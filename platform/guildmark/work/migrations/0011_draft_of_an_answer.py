"""An answer says which draft it was made of."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
#: One argument fewer: with both there, a call that leaves out the last would fit either.
WITHOUT = (
    "DROP FUNCTION IF EXISTS"
    " work_submit(bigint, bigint, jsonb, double precision, text, timestamptz, jsonb);"
)


class Migration(migrations.Migration):
    """Install the function anew."""

    dependencies = [("work", "0010_blocked_until")]

    operations = [
        migrations.RunSQL(WITHOUT, migrations.RunSQL.noop),
        migrations.RunSQL(
            (SQL / "submit.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
    ]
