"""Gold of before gets its history, and its scores are made anew by the worker: now by label too."""

from django.db import migrations

FORWARD = """
INSERT INTO quality_goldchange
    (gold_item_id, kind, reason, reference_version, reference, actor_id, changed_at)
SELECT id, 'added', '', 1, reference, created_by_id, created_at FROM quality_golditem;
UPDATE quality_goldscore SET reference_version = 0;
UPDATE quality_golditem SET rescored_version = 0;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('quality', '0004_gold_bank'),
    ]

    operations = [
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
    ]
