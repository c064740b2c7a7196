"""A rule can be offered, and a dry run says of which stored rule it was."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0007_verdict_scores")]

    operations = [
        migrations.AddField(
            model_name="qualityrule",
            name="is_offered",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.AddField(
            model_name="ruletrial",
            name="rule",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="trials",
                to="quality.qualityrule",
            ),
        ),
    ]
