"""A lease that its person could not have answered when it ran out is no lapse of the task."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the functions anew."""

    dependencies = [("work", "0016_comparing_to_verify")]

    operations = [
        migrations.RunSQL(
            (SQL / "give_back.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
    ]
