"""Who finds nothing while a label is made that they may judge is told to look again."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the function anew."""

    dependencies = [("work", "0015_comparing_many")]

    operations = [
        migrations.RunSQL((SQL / "empty.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
