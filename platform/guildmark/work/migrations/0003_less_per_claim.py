"""Claim and submit with fewer statements, and one batch's locks at a time."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("lanes", "gold", "returned", "search", "claim", "submit")
#: Their answers have another column: they cannot be replaced.
ANEW = """
    DROP FUNCTION work_claim(bigint, bigint, timestamptz, boolean);
    DROP FUNCTION IF EXISTS work_submit(bigint, bigint, jsonb, double precision, text, timestamptz);
    DROP FUNCTION work_live_leases(bigint, bigint, timestamptz);
"""


class Migration(migrations.Migration):
    """Install the functions anew."""

    dependencies = [("work", "0002_queue")]

    operations = [
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
            )
            for name in FILES
        ),
    ]
