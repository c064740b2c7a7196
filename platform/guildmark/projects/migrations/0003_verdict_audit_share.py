"""A share of labels is verified by a second person, too: in projects made from now on.

Those that are there go on as they are: more verdicts are more money.
"""

from django.db import migrations, models

ABOUT = "0 to 1, of labels with one verdict that somebody else is asked about, too"


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_captions")]

    operations = [
        migrations.AddField(
            model_name="project",
            name="verdict_audit_share",
            field=models.FloatField(default=0.0, db_default=0.0, help_text=ABOUT),
        ),
        migrations.AlterField(
            model_name="project",
            name="verdict_audit_share",
            field=models.FloatField(default=0.05, db_default=0.05, help_text=ABOUT),
        ),
    ]
