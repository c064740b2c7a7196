"""What an early stop or a discarded draft left unseen can be in another batch."""

from django.db import migrations, models

#: What people cancelled by then, by what was recorded of it.
CALLED_OFF = """
UPDATE work_task SET is_called_off = true
WHERE state = 'cancelled' AND id IN (
    SELECT (payload ->> 'task_id')::bigint FROM events_event WHERE name = 'task.cancelled')
"""
#: Drafts that were archived before kept their items for ever.
DISCARDED = """
DELETE FROM work_task t USING work_batch b
WHERE b.id = t.batch_id AND b.state = 'archived' AND b.opened_at IS NULL AND t.state = 'open'
    AND NOT EXISTS (SELECT FROM work_assignment a WHERE a.task_id = t.id)
"""


class Migration(migrations.Migration):
    """Add what tells the two apart, and let go of what discarded drafts hold."""

    dependencies = [("work", "0018_unjudged"), ("events", "0001_initial")]

    operations = [
        migrations.AddField(
            "task",
            "is_called_off",
            models.BooleanField(
                db_default=False,
                default=False,
                help_text="a person cancelled it: never in another batch",
            ),
        ),
        migrations.RunSQL(CALLED_OFF, migrations.RunSQL.noop),
        migrations.RunSQL(DISCARDED, migrations.RunSQL.noop),
    ]
