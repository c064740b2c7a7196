"""Who has had the first 256 of many that are being compared is not sent home for the others."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the function anew."""

    dependencies = [("work", "0014_window_of_a_draft")]

    operations = [
        migrations.RunSQL((SQL / "empty.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
