"""Staff take a lease back from whoever holds it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the functions anew."""

    dependencies = [("work", "0023_kept_earnings")]

    operations = [
        migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for name in ("give_back", "submit")
    ]
