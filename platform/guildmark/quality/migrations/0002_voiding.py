"""What tells of a voiding is a kind of its own; until now it was a notice behind a firing."""

from django.db import migrations, models

MARK = """
UPDATE quality_restriction r SET kind = 'voiding'
FROM quality_rulefiring f WHERE f.restriction_id = r.id AND f.action = 'void' AND r.kind = 'notice'
"""
UNMARK = "UPDATE quality_restriction SET kind = 'notice' WHERE kind = 'voiding'"


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="restriction",
            name="kind",
            field=models.CharField(
                choices=[
                    ("notice", "Notice"),
                    ("more_gold", "More Gold"),
                    ("daily_cap", "Daily Cap"),
                    ("retrain", "Retrain"),
                    ("pause", "Pause"),
                    ("voiding", "Voiding"),
                ],
                max_length=9,
            ),
        ),
        migrations.RunSQL(MARK, UNMARK),
    ]
