"""An empty answer costs the same however many tasks there are."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ("claim",)


class Migration(migrations.Migration):
    """Run the file again."""

    dependencies = [("work", "0011_frame_teaches")]

    operations = [
        migrations.RunSQL(
            (SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        )
        for name in FILES
    ]
