"""Where the picture of a resolved task is gone, an answer that is taken out is not asked anew."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
#: Those of pictures that went before.
GONE = """
UPDATE work_task t SET is_called_off = true
FROM datasets_item i
WHERE i.id = t.item_id AND i.exclusion_reason IN ('withdrawn', 'deleted')
    AND t.state = 'resolved' AND NOT t.is_called_off
"""


class Migration(migrations.Migration):
    """Install the functions anew, and mark the tasks."""

    dependencies = [
        ("work", "0021_hidden_by_stale_marks"),
        ("datasets", "0013_deleted_pictures"),
    ]

    operations = [
        migrations.RunSQL((SQL / "void.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(GONE, migrations.RunSQL.noop),
    ]
