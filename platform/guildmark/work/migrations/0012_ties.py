"""What a cursor passed comes in one order, also where a place and a number of return are equal."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Install the function anew."""

    dependencies = [("work", "0011_draft_of_an_answer")]

    operations = [
        migrations.RunSQL((SQL / "search.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
