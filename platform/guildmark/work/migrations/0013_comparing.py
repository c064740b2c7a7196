"""Who finds nothing while workers compare what others answered is told so, and asks again."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the function, and the one that asks it, anew."""

    dependencies = [("work", "0012_ties")]

    operations = [
        migrations.RunSQL((SQL / "empty.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
