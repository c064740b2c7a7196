"""An answer keeps how it came about. The function of before takes one thing less."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"
OLD = "work_submit(bigint, bigint, jsonb, double precision, text, timestamptz)"


class Migration(migrations.Migration):
    """The column, then the function that fills it."""

    dependencies = [("work", "0005_voided_work_reinstated")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="course",
            field=models.JSONField(
                help_text="when each shape was there: [{shape_id, at_ms}]", null=True
            ),
        ),
        migrations.RunSQL(f"DROP FUNCTION IF EXISTS {OLD}", migrations.RunSQL.noop),
        migrations.RunSQL(
            (SQL / "submit.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
    ]
