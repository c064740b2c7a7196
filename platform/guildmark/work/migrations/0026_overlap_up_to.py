"""More people are asked up to the new overlap, no further; a change says when it last went on."""

from pathlib import Path

from django.db import migrations, models
from django.utils import timezone

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    """Keep when a change went on, and install what carries it out anew."""

    dependencies = [("work", "0025_overlap_changes")]

    operations = [
        migrations.AddField(
            model_name="overlapchange",
            name="moved_at",
            field=models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS work_raise_tasks(bigint[], integer, timestamptz)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            (SQL / "overlap.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
    ]
